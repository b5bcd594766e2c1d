"""Who signs a list: head, bendahara and maker of the office, with the title that fits the kind of office."""

from __future__ import annotations

from datetime import date
from typing import Any

from appliance.models.opd import Opd
from appliance.models.penandatangan import Penandatangan
from appliance.models.plt import Plt

# Title of the head by kind of office, and the words that the office's own name loses after it.
KEPALA = {
    "sekretariat": ("Sekretaris", "Sekretariat "),
    "dinas": ("Kepala", ""),
    "badan": ("Kepala", ""),
    "inspektorat": ("Inspektur", "Inspektorat "),
    "kecamatan": ("Camat", "Kecamatan "),
    "kelurahan": ("Lurah", "Kelurahan "),
    "puskesmas": ("Kepala", ""),
    "rsud": ("Direktur", ""),
    "sekolah": ("Kepala", ""),
    "lain": ("Kepala", ""),
}
BENDAHARA = {"puskesmas": "Bendahara Pengeluaran Pembantu", "sekolah": "Bendahara Pengeluaran Pembantu"}
AKTING = {"plt": "Plt.", "plh": "Plh."}


def signers(opd: Opd, on: date) -> list[dict[str, Any]]:
    """The three signers in force on `on`, from left to right; one who is not known has an empty name to fill in."""
    return [_head(opd, on), _treasurer(opd, on), _plain(opd, "pembuat", "Pembuat Daftar", on)]


def head_title(opd: Opd) -> str:
    """Kepala Dinas Kesehatan, Camat Ipuh, Direktur RSUD Mukomuko …"""
    gelar, buang = KEPALA[opd.jenis]
    return f"{gelar} {opd.nama.removeprefix(buang)}"


def _head(opd: Opd, on: date) -> dict[str, Any]:
    found = _find(opd, "kepala", on)
    jabatan = (found.sebutan if found else "") or head_title(opd)
    akting = _acting(found, on) if found else ""
    if akting and not jabatan.startswith(tuple(AKTING.values())):
        jabatan = f"{akting} {jabatan}"
    return {"atas": "Mengetahui,", **_names(found, jabatan)}


def _acting(signer: Penandatangan, on: date) -> str:
    """Plt. or Plh. when the signer holds the office's head post only for the time being."""
    rows = Plt.select().where(
        (Plt.pegawai == signer.pegawai) & (Plt.opd == signer.opd) & (Plt.mulai <= on)
        & ((Plt.selesai >= on) | Plt.selesai.is_null())
    )  # fmt: skip
    posts = [row for row in rows.order_by(Plt.mulai.desc()) if _is_head(row.jabatan, signer.opd)]
    return AKTING[posts[0].jenis] if posts else ""


def _is_head(jabatan: str, opd: Opd) -> bool:
    """Kepala Dinas and Camat are heads; Kepala Bidang is not."""
    gelar, *rest = jabatan.split()
    if gelar != KEPALA[opd.jenis][0]:
        return False
    return gelar != "Kepala" or not rest or rest[0] in (opd.jenis.capitalize(), opd.nama.split()[0])


def _treasurer(opd: Opd, on: date) -> dict[str, Any]:
    """The office's own, else the parent office's: a small unit is paid through it."""
    jabatan = BENDAHARA.get(opd.jenis, "Bendahara Pengeluaran")
    if _find(opd, "bendahara", on) is None and opd.induk is not None and _find(opd.induk, "bendahara", on):
        return _plain(opd.induk, "bendahara", "Bendahara Pengeluaran", on)
    return _plain(opd, "bendahara", jabatan, on)


def _plain(opd: Opd, peran: str, jabatan: str, on: date) -> dict[str, Any]:
    found = _find(opd, peran, on)
    return {"atas": "", **_names(found, (found.sebutan if found else "") or jabatan)}


def _find(opd: Opd, peran: str, on: date) -> Penandatangan | None:
    p = Penandatangan
    rows = p.select().where((p.opd == opd) & (p.peran == peran) & (p.mulai <= on)).order_by(p.mulai.desc())
    found: Penandatangan | None = rows.first()
    return found


def _names(signer: Penandatangan | None, jabatan: str) -> dict[str, Any]:
    if signer is None:
        return {"jabatan": jabatan, "nama": "", "nip": ""}
    return {"jabatan": jabatan, "nama": signer.pegawai.nama, "nip": signer.pegawai.nip}
