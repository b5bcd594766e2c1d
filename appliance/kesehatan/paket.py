"""The support bundle: what somebody far away needs to help, and nothing about anybody. Every part is plain text."""

from __future__ import annotations

import io
import platform
import zipfile
from collections.abc import Iterable
from dataclasses import fields

from appliance.kesehatan import catatan, isi_paket, layanan
from appliance.kesehatan.baris import Tinjau, when
from appliance.kesehatan.saring import last_net, log_lines, names
from appliance.kesehatan.sumber import look
from appliance.kesehatan.teks import report
from appliance.models.base import db
from appliance.settings import Settings

SHOWN = frozenset({"port", "kabupaten", "zona", "uji", "sekarang"})  # other settings: only whether they are set
README = """Paket bantuan E-Kinerja, {kapan}.

Semua berkas di sini teks biasa; baca dahulu sebelum dikirim. Tidak ada nama, NIP, alamat, nomor HP, kunci, kode atau
kata sandi di dalamnya. Dari catatan program hanya kata-kata program sendiri yang tinggal; yang lain menjadi {tanda}.
"""


def collect(tinjau: Tinjau) -> dict[str, str]:
    """Each file of the bundle with its text, ready to be read on a screen."""
    found = {
        "BACA.txt": README.format(kapan=when(tinjau.now), tanda="▒"),
        "versi.txt": _version(),
        "pengaturan.txt": _settings(tinjau.box.settings),
        "kesehatan.txt": "\n".join(report(tinjau, look(tinjau))),
        **isi_paket.tables(tinjau),
        **_logs(tinjau),
    }
    return {name: last_net(text).rstrip("\n") + "\n" for name, text in found.items()}


def pack(files: dict[str, str]) -> bytes:
    """The same as one zip."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return target.getvalue()


def _version() -> str:
    system = (
        platform.freedesktop_os_release().get("PRETTY_NAME", "?")
        if hasattr(platform, "freedesktop_os_release")
        else "?"
    )
    lines = (f"E-Kinerja {layanan.program()}", f"Python {platform.python_version()}", system,
             f"Linux {platform.release()} {platform.machine()}", f"basis data {type(db.obj).__name__}")  # fmt: skip
    return "\n".join(lines)


def _settings(settings: Settings) -> str:
    def told(name: str) -> str:
        value = getattr(settings, name)
        if name in SHOWN:
            return str(value)
        return (
            "bawaan"
            if value == next(f.default for f in fields(Settings) if f.name == name)
            else "diisi (disembunyikan)"
        )

    return "\n".join(f"EKINERJA_{field.name.upper()}: {told(field.name)}" for field in fields(Settings))


def _logs(tinjau: Tinjau) -> dict[str, str]:
    people = names()
    return {f"log-{name}.txt": _joined(log_lines(text, people)) for name, text in catatan.last_lines(tinjau.box.data)}


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines)
