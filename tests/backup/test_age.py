"""The weekly copy opens without us: the two commands as they are written on the disk, typed at a terminal."""

from __future__ import annotations

import os
import pty
import re
import shutil
from pathlib import Path

import pytest

from appliance.backup import age
from appliance.backup.gagal import SandiSalah
from appliance.models.sqlite import ask_file
from tests.backup.kotak import PROOF, Kotak


def at_a_terminal(command: str, folder: Path, answer: str) -> str:
    """What a person sees who types the command in the folder, and the answer when asked."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.execvp("bash", ["bash", "-c", command])
    seen = b""
    asked = False
    try:
        while True:
            seen += os.read(terminal, 4096)
            if b"passphrase" in seen and not asked:
                asked = True
                os.write(terminal, answer.encode() + b"\n")
    except OSError:
        pass
    _, status = os.waitpid(pid, 0)
    assert status == 0, seen.decode()
    return seen.decode()


def test_the_two_commands_on_the_disk_bring_everything_back(box: Kotak, tmp_path: Path) -> None:
    ours = box.usb / "ekinerja-cadangan"
    weekly = Path(shutil.copytree(ours / "mingguan", tmp_path / "mingguan"))
    commands = re.findall(r"^    ((?:age|tar) .*)$", (ours / "BACA-SAYA.txt").read_text(), re.MULTILINE)
    assert len(commands) == 2
    assert "passphrase" in at_a_terminal(commands[0], weekly, box.kode)
    at_a_terminal(commands[1], weekly, "")
    assert ask_file(weekly / "ekinerja.db", "SELECT COUNT(*) FROM penutupan") == [(4,)]
    assert PROOF in [path.read_bytes() for path in (weekly / "bukti").rglob("*.jpg")]
    assert (weekly / "kunci" / "cadangan.kunci").exists()


def test_restic_alone_opens_the_repository_with_the_code(box: Kotak, tmp_path: Path) -> None:
    line = re.search(r"^    (restic .*)$", (box.usb / "ekinerja-cadangan" / "BACA-SAYA.txt").read_text(), re.MULTILINE)
    assert line is not None
    source = re.sub(r"-r \S+/ekinerja-cadangan", f"-r {box.usb}/ekinerja-cadangan", line[1])
    at_a_terminal(f"RESTIC_PASSWORD={box.kode} " + source.replace("FOLDER-BARU", "baru"), tmp_path, "")
    assert ask_file(tmp_path / "baru/cadangan-sementara/ekinerja.db", "SELECT COUNT(*) FROM penutupan") == [(4,)]


def test_a_wrong_code_and_a_broken_key_file_open_nothing() -> None:
    sealed = age.seal(b"rahasia", "KODE")
    assert age.unseal(sealed, "KODE") == b"rahasia"
    with pytest.raises(SandiSalah, match="tidak membuka"):
        age.unseal(sealed, "KODA")
    for place in (30, len(sealed) - 3):
        with pytest.raises(SandiSalah):
            age.unseal(sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :], "KODE")
    with pytest.raises(SandiSalah, match="rusak"):
        age.unseal(b"bukan apa-apa", "KODE")


def test_neither_the_code_nor_the_secret_half_lies_on_the_box_or_the_disk(box: Kotak) -> None:
    secret = age.unseal((box.data / "kunci" / "pemulihan.age").read_bytes(), box.kode).strip()
    for path in [*box.data.rglob("*"), *box.usb.rglob("*")]:
        if path.is_file():
            text = path.read_bytes()
            assert box.kode.encode() not in text, path
            assert secret not in text, path
