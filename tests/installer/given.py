"""Answers of a made-up box, and a folder in the place of the machine."""

from __future__ import annotations

from pathlib import Path

from installer.answers import Answers, from_file

WHOLE = """\
kabupaten = Kabupaten Mukomuko
alamat = ekinerja.uji.test
tls = otoritas
jaringan_mesin = 10.20.0.0/16, 10.21.5.7, fd00:20::/48
jaringan_admin = 10.1.0.0/24
ups = usbhid-ups
"""


def file(folder: Path, text: str = WHOLE) -> Path:
    path = folder / "jawaban.txt"
    path.write_text(text, encoding="utf-8")
    return path


def answers(folder: Path, text: str = WHOLE) -> Answers:
    return from_file(file(folder, text))
