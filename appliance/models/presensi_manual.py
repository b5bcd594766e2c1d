"""The attendance sheet of an office that records by hand, and its operator's word that it is complete."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, time
from typing import Any

from appliance.models.base import db
from appliance.models.cakupan import PernyataanData
from appliance.models.jejak import Pelaku, Perubahan, record
from appliance.models.koreksi import PresensiManual
from appliance.models.opd import Opd
from appliance.models.refused import Refused
from appliance.models.tandai import mark_pairs, settle_coverage

Marks = tuple[time | None, time | None]


def fill(people: Mapping[int, str], tanggal: date, marks: Mapping[int, Marks], nomor_surat: str, pelaku: Pelaku) -> int:
    """Write a sheet: `people` is id -> NIP of those on it, `marks` their times; no time at all withdraws a mark.

    Returns how many marks changed. Raises Refused on `tanggal` for a day to come.
    """
    if tanggal > pelaku.kapan.date():
        raise Refused({"tanggal": "Tanggal ini belum tiba."})
    with db.atomic():
        there = {row.pegawai_id: row for row in rows(people, tanggal)}
        changes: dict[int, Perubahan] = {}
        for person, nip in people.items():
            before = _image(nip, tanggal, there[person]) if person in there else None
            after = _after(nip, tanggal, marks.get(person, (None, None)), nomor_surat)
            if _times(before) != _times(after):
                changes[person] = Perubahan("catat", "presensi_manual", f"{nip}/{tanggal.isoformat()}", before, after)
        _replace(changes, tanggal, marks, nomor_surat)
        record(pelaku, changes.values())
        mark_pairs((person, tanggal) for person in changes)
    return len(changes)


def _replace(changes: Mapping[int, Perubahan], tanggal: date, marks: Mapping[int, Marks], nomor_surat: str) -> None:
    m = PresensiManual
    m.delete().where((m.tanggal == tanggal) & m.pegawai.in_(list(changes))).execute()
    for person, change in changes.items():
        if change.sesudah is not None:
            masuk, pulang = marks[person]
            m.create(pegawai=person, tanggal=tanggal, masuk=masuk, pulang=pulang, nomor_surat=nomor_surat)


def rows(people: Collection[int], tanggal: date) -> list[Any]:
    m = PresensiManual
    return list(m.select().where((m.tanggal == tanggal) & m.pegawai.in_(list(people))))


def declare(opd: Opd, sampai: date, nomor_surat: str, alasan: str, pelaku: Pelaku) -> bool:
    """Say that all marks up to `sampai` are entered; those days are judged from now on. False when said already.

    Raises Refused on `sampai` for a day to come.
    """
    if sampai >= pelaku.kapan.date():
        raise Refused({"sampai": "Pernyataan paling jauh sampai kemarin."})
    with db.atomic():
        own = (PernyataanData.opd == opd) & (PernyataanData.sampai == sampai)
        if PernyataanData.select().where(own).exists():
            return False
        PernyataanData.create(
            opd=opd, sampai=sampai, nomor_surat=nomor_surat, alasan=alasan, kapan=pelaku.kapan, oleh=pelaku.pengguna_id
        )
        after = {"opd": opd.kode, "sampai": sampai.isoformat(), "nomor_surat": nomor_surat, "alasan": alasan}
        record(pelaku, [Perubahan("nyatakan", "cakupan", f"{opd.kode}/{sampai.isoformat()}", None, after)])
        settle_coverage(opd.id)
    return True


def declarations(opd_id: int) -> list[PernyataanData]:
    """The office's declarations, the latest day first."""
    own = PernyataanData.opd == opd_id
    return list(PernyataanData.select().where(own).order_by(PernyataanData.sampai.desc()).limit(12))


def _after(nip: str, tanggal: date, marks: Marks, nomor_surat: str) -> dict[str, Any] | None:
    if marks == (None, None):
        return None
    return _image(nip, tanggal, PresensiManual(masuk=marks[0], pulang=marks[1], nomor_surat=nomor_surat))


def _image(nip: str, tanggal: date, row: Any) -> dict[str, Any]:
    def clock(moment: time | None) -> str | None:
        return moment.isoformat("seconds") if moment else None

    return {
        "nip": nip, "tanggal": tanggal.isoformat(), "masuk": clock(row.masuk), "pulang": clock(row.pulang),
        "nomor_surat": row.nomor_surat,
    }  # fmt: skip


def _times(image: dict[str, Any] | None) -> tuple[Any, Any] | None:
    return (image["masuk"], image["pulang"]) if image else None
