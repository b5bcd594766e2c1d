"""Superiors who left reports undecided until they were approved by rule; people for whom nobody can decide."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from peewee import fn

from appliance.models.laporan import Laporan, Persetujuan
from appliance.models.pegawai import Pegawai
from appliance.models.persetujuan_antrean import undecidable
from appliance.rules import bulan as months
from appliance.rules.peraturan import Rak

POINTS = "kinerja.tidak_menilai_bawahan"


class Lalai(NamedTuple):
    """A superior of a month: of how many people how many reports were approved by rule, and the days from and to."""

    nip: str
    nama: str
    orang: int
    jumlah: int
    mulai: date
    selesai: date


def idle(bulan: str, people: Any) -> list[Lalai]:
    """Of these people (a query of ids), those who left reports of the month undecided; the most reports first."""
    rows: Any = (
        Persetujuan.select(
            Pegawai.nip, Pegawai.nama, fn.COUNT(Laporan.pegawai.distinct()), fn.COUNT(Laporan.id.distinct()),
            fn.MIN(Laporan.tanggal), fn.MAX(Laporan.tanggal),
        )
        .join(Laporan)
        .join(Pegawai, on=(Pegawai.id == Persetujuan.atasan))
        .where((Persetujuan.aturan != "") & Laporan.tanggal.between(months.first(bulan), months.last(bulan)))
        .where(Persetujuan.atasan.in_(people))
        .group_by(Pegawai.nip, Pegawai.nama)
        .order_by(fn.COUNT(Laporan.id.distinct()).desc(), Pegawai.nama)
    )  # fmt: skip
    return [Lalai(*row) for row in rows.tuples()]


def points(bulan: str, shelf: Rak) -> tuple[Any, str]:
    """How many points off the decree gives for it, and the article; (None, "") where it gives none."""
    entry = shelf.cari(POINTS, months.last(bulan))
    return (None, "") if entry is None else (entry.nilai, entry.dasar)


def without_decider(today: date) -> list[tuple[str, str, int]]:
    """(NIP, name, reports) of people whose reports wait and for whom the record names nobody who may decide."""
    ids = [report for report, _, _ in undecidable(today)]
    rows: Any = (
        Laporan.select(Pegawai.nip, Pegawai.nama, fn.COUNT(Laporan.id))
        .join(Pegawai)
        .where(Laporan.id.in_(ids))
        .group_by(Pegawai.nip, Pegawai.nama)
        .order_by(Pegawai.nama)
    )
    return list(rows.tuples())
