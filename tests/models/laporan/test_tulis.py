"""Siti writes what she did: when she may, what is refused, and that nothing is kept twice."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from appliance.models import DirtyMonth, Jejak, Laporan, Libur, Persetujuan, Skp
from appliance.models.jejak import Pelaku
from appliance.models.laporan_tulis import change, sent, version, withdraw, write
from appliance.models.laporan_waktu import deadline, deadlines, judged
from appliance.models.peraturan import rak
from appliance.models.refused import Refused
from tests.cast import NOW, TODAY, Cast
from tests.models.laporan.conftest import by, report


def refusal(cast: Cast, pelaku: Pelaku, **changed: Any) -> dict[str, str]:
    with pytest.raises(Refused) as refused:
        write(cast.siti.pegawai, report(**changed), "k", pelaku)
    assert Laporan.select().count() == 0
    return refused.value.errors


def test_a_report_waits_for_the_superior_and_moves_no_money_until_then(cast: Cast, siti: Pelaku) -> None:
    DirtyMonth.delete().execute()
    row, fresh = write(cast.siti.pegawai, report(butir_skp="1", volume=Decimal("0.5")), "k1", siti)
    assert fresh and row.status == "menunggu" and row.dikirim == NOW
    assert DirtyMonth.select().count() == 0
    assert Jejak.select().where((Jejak.objek == "laporan") & (Jejak.aksi == "tulis")).count() == 1


def test_the_same_draft_sent_three_times_is_one_report(cast: Cast, siti: Pelaku) -> None:
    times = [write(cast.siti.pegawai, report(), "k1", siti) for _ in range(3)]
    assert [fresh for _, fresh in times] == [True, False, False]
    assert {row.id for row, _ in times} == {sent(cast.siti.pegawai.id, "k1").id}  # type: ignore[union-attr]


def test_two_people_may_have_the_same_key(cast: Cast, siti: Pelaku) -> None:
    write(cast.siti.pegawai, report(), "k1", siti)
    assert write(cast.budi.pegawai, report(), "k1", by(cast, "budi"))[1]


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"selesai": time(7, 30)}, "selesai", "sesudah jam mulai"),
        ({"selesai": time(6)}, "selesai", "sesudah jam mulai"),
        ({"selesai": time(9, 31)}, "selesai", "belum tiba"),
        ({"tanggal": TODAY + timedelta(days=1)}, "tanggal", "belum tiba"),
        ({"tanggal": date(2026, 10, 12)}, "tanggal", "sudah lewat: 16-10-2026"),
        ({"tanggal": date(2025, 12, 30)}, "tanggal", "tidak ditempatkan"),
        ({"butir_skp": "9"}, "butir_skp", "tidak ada di SKP"),
        ({"butir_skp": "1", "volume": Decimal(0)}, "volume", "lebih dari nol"),
        ({"volume": Decimal(1)}, "volume", "Pilih butir"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    cast: Cast, siti: Pelaku, changed: dict[str, Any], field: str, words: str
) -> None:
    assert words in refusal(cast, siti, **changed)[field]


def test_reports_may_touch_but_not_overlap(cast: Cast, siti: Pelaku) -> None:
    write(cast.siti.pegawai, report(mulai=time(8), selesai=time(9)), "a", siti)
    write(cast.siti.pegawai, report(mulai=time(7), selesai=time(8)), "b", siti)
    write(cast.siti.pegawai, report(mulai=time(9), selesai=time(9, 5)), "d", siti)
    write(cast.siti.pegawai, report(tanggal=date(2026, 10, 16), mulai=time(8), selesai=time(9)), "e", siti)
    with pytest.raises(Refused) as refused:
        write(cast.siti.pegawai, report(mulai=time(8, 59), selesai=time(9, 10)), "c", siti)
    assert "08.00 sampai 09.00" in refused.value.errors["mulai"]
    assert Laporan.select().count() == 4


def test_three_working_days_are_three_working_days_of_hers(cast: Cast) -> None:
    # Friday the 16th: Monday, Tuesday, Wednesday. Tuesday the 13th: leave on the 14th does not count.
    assert deadline(cast.siti.pegawai.id, date(2026, 10, 16), rak()).sampai == date(2026, 10, 21)
    assert deadline(cast.siti.pegawai.id, date(2026, 10, 13), rak()).sampai == date(2026, 10, 19)
    assert deadline(cast.budi.pegawai.id, date(2026, 10, 13), rak()).sampai == date(2026, 10, 16)


def test_a_holiday_of_days_not_judged_yet_is_no_working_day_of_the_window(cast: Cast) -> None:
    monday = date(2026, 11, 2)
    assert deadline(cast.siti.pegawai.id, monday, rak()).sampai == date(2026, 11, 5)
    Libur.create(tanggal=date(2026, 11, 3), nama="Hari jadi kabupaten", jenis="daerah")
    assert deadline(cast.siti.pegawai.id, monday, rak()).sampai == date(2026, 11, 6)
    known = judged(cast.siti.pegawai.id, monday, date(2026, 12, 31))
    assert deadlines([monday], known, rak())[monday].sampai == date(2026, 11, 6)


def test_the_months_cut_off_comes_before_the_working_days(cast: Cast) -> None:
    limit = deadline(cast.siti.pegawai.id, date(2026, 10, 30), rak())
    assert limit.sampai == date(2026, 11, 3)
    assert limit.left(date(2026, 11, 1)) == 2


def test_after_the_cut_off_a_report_of_that_month_is_refused_with_the_reason(cast: Cast) -> None:
    late = by(cast, at=datetime(2026, 11, 4, 8, 0))
    assert "sudah lewat: 03-11-2026" in refusal(cast, late, tanggal=date(2026, 10, 30))["tanggal"]


def test_an_approved_report_cannot_be_changed_or_taken_back(cast: Cast, siti: Pelaku) -> None:
    row, _ = write(cast.siti.pegawai, report(), "k", siti)
    Laporan.update(status="disetujui").execute()
    for act in (lambda: change(row, report(uraian="lain"), version(row), siti), lambda: withdraw(row, siti)):
        with pytest.raises(Refused, match="sudah disetujui"):
            act()
    assert Laporan.get().uraian == "Menyusun rencana kerja"


def test_a_returned_report_is_written_anew_though_its_days_are_over(cast: Cast, siti: Pelaku) -> None:
    row, _ = write(cast.siti.pegawai, report(), "k", siti)
    Laporan.update(status="dikembalikan").execute()
    Persetujuan.create(laporan=row, putusan="dikembalikan", kapan=datetime(2026, 10, 26, 8), catatan="kurang jelas")
    fresh = Laporan.get()
    change(fresh, report(uraian="Menyusun rencana kerja 2027"), version(fresh), by(cast, at=datetime(2026, 10, 29, 8)))
    assert Laporan.get().status == "menunggu"
    assert Persetujuan.select().count() == 1  # what was decided stays readable


def test_a_stale_form_is_refused_and_the_newer_words_stay(cast: Cast, siti: Pelaku) -> None:
    row, _ = write(cast.siti.pegawai, report(), "k", siti)
    old = version(row)
    later = by(cast, at=NOW + timedelta(minutes=2))
    change(row, report(uraian="kedua"), old, later)
    change(row, report(uraian="kedua"), old, later)  # a double click is not stale
    with pytest.raises(Refused, match="sudah berubah"):
        change(row, report(uraian="ketiga"), old, later)
    assert Laporan.get().uraian == "kedua"


def test_only_targets_that_count_can_be_reported_on(cast: Cast, siti: Pelaku) -> None:
    Skp.update(bulan="2026-09").execute()
    assert "butir_skp" in refusal(cast, siti, butir_skp="1", volume=Decimal(1))
