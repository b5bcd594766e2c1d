"""Papers of a locked month, printed when first asked for and kept: the second request gets the same file.

A file stands under dokumen/<month>/<closing>/ before its row does, so a kill leaves at most a file without a row, which
the next run prints again to the same bytes. Making a paper twice, at once or later, does no harm.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from appliance.documents.berkas import digest, sweep
from appliance.documents.daftar import payment_list
from appliance.documents.press import Kerja, print_files
from appliance.documents.slip import slip
from appliance.documents.slip_semua import slips_of_office
from appliance.models.base import db
from appliance.models.dokumen import Dokumen
from appliance.models.penutupan import HasilTpp, Penutupan

AKHIRAN = {"daftar": "pdf", "slip": "pdf", "slip_semua": "zip"}
Progress = Callable[[int, int], None]


class TiadaDokumen(LookupError):
    """There is no such paper: the month is not locked, the kind is unknown, or the person is not in that closing."""


@dataclass(frozen=True, slots=True)
class Lemari:
    """Where papers are kept (the data folder) and whose they are ("Kabupaten Mukomuko")."""

    data: Path
    kabupaten: str

    def path(self, dokumen: Dokumen) -> Path:
        return self.data / dokumen.berkas


def make_document(
    penutupan_id: int,
    jenis: str,
    pegawai_id: int | None,
    lemari: Lemari,
    now: datetime,
    progress: Progress = lambda done, total: None,
) -> Dokumen:
    """The paper `jenis` (daftar, slip, slip_semua) of a closing; `pegawai_id` only for a slip.

    Raises TiadaDokumen when there is none, GagalCetak when it cannot be printed.
    """
    closing = Penutupan.get_or_none(Penutupan.id == penutupan_id)
    if closing is None or jenis not in AKHIRAN or (pegawai_id is not None) != (jenis == "slip"):
        raise TiadaDokumen(f"{jenis}: bulan itu tidak dikunci, atau dokumen semacam itu tidak ada")
    kept = find_document(closing.id, jenis, pegawai_id, lemari)
    if kept is not None:
        return kept
    berkas = f"dokumen/{closing.bulan}/{closing.id}/{_name(jenis, pegawai_id)}"
    target = lemari.data / berkas
    sweep(target.parent)
    _print(closing, jenis, pegawai_id, target, lemari.kabupaten, progress)
    return _note(closing, jenis, pegawai_id, berkas, digest(target), now)


def find_document(penutupan_id: int, jenis: str, pegawai_id: int | None, lemari: Lemari) -> Dokumen | None:
    """The kept paper, if its file is there and is still what was kept; else None: make it again."""
    found = _row(penutupan_id, jenis, pegawai_id)
    if found is None or not lemari.path(found).is_file() or digest(lemari.path(found)) != found.hash:
        return None
    return found


def _name(jenis: str, pegawai_id: int | None) -> str:
    return f"{jenis}{'' if pegawai_id is None else f'-{pegawai_id}'}.{AKHIRAN[jenis]}"


def _row(penutupan_id: int, jenis: str, pegawai_id: int | None) -> Dokumen | None:
    whose = Dokumen.pegawai.is_null() if pegawai_id is None else (Dokumen.pegawai == pegawai_id)
    rows = Dokumen.select().where((Dokumen.penutupan == penutupan_id) & (Dokumen.jenis == jenis) & whose)
    found: Dokumen | None = rows.order_by(Dokumen.id).first()
    return found


def _print(
    closing: Penutupan, jenis: str, pegawai_id: int | None, target: Path, kabupaten: str, progress: Progress
) -> None:
    if jenis == "slip_semua":
        slips_of_office(closing, kabupaten, target, progress)
        return
    if jenis == "daftar":
        kerja = Kerja("daftar.html", str(target), payment_list(closing, kabupaten))
    else:
        mine = HasilTpp.get_or_none((HasilTpp.penutupan == closing) & (HasilTpp.pegawai == pegawai_id))
        if mine is None:
            raise TiadaDokumen(f"slip: pegawai {pegawai_id} tidak ada di {closing.bulan} {closing.opd.kode}")
        kerja = Kerja("slip.html", str(target), {"slip": [slip(mine, closing, kabupaten)]})
    list(print_files([kerja]))


def _note(closing: Penutupan, jenis: str, pegawai_id: int | None, berkas: str, sidik: str, now: datetime) -> Dokumen:
    with db.atomic():
        row = _row(closing.id, jenis, pegawai_id) or Dokumen(penutupan=closing, jenis=jenis, pegawai=pegawai_id)
        if (row.berkas, row.hash) != (berkas, sidik):
            row.berkas, row.hash, row.dibuat = berkas, sidik, now.replace(microsecond=0)
            row.save()
    return row
