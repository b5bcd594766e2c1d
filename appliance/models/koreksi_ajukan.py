"""Asking for a correction of a day, and deciding it: two people, and nobody for himself."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from peewee import JOIN

from appliance.models.base import db
from appliance.models.jejak import Pelaku, Perubahan, record
from appliance.models.koreksi import Koreksi, PutusanKoreksi
from appliance.models.koreksi_batas import limit
from appliance.models.pegawai import Pegawai
from appliance.models.penempatan import Penempatan
from appliance.models.refused import Refused
from appliance.models.tandai import mark_pairs
from appliance.rules import bulan as months


def used(pegawai_id: int, bulan: str) -> int:
    """Corrections of a person in a month that were not refused: those that wait count too."""
    own = (Koreksi.pegawai == pegawai_id) & Koreksi.tanggal.between(months.first(bulan), months.last(bulan))
    rows: Any = Koreksi.select().join(PutusanKoreksi, JOIN.LEFT_OUTER).where(own)
    return int(rows.where(PutusanKoreksi.setuju.is_null() | (PutusanKoreksi.setuju == "ya")).count())


def propose(
    pegawai: Pegawai, tanggal: date, jam: tuple[time | None, time | None], alasan: str, nomor_surat: str, pelaku: Pelaku
) -> bool:
    """Ask that a time, in or out or both, stand as a punch; False when exactly this was asked already.

    Raises Refused: no time, a day to come, an earlier correction of that day, or more than the decree allows a month.
    """
    masuk, pulang = jam
    if masuk is None and pulang is None:
        raise Refused({"masuk": "Isi jam masuk, jam pulang, atau keduanya."})
    if datetime.combine(tanggal, min(t for t in jam if t is not None)) > pelaku.kapan:
        raise Refused({"tanggal": "Hari atau jam ini belum tiba."})
    with db.atomic():
        earlier = _earlier(pegawai, tanggal)
        if earlier is not None and (earlier.masuk, earlier.pulang, earlier.alasan) == (masuk, pulang, alasan):
            return False
        _refuse_second(earlier)
        _refuse_beyond(pegawai, tanggal)
        if earlier is not None:
            Koreksi.delete().where(Koreksi.id == earlier.id).execute()
        row = Koreksi.create(
            pegawai=pegawai, tanggal=tanggal, masuk=masuk, pulang=pulang, alasan=alasan, nomor_surat=nomor_surat,
            diajukan=pelaku.kapan, pengaju=pelaku.pengguna_id,
        )  # fmt: skip
        record(pelaku, [Perubahan("ajukan", "koreksi", _key(row), image(earlier) if earlier else None, image(row))])
    return True


def _earlier(pegawai: Pegawai, tanggal: date) -> Koreksi | None:
    found: Koreksi | None = Koreksi.get_or_none((Koreksi.pegawai == pegawai) & (Koreksi.tanggal == tanggal))
    return found


def _refuse_second(earlier: Koreksi | None) -> None:
    """One refused before makes room for a new one."""
    decided = decision(earlier) if earlier is not None else None
    if earlier is not None and (decided is None or decided.setuju == "ya"):
        state = "menunggu putusan" if decided is None else "disetujui"
        raise Refused({"tanggal": f"Hari ini sudah punya koreksi yang {state}."})


def _refuse_beyond(pegawai: Pegawai, tanggal: date) -> None:
    bulan = months.of(tanggal)
    (allowed, article), count = limit(bulan), used(pegawai.id, bulan)
    if allowed is not None and count >= allowed:
        raise Refused({"tanggal": f"Koreksi bulan ini sudah terpakai {count} dari {allowed} ({article})."})


def decision(row: Koreksi) -> PutusanKoreksi | None:
    found: PutusanKoreksi | None = PutusanKoreksi.get_or_none(PutusanKoreksi.koreksi == row)
    return found


def decide(row: Koreksi, setuju: bool, catatan: str, pelaku: Pelaku, pemutus_pegawai: int | None) -> None:
    """Approve or refuse. Raises Refused: decided already, one's own day, or asked by the same account."""
    if decision(row) is not None:
        raise Refused({"": "Koreksi ini sudah diputus."})
    if row.pegawai.id == pemutus_pegawai:
        raise Refused({"": "Koreksi untuk diri sendiri diputus atasan atau kepala unit kerja."})
    if row.pengaju is not None and row.pengaju.id == pelaku.pengguna_id:
        raise Refused({"": "Koreksi diputus orang lain, bukan yang mengajukannya."})
    answer = "ya" if setuju else "tidak"
    if not setuju and not catatan:
        raise Refused({"catatan": "Tulis alasan mengapa tidak disetujui."})
    with db.atomic():
        PutusanKoreksi.create(
            koreksi=row, setuju=answer, pemutus=pelaku.pengguna_id, kapan=pelaku.kapan, catatan=catatan
        )
        after = {**image(row), "setuju": answer, "catatan": catatan}
        record(pelaku, [Perubahan("putus", "koreksi", _key(row), image(row), after)])
        if setuju:
            mark_pairs([(row.pegawai.id, row.tanggal)])


