"""A person's own targets of a month: written or copied, sent to the superior, agreed or returned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from appliance.models.base import db
from appliance.models.jejak import Pelaku, Perubahan, record
from appliance.models.laporan_waktu import locked
from appliance.models.pegawai import Pegawai
from appliance.models.peraturan import rak
from appliance.models.persetujuan_batas import cut_off
from appliance.models.prepared import Prepared
from appliance.models.refused import Refused
from appliance.models.skp import PengajuanSkp, PutusanSkp, Skp
from appliance.models.tandai import mark_months
from appliance.rules import bulan as months

OPEN = ("disusun", "dikembalikan")


@dataclass(frozen=True, slots=True)
class IsiSkp:
    """One target as it is written. `bobot` stands on all items of a month or on none."""

    rhk: str
    indikator: str
    satuan: str
    target: Decimal
    bobot: Decimal | None


def items(pegawai_id: int, bulan: str) -> list[Skp]:
    """The targets of a month, whether they count yet or not."""
    found = ITEMS.rows(pegawai=pegawai_id, bulan=bulan)
    rows = [Skp(**{c.name: c.python_value(v) for c, v in zip(FIELDS, row, strict=True)}) for row in found]
    return sorted(rows, key=lambda row: (len(row.butir), row.butir))


FIELDS = tuple(Skp._meta.sorted_fields)


def _items(pegawai: int, bulan: str) -> Any:
    return Skp.select(*FIELDS).where((Skp.pegawai == pegawai) & (Skp.bulan == bulan))


ITEMS = Prepared(_items, pegawai=int, bulan=str)


def proposal(pegawai_id: int, bulan: str) -> PengajuanSkp | None:
    own = (PengajuanSkp.pegawai == pegawai_id) & (PengajuanSkp.bulan == bulan)
    found: PengajuanSkp | None = PengajuanSkp.get_or_none(own)
    return found


def add(pegawai: Pegawai, bulan: str, isi: IsiSkp, pelaku: Pelaku) -> bool:
    """Add a target; False when exactly this one stands there already. Raises Refused."""
    with db.atomic():
        mine = _open(pegawai, bulan, pelaku.kapan.date())
        standing = items(pegawai.id, bulan)
        if any(_same(row, isi) for row in standing):
            return False
        taken = {row.butir for row in standing}
        butir = next(str(nth) for nth in range(1, len(taken) + 2) if str(nth) not in taken)
        Skp.create(pegawai=pegawai, bulan=bulan, butir=butir, pengajuan=mine, **_columns(isi))
        _note("tulis", pegawai, bulan, None, {"butir": butir, **_told(isi)}, pelaku)
    return True


def drop(pegawai: Pegawai, bulan: str, butir: str, pelaku: Pelaku) -> None:
    """Take a target out again. Raises Refused once it was sent or for an imported one."""
    with db.atomic():
        mine = _open(pegawai, bulan, pelaku.kapan.date())
        row: Skp | None = Skp.get_or_none((Skp.pengajuan == mine) & (Skp.butir == butir))
        if row is not None:
            before = {"butir": butir, **_told(row)}
            row.delete_instance()
            _note("tarik", pegawai, bulan, before, None, pelaku)


def copy_last(pegawai: Pegawai, bulan: str, pelaku: Pelaku) -> int:
    """Copy the targets of the month before that are not here yet; returns how many. Raises Refused."""
    copied = 0
    with db.atomic():
        for row in items(pegawai.id, months.prev(bulan)):
            isi = IsiSkp(row.rhk, row.indikator, row.satuan, row.target, row.bobot)
            copied += add(pegawai, bulan, isi, pelaku)
    return copied


def send(pegawai: Pegawai, bulan: str, pelaku: Pelaku) -> None:
    """Ask for the superior's word. Raises Refused: nothing written, or weights on some items only."""
    with db.atomic():
        mine = proposal(pegawai.id, bulan)
        if mine is not None and mine.status == "menunggu":
            return
        mine = _open(pegawai, bulan, pelaku.kapan.date())
        rows = items(pegawai.id, bulan)
        if not any(row.pengajuan_id == mine.id for row in rows):
            raise Refused({"": "Belum ada butir SKP yang ditulis untuk bulan ini."})
        weighed = sum(row.bobot is not None for row in rows)
        if 0 < weighed < len(rows):
            raise Refused({"": f"Bobot diisi untuk semua butir atau tidak sama sekali: {weighed} dari {len(rows)}."})
        PengajuanSkp.update(status="menunggu", dikirim=pelaku.kapan).where(PengajuanSkp.id == mine.id).execute()
        _note("kirim", pegawai, bulan, {"status": mine.status}, {"status": "menunggu"}, pelaku)


