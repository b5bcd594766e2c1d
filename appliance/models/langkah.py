"""The steps of an office's month: verified, endorsed, computed, checked; each a row with who and when."""

from __future__ import annotations

from appliance.models.base import db
from appliance.models.jejak import Pelaku, Perubahan, record
from appliance.models.opd import Opd
from appliance.models.penutupan import Langkah


def take(bulan: str, opd_id: int, langkah: str, pelaku: Pelaku, catatan: str = "") -> Langkah:
    """Note a step; taken again, the newest row counts."""
    with db.atomic():
        row: Langkah = Langkah.create(
            bulan=bulan, opd=opd_id, langkah=langkah, kapan=pelaku.kapan, oleh=pelaku.pengguna_id, catatan=catatan
        )
        _note(langkah, bulan, opd_id, pelaku, catatan)
    return row


def take_back(bulan: str, opd_id: int, langkah: str, pelaku: Pelaku, alasan: str) -> int:
    """Undo a step, with a reason; returns how many rows it concerned."""
    with db.atomic():
        undone = (
            Langkah.update(dibatalkan=pelaku.kapan)
            .where(
                (Langkah.bulan == bulan)
                & (Langkah.opd == opd_id)
                & (Langkah.langkah == langkah)
                & Langkah.dibatalkan.is_null()
            )
            .execute()
        )
        if undone:
            _note(f"batal_{langkah}", bulan, opd_id, pelaku, alasan)
    return int(undone)


def taken(bulan: str, opd_id: int, langkah: str) -> Langkah | None:
    """The newest step of its kind that stands."""
    found: Langkah | None = (
        Langkah.select()
        .where(
            (Langkah.bulan == bulan)
            & (Langkah.opd == opd_id)
            & (Langkah.langkah == langkah)
            & Langkah.dibatalkan.is_null()
        )
        .order_by(Langkah.id.desc())
        .first()
    )
    return found


def _note(aksi: str, bulan: str, opd_id: int, pelaku: Pelaku, catatan: str) -> None:
    kode = Opd.select(Opd.kode).where(Opd.id == opd_id).scalar()
    record(pelaku, [Perubahan(aksi, "langkah", f"{bulan} {kode}", None, {"catatan": catatan} if catatan else {})])
