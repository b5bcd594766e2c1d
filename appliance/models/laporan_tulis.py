"""Writing a daily report, changing it, taking it back: each by the writer, while the law still lets it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from peewee import IntegrityError

from appliance.models.base import db
from appliance.models.jejak import Pelaku, Perubahan, record
from appliance.models.laporan import Laporan, Persetujuan
from appliance.models.laporan_waktu import deadline, locked
from appliance.models.pegawai import Pegawai
from appliance.models.penempatan import Penempatan
from appliance.models.peraturan import rak
from appliance.models.refused import Refused
from appliance.models.skp import Skp, counting
from appliance.rules import bulan as months

AGAIN = "Laporan ini sudah berubah sejak halaman ini dibuka. Buka kembali laporannya, lalu perbaiki yang terbaru."


@dataclass(frozen=True, slots=True)
class IsiLaporan:
    """What a report says. `volume` is of the target `butir_skp`, with at most four decimals."""

    tanggal: date
    mulai: time
    selesai: time
    uraian: str
    butir_skp: str | None = None
    volume: Decimal | None = None


def write(pegawai: Pegawai, isi: IsiLaporan, kunci_kirim: str, pelaku: Pelaku) -> tuple[Laporan, bool]:
    """Keep a new report; (report, whether it is new). The same `kunci_kirim` again gives the one that is kept.

    Raises Refused with a reason for each field.
    """
    try:
        with db.atomic():
            kept = sent(pegawai.id, kunci_kirim)
            if kept is not None:
                return kept, False
            refuse(pegawai.id, isi, pelaku.kapan)
            row = Laporan.create(pegawai=pegawai, kunci_kirim=kunci_kirim, dikirim=pelaku.kapan, **_columns(isi))
            _note("tulis", pegawai, None, image(row), pelaku)
            return row, True
    except IntegrityError:  # the same report came a second time at the same moment
        kept = sent(pegawai.id, kunci_kirim)
        if kept is None:
            raise
        return kept, False


def sent(pegawai_id: int, kunci_kirim: str) -> Laporan | None:
    """The report that this device's draft became, if it has arrived."""
    own = (Laporan.pegawai == pegawai_id) & (Laporan.kunci_kirim == kunci_kirim)
    found: Laporan | None = Laporan.get_or_none(own) if kunci_kirim else None
    return found


def change(row: Laporan, isi: IsiLaporan, versi: str, pelaku: Pelaku) -> bool:
    """Put `isi` in the place of what stood there; a returned report waits for its decision again.

    False for the same form sent twice, which changes nothing.

    `versi` is the `version` that the form was made from. Raises Refused: decided, changed meanwhile, or as `write`.
    """
    with db.atomic():
        row = _open_again(row)
        before = image(row)
        if versi != version(row):
            if all(getattr(row, name) == value for name, value in _columns(isi).items()):
                return False
            raise Refused({"": AGAIN})
        refuse(row.pegawai.id, isi, pelaku.kapan, row)
        Laporan.update(status="menunggu", dikirim=pelaku.kapan, **_columns(isi)).where(Laporan.id == row.id).execute()
        _note("ubah", row.pegawai, before, image(Laporan.get_by_id(row.id)), pelaku)
    return True


def withdraw(row: Laporan, pelaku: Pelaku) -> None:
    """Take a report back. Raises Refused for one that was approved, and once its time is over."""
    with db.atomic():
        row = _open_again(row)
        _refuse_late(row.pegawai.id, row.tanggal, pelaku.kapan.date(), row)
        _note("tarik", row.pegawai, image(row), None, pelaku)
        Laporan.delete().where(Laporan.id == row.id).execute()


def version(row: Laporan) -> str:
    """What changes whenever the report does."""
    return f"{row.status}-{row.dikirim:%Y%m%d%H%M%S}" if row.dikirim else row.status


def _open_again(row: Laporan) -> Laporan:
    fresh: Laporan | None = Laporan.get_or_none(Laporan.id == row.id)
    if fresh is None:
        raise Refused({"": "Laporan ini sudah ditarik."})
    if fresh.status == "disetujui":
        raise Refused({"": "Laporan ini sudah disetujui atasan dan tidak dapat diubah lagi."})
    return fresh


