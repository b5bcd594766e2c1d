"""A report and its evidence, kept together or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from appliance.models.base import db
from appliance.models.bukti_dukung import attach, detach, detach_all
from appliance.models.jejak import Pelaku
from appliance.models.laporan import Laporan
from appliance.models.laporan_tulis import IsiLaporan, change, write
from appliance.models.laporan_tulis import withdraw as withdraw_report
from appliance.models.pegawai import Pegawai


@dataclass(frozen=True, slots=True)
class Lampiran:
    """A file as it will be kept: `jenis` is jpg or pdf."""

    nama: str
    jenis: str
    isi: bytes


def submit(
    pegawai: Pegawai, isi: IsiLaporan, kunci_kirim: str, lampiran: Sequence[Lampiran], pelaku: Pelaku
) -> tuple[Laporan, bool]:
    """As `write`, with files. What is sent a second time changes nothing. Raises Refused."""
    with db.atomic():
        row, fresh = write(pegawai, isi, kunci_kirim, pelaku)
        if fresh:
            for one in lampiran:
                attach(row, one.nama, one.jenis, one.isi, pelaku)
        return row, fresh


def resubmit(
    row: Laporan, isi: IsiLaporan, versi: str, lampiran: Sequence[Lampiran], lepas: Sequence[int], pelaku: Pelaku
) -> None:
    """As `change`, with files to add and ids of evidence to take off. Raises Refused."""
    with db.atomic():
        if not change(row, isi, versi, pelaku):
            return
        detach(row, list(lepas), pelaku)
        for one in lampiran:
            attach(row, one.nama, one.jenis, one.isi, pelaku)


def withdraw(row: Laporan, pelaku: Pelaku) -> None:
    """As `laporan_tulis.withdraw`; its evidence is taken off before. Raises Refused."""
    with db.atomic():
        detach_all(row, pelaku)
        withdraw_report(row, pelaku)