def decide(row: PengajuanSkp, setuju: bool, catatan: str, pelaku: Pelaku, pemutus_pegawai: int | None) -> None:
    """The superior's word: agreed, or returned with a note; an agreed one may still be returned.

    Raises Refused: one's own, not sent, the same word again, no note, or a month that is over. Who may decide is
    asked before.
    """
    person, bulan = row.pegawai, row.bulan
    putusan = "disetujui" if setuju else "dikembalikan"
    if person.id == pemutus_pegawai:
        raise Refused({"": "SKP sendiri diputus atasan."})
    if not setuju and not catatan:
        raise Refused({"catatan": "Tulis apa yang perlu diperbaiki."})
    with db.atomic():
        status: str | None = PengajuanSkp.select(PengajuanSkp.status).where(PengajuanSkp.id == row.id).scalar()
        if status not in (("menunggu",) if setuju else ("menunggu", "disetujui")):
            raise Refused({"": "SKP ini sudah diputus atau sedang diperbaiki. Muat ulang halamannya."})
        _refuse_over(person, bulan, pelaku.kapan.date())
        PutusanSkp.create(pengajuan=row, putusan=putusan, pemutus=pelaku.pengguna_id, kapan=pelaku.kapan,
                          catatan=catatan)  # fmt: skip
        PengajuanSkp.update(status=putusan).where(PengajuanSkp.id == row.id).execute()
        _note("putus", person, bulan, {"status": status}, {"status": putusan, "catatan": catatan}, pelaku)
        mark_months([person.id], bulan, bulan)


def last_word(row: PengajuanSkp) -> PutusanSkp | None:
    """The newest decision on it."""
    found: PutusanSkp | None = row.putusan.order_by(PutusanSkp.id.desc()).first()
    return found


class SkpTunggu(NamedTuple):
    """Targets of a month that wait for a word, and whose they are."""

    nip: str
    nama: str
    bulan: str
    dikirim: datetime | None


def waiting(pegawai_ids: Sequence[int]) -> list[SkpTunggu]:
    """What waits for a word, of these people, the oldest first."""
    rows = WAITING.rows(ids=pegawai_ids) if pegawai_ids else []
    return [SkpTunggu(nip, nama, bulan, PengajuanSkp.dikirim.python_value(sent)) for nip, nama, bulan, sent in rows]


def _waiting(ids: list[int]) -> Any:
    told = (Pegawai.nip, Pegawai.nama, PengajuanSkp.bulan, PengajuanSkp.dikirim)
    asked = (PengajuanSkp.status == "menunggu") & PengajuanSkp.pegawai.in_(ids)
    return PengajuanSkp.select(*told).join(Pegawai).where(asked).order_by(PengajuanSkp.dikirim)


WAITING = Prepared(_waiting, ids=list[int])


def _open(pegawai: Pegawai, bulan: str, today: date) -> PengajuanSkp:
    """The proposal while it may be written; it is begun when there is none. Raises Refused."""
    _refuse_over(pegawai, bulan, today)
    mine = proposal(pegawai.id, bulan)
    if mine is None:
        return PengajuanSkp.create(pegawai=pegawai, bulan=bulan)
    if mine.status not in OPEN:
        said = "sedang menunggu atasan" if mine.status == "menunggu" else "sudah disetujui atasan"
        raise Refused({"": f"SKP bulan ini {said}. Bila perlu diubah, minta atasan mengembalikannya."})
    return mine


def _refuse_over(pegawai: Pegawai, bulan: str, today: date) -> None:
    limit = cut_off(bulan, rak())
    if limit is not None and today > limit:
        raise Refused({"": f"Batas bulan itu sudah lewat: {limit:%d-%m-%Y}."})
    if locked(pegawai.id, bulan):
        raise Refused({"": "TPP bulan itu sudah dikunci."})


def _columns(isi: Any) -> dict[str, Any]:
    return {name: getattr(isi, name) for name in ("rhk", "indikator", "satuan", "target", "bobot")}


def _told(isi: Any) -> dict[str, Any]:
    return {name: None if value is None else str(value) for name, value in _columns(isi).items()}


def _same(row: Skp, isi: IsiSkp) -> bool:
    return _columns(row) == _columns(isi)


def _note(aksi: str, pegawai: Pegawai, bulan: str, before: Any, after: Any, by: Pelaku) -> None:
    record(by, [Perubahan(aksi, "skp", f"{pegawai.nip}/{bulan}", before, after)])