def refuse(pegawai_id: int, isi: IsiLaporan, now: datetime, own: Laporan | None = None) -> None:
    """Raises Refused with everything that stands against `isi`; `own` is the report that it replaces."""
    wrong: dict[str, str] = {}
    if isi.selesai <= isi.mulai:
        wrong["selesai"] = "Jam selesai harus sesudah jam mulai. Pekerjaan lewat tengah malam ditulis dua laporan."
    elif datetime.combine(isi.tanggal, isi.selesai) > now:
        wrong["tanggal" if isi.tanggal > now.date() else "selesai"] = "Hari atau jam ini belum tiba."
    wrong |= _wrong_target(pegawai_id, isi)
    if not wrong:
        _refuse_overlap(pegawai_id, isi, own)
    if isi.tanggal <= now.date():
        try:
            _refuse_late(pegawai_id, isi.tanggal, now.date(), own)
        except Refused as late:
            wrong |= late.errors
    if wrong:
        raise Refused(wrong)


def _wrong_target(pegawai_id: int, isi: IsiLaporan) -> dict[str, str]:
    if isi.butir_skp is None:
        return {"volume": "Pilih butir SKP yang volumenya ini."} if isi.volume is not None else {}
    month = months.of(isi.tanggal)
    own = (Skp.pegawai == pegawai_id) & (Skp.butir == isi.butir_skp)
    if not Skp.select().where(own & counting(month)).exists():
        return {"butir_skp": "Butir ini tidak ada di SKP bulan itu; pilih dari daftar."}
    if isi.volume is not None and isi.volume <= 0:
        return {"volume": "Volume harus lebih dari nol."}
    return {}


def _refuse_overlap(pegawai_id: int, isi: IsiLaporan, own: Laporan | None) -> None:
    """A report may begin at the minute in which another ends."""
    there = (Laporan.pegawai == pegawai_id) & (Laporan.tanggal == isi.tanggal)
    rows: Any = Laporan.select().where(there & (Laporan.mulai < isi.selesai) & (Laporan.selesai > isi.mulai))
    for other in rows:
        if own is None or other.id != own.id:
            span = f"{other.mulai:%H.%M} sampai {other.selesai:%H.%M}"
            raise Refused({"mulai": f"Bertindih dengan laporan {span} ({other.uraian[:40]})."})


def _refuse_late(pegawai_id: int, tanggal: date, today: date, own: Laporan | None) -> None:
    placed = (Penempatan.pegawai == pegawai_id) & (Penempatan.mulai <= tanggal) & (Penempatan.sampai >= tanggal)
    if not Penempatan.select().where(placed).exists():
        raise Refused({"tanggal": "Anda tidak ditempatkan di unit kerja mana pun pada tanggal itu."})
    if locked(pegawai_id, months.of(tanggal)):
        raise Refused({"tanggal": "TPP bulan itu sudah dikunci; laporannya tidak dapat ditulis atau diubah lagi."})
    limit = deadline(pegawai_id, tanggal, rak(), returned_on(own) if own is not None else None)
    if limit.sampai is not None and today > limit.sampai:
        raise Refused(
            {"tanggal": f"Batas menulis laporan hari itu sudah lewat: {limit.sampai:%d-%m-%Y} ({limit.pasal})."}
        )


def returned_on(row: Laporan) -> date | None:
    """The day on which it was last returned; None for one that was not."""
    if row.status != "dikembalikan":
        return None
    newest = Persetujuan.select(Persetujuan.kapan).where(Persetujuan.laporan == row).order_by(Persetujuan.id.desc())
    found: datetime | None = newest.limit(1).scalar()
    return found.date() if found is not None else None


def _columns(isi: IsiLaporan) -> dict[str, Any]:
    return {
        "tanggal": isi.tanggal, "mulai": isi.mulai, "selesai": isi.selesai, "uraian": isi.uraian,
        "butir_skp": isi.butir_skp, "volume": isi.volume,
    }  # fmt: skip


def _note(aksi: str, pegawai: Pegawai, before: dict[str, Any] | None, after: dict[str, Any] | None, by: Pelaku) -> None:
    """Into the audit trail. No month is computed again: what waits for a decision moves no money, the decision does."""
    known = [one for one in (before, after) if one is not None]
    key = f"{pegawai.nip}/{known[-1]['tanggal']}/{known[-1]['mulai']}"
    record(by, [Perubahan(aksi, "laporan", key, before, after)])


def image(row: Laporan) -> dict[str, Any]:
    return {
        "nip": row.pegawai.nip, "tanggal": row.tanggal.isoformat(), "mulai": f"{row.mulai:%H:%M}",
        "selesai": f"{row.selesai:%H:%M}", "uraian": row.uraian, "status": row.status, "butir_skp": row.butir_skp,
        "volume": None if row.volume is None else str(row.volume),
    }  # fmt: skip
