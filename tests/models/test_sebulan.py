"""A month from the punch to the judged day and the estimate."""

from __future__ import annotations

from datetime import date, datetime, time

from appliance.models import DirtyDay, DirtyMonth, HariKerja
from tests.cast import Cast
from tests.models.regency import (
    Stamp,
    estimate,
    everybody_present,
    feed,
    full_days,
    judge,
    lock,
    pin_of,
    with_predikat,
)  # fmt: skip


def test_budi_who_was_always_there_gets_the_whole_amount(cast: Cast) -> None:
    with_predikat(cast)
    everybody_present(cast)
    judge()
    budi = estimate(cast, "budi")
    assert (budi.pagu, budi.tpp, budi.bpjs_1, budi.kurang) == (1_600_000, 1_600_000, 16_000, [])
    assert sum(line[6] for line in budi.rincian) == budi.tpp


def test_one_late_punch_and_one_absence_are_cut_with_their_day_and_article(cast: Cast) -> None:
    with_predikat(cast)
    late, absent = date(2026, 10, 6), date(2026, 10, 16)
    pin = pin_of(cast, "budi")
    stamps = full_days(pin, skip=(late, absent))
    stamps += [Stamp(pin, datetime(2026, 10, 6, 7, 47, 59)), Stamp(pin, datetime(2026, 10, 6, 16, 2))]
    everybody_present(cast, budi=stamps)
    judge()
    budi = estimate(cast, "budi")
    assert budi.tpp == 1_600_000 - 4_000 - 24_000  # half of 1.6 million, 0.5 % and 3 % of it
    cuts = {line[0]: (line[1], line[3], line[6]) for line in budi.rincian if line[0]}
    assert cuts["2026-10-06"][1:] == ("Pasal 3", -4_000)
    assert cuts["2026-10-16"][1:] == ("Pasal 8", -24_000)


def test_days_without_data_cost_nothing_and_keep_the_month_open(cast: Cast) -> None:
    with_predikat(cast)
    pin = pin_of(cast, "budi")
    first_half = [s for s in full_days(pin) if s.waktu.day <= 15]
    feed(cast, "dinkes", first_half, until=date(2026, 10, 15))
    judge()
    budi = estimate(cast, "budi")
    assert budi.tpp == 1_600_000
    assert budi.data_sampai == date(2026, 10, 15)
    assert any("belum ada data" in reason for reason in budi.kurang)
    siti = estimate(cast, "siti")
    assert siti.tpp == 1_600_000 - 11 * 24_000  # covered days without a punch are absences, the rest cost nothing
    assert lock(cast, "dinkes") == {"dinkes": "ditolak"}


def test_a_second_feed_of_the_same_punches_enters_nothing_and_marks_nothing(cast: Cast) -> None:
    with_predikat(cast)
    everybody_present(cast)
    judge()
    again = feed(cast, "dinkes", full_days(pin_of(cast, "budi")))
    assert (again.baru, again.kembar) == (0, 44)
    assert not DirtyDay.select().exists()
    assert not DirtyMonth.select().exists()


def test_only_the_day_that_changed_is_judged_again(cast: Cast) -> None:
    with_predikat(cast)
    everybody_present(cast)
    judge()
    HariKerja.update(terlambat=99).execute()  # a sign that shows which rows are written anew
    feed(cast, "dinkes", [Stamp(pin_of(cast, "budi"), datetime(2026, 10, 7, 7, 10))])
    judge()
    fresh = list(HariKerja.select(HariKerja.pegawai, HariKerja.tanggal).where(HariKerja.terlambat != 99).tuples())
    assert fresh == [(cast.budi.pegawai.id, date(2026, 10, 7))]


def test_a_night_shift_ends_in_the_next_month(cast: Cast) -> None:
    from appliance.models import Jadwal, Penempatan

    with_predikat(cast)
    for hari in range(1, 8):
        Jadwal.create(kode="malam", hari=hari, masuk=time(21, 0), pulang=time(7, 0))
    Penempatan.update(jadwal="malam").where(Penempatan.pegawai == cast.budi.pegawai).execute()
    pin = pin_of(cast, "budi")
    nights = [Stamp(pin, datetime(2026, 9, 30, 20, 55))]
    for day in range(1, 32):
        nights += [Stamp(pin, datetime(2026, 10, day, 7, 5)), Stamp(pin, datetime(2026, 10, day, 20, 50))]
    feed(cast, "dinkes", nights, until=date(2026, 10, 31))
    judge()
    assert any("belum ada data" in reason for reason in estimate(cast, "budi").kurang)
    feed(cast, "dinkes", [Stamp(pin, datetime(2026, 11, 1, 7, 2))], until=date(2026, 11, 1))
    judge()
    budi = estimate(cast, "budi")
    assert (budi.tpp, budi.kurang) == (1_600_000, [])
