"""Reopening a locked month before it is paid, by two people; paying it."""

from __future__ import annotations

from datetime import date

from appliance.models.base import db
from appliance.models.jejak import Pelaku, Perubahan, record
from appliance.models.penutupan import Pembayaran, Pembukaan, Penutupan


class TidakBoleh(ValueError):
    """The step is refused; the message says why, in Indonesian."""


def name_of(closing: Penutupan) -> str:
    return f"{closing.bulan} {closing.opd.kode}"


def ask_to_reopen(closing: Penutupan, alasan: str, pelaku: Pelaku) -> Pembukaan:
    """Ask that a locked month be opened again. One request at a time."""
    with db.atomic():
        _refuse_paid(closing)
        if not alasan.strip():
            raise TidakBoleh("Alasan pembukaan wajib diisi.")
        waiting = pending(closing)
        if waiting is not None:
            raise TidakBoleh("Sudah ada permintaan pembukaan yang menunggu persetujuan.")
        request: Pembukaan = Pembukaan.create(
            penutupan=closing, alasan=alasan.strip(), diminta=pelaku.kapan, peminta=pelaku.pengguna_id
        )
        record(pelaku, [Perubahan("minta_buka", "penutupan", name_of(closing), None, {"alasan": alasan.strip()})])
    return request


def agree_to_reopen(request: Pembukaan, pelaku: Pelaku) -> None:
    """Open the month: by another person than who asked. The locked version is kept."""
    with db.atomic():
        closing: Penutupan = request.penutupan
        _refuse_paid(closing)
        if request.disetujui or request.ditolak or closing.dibuka:
            raise TidakBoleh("Permintaan ini sudah diputus.")
        asker = request.peminta.id if request.peminta else None
        if asker is not None and asker == pelaku.pengguna_id:
            raise TidakBoleh("Pembukaan harus disetujui orang lain, bukan yang memintanya.")
        Pembukaan.update(disetujui=pelaku.kapan, penyetuju=pelaku.pengguna_id).where(
            Pembukaan.id == request.id
        ).execute()
        Penutupan.update(dibuka=pelaku.kapan).where(Penutupan.id == closing.id).execute()
        change = Perubahan(
            "buka", "penutupan", name_of(closing), {"hash": closing.hash, "versi": closing.versi},
            {"alasan": request.alasan},
        )  # fmt: skip
        record(pelaku, [change])


def refuse_to_reopen(request: Pembukaan, pelaku: Pelaku) -> None:
    """Leave the month locked."""
    with db.atomic():
        if request.disetujui or request.ditolak:
            raise TidakBoleh("Permintaan ini sudah diputus.")
        Pembukaan.update(ditolak=pelaku.kapan, penyetuju=pelaku.pengguna_id).where(Pembukaan.id == request.id).execute()
        record(pelaku, [Perubahan("tolak_buka", "penutupan", name_of(request.penutupan), None, {})])


def pending(closing: Penutupan) -> Pembukaan | None:
    """The request that waits for a second person, if any."""
    found: Pembukaan | None = (
        Pembukaan.select()
        .where((Pembukaan.penutupan == closing) & Pembukaan.disetujui.is_null() & Pembukaan.ditolak.is_null())
        .first()
    )
    return found


def pay(closing: Penutupan, tanggal: date, nomor: str, pelaku: Pelaku) -> Pembayaran:
    """Note that the month was paid; from then on it is not reopened, differences become arrears."""
    with db.atomic():
        if closing.dibuka:
            raise TidakBoleh("Bulan ini sedang terbuka; kunci dahulu sebelum dicatat dibayar.")
        if not nomor.strip():
            raise TidakBoleh("Nomor SP2D atau bukti pembayaran wajib diisi.")
        if tanggal < closing.kapan.date():
            raise TidakBoleh("Tanggal bayar lebih awal daripada tanggal dikunci.")
        if tanggal > pelaku.kapan.date():
            raise TidakBoleh("Tanggal bayar belum tiba.")
        if pending(closing) is not None:
            raise TidakBoleh("Ada permintaan pembukaan yang belum diputus.")
        paid: Pembayaran | None = Pembayaran.get_or_none(Pembayaran.penutupan == closing)
        if paid is not None:
            raise TidakBoleh(f"Sudah dicatat dibayar dengan nomor {paid.nomor}.")
        result: Pembayaran = Pembayaran.create(
            penutupan=closing, tanggal=tanggal, nomor=nomor.strip(), oleh=pelaku.pengguna_id, kapan=pelaku.kapan
        )
        after = {"tanggal": tanggal.isoformat(), "nomor": nomor.strip()}
        record(pelaku, [Perubahan("bayar", "penutupan", name_of(closing), None, after)])
    return result


def _refuse_paid(closing: Penutupan) -> None:
    if Pembayaran.select().where(Pembayaran.penutupan == closing).exists():
        raise TidakBoleh("Bulan ini sudah dibayar; selisihnya dibayarkan sebagai kekurangan atau kelebihan TPP.")