def withdraw(row: Koreksi, pelaku: Pelaku) -> None:
    """Take back what still waits. Raises Refused for a decided one."""
    if decision(row) is not None:
        raise Refused({"": "Koreksi ini sudah diputus dan tidak dapat ditarik."})
    with db.atomic():
        record(pelaku, [Perubahan("tarik", "koreksi", _key(row), image(row), None)])
        Koreksi.delete().where(Koreksi.id == row.id).execute()


def of_office(opd_id: int, mulai: date, selesai: date) -> list[dict[str, Any]]:
    """Corrections of days on which the person served in the office, with the decision; those that wait first."""
    there = (
        (Penempatan.pegawai == Koreksi.pegawai)
        & (Penempatan.mulai <= Koreksi.tanggal)
        & (Penempatan.sampai >= Koreksi.tanggal)
    )
    rows: Any = (
        LIST.join(PutusanKoreksi, JOIN.LEFT_OUTER)
        .switch(Koreksi)
        .join(Penempatan, on=there)
        .where((Penempatan.opd == opd_id) & Koreksi.tanggal.between(mulai, selesai))
        .order_by(PutusanKoreksi.kapan.is_null(is_null=False), Koreksi.tanggal.desc(), Pegawai.nama)
    )
    return list(rows.dicts())


def waiting(pegawai_ids: Any) -> list[dict[str, Any]]:
    """Corrections of these people (ids or a query of them) that nobody has decided, the oldest first."""
    rows: Any = (
        LIST.join(PutusanKoreksi, JOIN.LEFT_OUTER)
        .where(Koreksi.pegawai.in_(pegawai_ids) & PutusanKoreksi.id.is_null())
        .order_by(Koreksi.tanggal)
    )
    return list(rows.dicts())


LIST: Any = Koreksi.select(
    Koreksi.id, Koreksi.tanggal, Koreksi.masuk, Koreksi.pulang, Koreksi.alasan, Koreksi.nomor_surat, Koreksi.pengaju,
    Pegawai.id.alias("pegawai_id"), Pegawai.nip, Pegawai.nama, PutusanKoreksi.setuju, PutusanKoreksi.catatan,
    PutusanKoreksi.kapan,
).join(Pegawai).switch(Koreksi)  # fmt: skip


def _key(row: Koreksi) -> str:
    return f"{row.pegawai.nip}/{row.tanggal.isoformat()}"


def image(row: Koreksi) -> dict[str, Any]:
    def clock(moment: time | None) -> str | None:
        return moment.isoformat("seconds") if moment else None

    return {
        "nip": row.pegawai.nip, "tanggal": row.tanggal.isoformat(),
        "masuk": clock(row.masuk), "pulang": clock(row.pulang), "alasan": row.alasan, "nomor_surat": row.nomor_surat,
    }  # fmt: skip
