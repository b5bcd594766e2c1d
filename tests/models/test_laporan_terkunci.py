"""Reports of a locked month: neither written, changed, nor withdrawn; nor its targets."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from appliance.models import Laporan
from appliance.models.jejak import Pelaku
from appliance.models.laporan_tulis import IsiLaporan, change, version, withdraw, write
from appliance.models.refused import Refused
from appliance.models.skp_ajukan import IsiSkp, add
from tests.cast import Cast
from tests.models.batas_menilai import enforce
from tests.models.regency import OCTOBER, everybody_present, judge, lock, with_predikat

DAY = date(2026, 10, 30)
FIRST_OF_NOVEMBER = datetime(2026, 11, 2, 9)  # before the cut-off, so that only the locking can refuse
WORK = IsiLaporan(DAY, time(8), time(9), "Menyusun rekap")


def test_a_locked_month_takes_no_report_and_gives_none_back(cast: Cast) -> None:
    enforce()
    with_predikat(cast)
    everybody_present(cast)
    judge()
    budi = Pelaku(cast.budi.pengguna.id, "Budi", "uji", FIRST_OF_NOVEMBER)
    row = Laporan.create(pegawai=cast.budi.pegawai, tanggal=DAY, mulai=time(10), selesai=time(11), uraian="Rapat",
                         status="dikembalikan")  # fmt: skip
    assert write(cast.joko.pegawai, WORK, "k", Pelaku(None, "Joko", "uji", FIRST_OF_NOVEMBER))[1]
    lock(cast, "dinkes")
    with pytest.raises(Refused, match="TPP bulan itu sudah dikunci"):
        write(cast.budi.pegawai, WORK, "k", budi)
    with pytest.raises(Refused, match="TPP bulan itu sudah dikunci"):
        change(row, WORK, version(row), budi)
    with pytest.raises(Refused, match="TPP bulan itu sudah dikunci"):
        withdraw(row, budi)
    with pytest.raises(Refused, match="TPP bulan itu sudah dikunci"):
        add(cast.budi.pegawai, OCTOBER, IsiSkp("a", "b", "c", Decimal(1), None), budi)
    assert Laporan.select().where(Laporan.pegawai == cast.budi.pegawai).count() == 1
