"""One office's month before and after it is locked: its people with amounts and reasons, its versions."""

from __future__ import annotations

from typing import Any, NamedTuple

from peewee import JOIN, fn

from appliance.models.finalisasi import whole
from appliance.models.pegawai import Pegawai
from appliance.models.pengguna import Pengguna
from appliance.models.penutupan import HasilTpp, Pembukaan, Penutupan
from appliance.models.perkiraan import Perkiraan

PAGE = 40  # people on one page
LIHAT = ("kurang", "catatan", "semua")


class Besar(NamedTuple):
    """One person's amounts of the month, whole rupiah, with what is missing or to be known."""

    nip: str
    nama: str
    pagu: int
    tpp: int
    bersih: int
    kurang: tuple[str, ...] = ()
    catatan: tuple[str, ...] = ()
    opd: int | None = None


def estimated(bulan: str, opd_ids: Any, lihat: str, halaman: int) -> tuple[list[Besar], int]:
    """A page of people by their estimates, and how many there are: those who lack something, with remarks, or all."""
    p = Perkiraan
    there = (p.bulan == bulan) & p.opd.in_(opd_ids)
    if lihat == "kurang":
        there &= ~whole()
    elif lihat == "catatan":
        there &= fn.LENGTH(p.catatan) > len("[]")
    rows: Any = (
        p.select(Pegawai.nip, Pegawai.nama, p.pagu, p.tpp, p.bersih, p.kurang, p.catatan, p.opd)
        .join(Pegawai)
        .where(there)
        .order_by(Pegawai.nama, Pegawai.nip)
    )
    count = rows.count()
    shown = [Besar(*row) for row in rows.paginate(halaman, PAGE).tuples()]
    return [one._replace(kurang=tuple(one.kurang), catatan=tuple(one.catatan)) for one in shown], count


def counted(bulan: str, opd_ids: Any) -> dict[str, int]:
    """How many people each of LIHAT holds."""
    p, there = Perkiraan, (Perkiraan.bulan == bulan) & Perkiraan.opd.in_(opd_ids)
    wanted = {"kurang": ~whole(), "catatan": fn.LENGTH(p.catatan) > len("[]"), "semua": p.tpp.is_null(is_null=False)}
    return {name: p.select().where(there & condition).count() for name, condition in wanted.items()}


def frozen(closing: Penutupan, halaman: int) -> tuple[list[Besar], int]:
    """A page of the locked people."""
    h = HasilTpp
    rows: Any = h.select(h.nip, h.nama, h.pagu, h.tpp, h.bersih).where(h.penutupan == closing)
    count = rows.count()
    return [Besar(*row) for row in rows.order_by(h.nama, h.nip).paginate(halaman, PAGE).tuples()], count


def versions(bulan: str, opd_id: int) -> list[Penutupan]:
    """Every closing of the office's month, the newest first; each with its `pembukaan`."""
    mine = (Penutupan.bulan == bulan) & (Penutupan.opd == opd_id)
    return list(Penutupan.select().where(mine).order_by(Penutupan.versi.desc()))


def reopenings(bulan: str, opd_id: int) -> list[dict[str, Any]]:
    """What was asked and decided about opening it again: alasan, when, by whom, of which version."""
    asker, agreer, one, two = Pengguna.alias(), Pengguna.alias(), Pegawai.alias(), Pegawai.alias()
    rows: Any = (
        Pembukaan.select(
            Pembukaan.id, Pembukaan.alasan, Pembukaan.diminta, Pembukaan.disetujui, Pembukaan.ditolak, Penutupan.versi,
            Pembukaan.peminta.alias("peminta_id"), one.nama.alias("peminta"), two.nama.alias("penyetuju"),
        )
        .join(Penutupan)
        .switch(Pembukaan).join(asker, JOIN.LEFT_OUTER, on=(Pembukaan.peminta == asker.id))
        .join(one, JOIN.LEFT_OUTER, on=(asker.pegawai == one.id))
        .switch(Pembukaan).join(agreer, JOIN.LEFT_OUTER, on=(Pembukaan.penyetuju == agreer.id))
        .join(two, JOIN.LEFT_OUTER, on=(agreer.pegawai == two.id))
        .where((Penutupan.bulan == bulan) & (Penutupan.opd == opd_id))
        .order_by(Pembukaan.id.desc())
        .dicts()
    )  # fmt: skip
    return list(rows)
