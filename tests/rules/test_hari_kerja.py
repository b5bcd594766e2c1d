"""One day, as the machine saw it and as it was decided."""

from datetime import date, datetime, time

import pytest

from appliance.rules.bulan import Rentang
from appliance.rules.fakta import BahanHari, Cuti, Gangguan, Giliran, Hari, Koreksi
from appliance.rules.hari_kerja import has_record, judge
from tests.rules.bulan_uji import at

SELASA = date(2026, 11, 3)
SEMUA = Rentang()


def shift(tanggal: int, masuk: str, pulang: str, sampai: int | None = None) -> Giliran:
    return Giliran(date(2026, 11, tanggal), at(tanggal, masuk), at(sampai or tanggal, pulang))


BIASA = shift(3, "07:30", "16:00")


def day(*presensi: datetime, giliran: Giliran | None = BIASA, **lain: object) -> Hari:
    bahan = BahanHari({SELASA: giliran}, **{"ditempatkan": SEMUA, "tercakup": SEMUA, "presensi": presensi, **lain})
    (hari,) = judge([SELASA], bahan)
    return hari


def test_a_day_in_time_shows_both_punches():
    hari = day(at(3, "07:25:59"), at(3, "16:02:01"))
    assert (hari.keadaan, hari.kerja, hari.terlambat, hari.pulang_cepat) == ("kerja", True, 0, 0)
    assert (hari.masuk, hari.pulang) == (at(3, "07:25"), at(3, "16:02"))
    assert not (hari.tanpa_masuk or hari.tanpa_pulang or hari.tanpa_keterangan or hari.dikoreksi or hari.dilindungi)


def test_late_and_early_are_whole_minutes():
    hari = day(at(3, "07:47:30"), at(3, "15:29:59"))
    assert (hari.terlambat, hari.pulang_cepat) == (17, 31)


def test_one_missing_punch_leaves_the_minutes_of_the_other():
    hari = day(at(3, "08:40"))
    assert (hari.terlambat, hari.tanpa_masuk, hari.tanpa_pulang) == (70, False, True)
    hari = day(at(3, "15:00"))
    assert (hari.pulang_cepat, hari.tanpa_masuk, hari.tanpa_pulang) == (60, True, False)


def test_absence_is_absence_and_nothing_else_but_apel():
    hari = day(tidak_apel={SELASA})
    assert hari.tanpa_keterangan
    assert hari.tanpa_apel
    assert not (hari.tanpa_masuk or hari.tanpa_pulang)


def test_punches_within_a_minute_and_out_of_order_change_nothing():
    presensi = [at(3, "16:05:30"), at(3, "07:31:10"), at(3, "07:31:50"), at(3, "16:05:00"), at(3, "12:00")]
    assert day(*presensi) == day(*sorted(presensi)) == day(at(3, "07:31"), at(3, "16:05"))


def test_without_data_the_day_is_not_judged_but_leave_is():
    hari = day(tercakup=Rentang(selesai=date(2026, 11, 2)))
    assert (hari.keadaan, hari.kerja, hari.tanpa_keterangan) == ("belum_ada_data", True, False)
    hari = day(tercakup=(), cuti=[Cuti("sakit", SELASA, SELASA)])
    assert (hari.keadaan, hari.cuti) == ("cuti", "sakit")


def test_a_night_shift_waits_for_the_data_of_the_next_day():
    malam = shift(3, "19:00", "07:00", sampai=4)
    assert day(at(3, "19:00"), giliran=malam, tercakup=Rentang(selesai=SELASA)).keadaan == "belum_ada_data"
    assert day(at(3, "19:00"), giliran=malam, tercakup={date(2026, 11, 4)}).keadaan == "belum_ada_data"
    hari = day(at(3, "19:00"), giliran=malam, tercakup=Rentang(selesai=date(2026, 11, 4)))
    assert (hari.keadaan, hari.tanpa_pulang) == ("kerja", True)


def test_outside_every_placement_a_day_is_not_judged_but_stays_a_working_day():
    hari = day(ditempatkan=())
    assert (hari.keadaan, hari.kerja, hari.tanpa_keterangan) == ("di_luar", True, False)
    assert not day(ditempatkan=(), giliran=None).kerja


def test_a_free_day_keeps_its_punches_and_cuts_nothing():
    hari = day(at(3, "09:00"), giliran=None, tidak_apel={SELASA})
    assert (hari.keadaan, hari.kerja, hari.tanpa_apel) == ("libur", False, False)


def test_a_corrected_day_shows_what_the_machine_said_and_what_was_decided():
    hari = day(at(3, "08:10"), at(3, "16:00"), koreksi=[Koreksi(SELASA, masuk=time(7, 30))])
    assert (hari.masuk_mesin, hari.masuk, hari.terlambat, hari.dikoreksi) == (at(3, "08:10"), at(3, "07:30"), 0, True)


def test_a_correction_of_another_day_does_not_touch_this_one():
    assert not day(at(3, "08:10"), koreksi=[Koreksi(date(2026, 11, 4), masuk=time(7, 30))]).dikoreksi


def outage(mulai: str, selesai: str | None) -> dict[date, list[Gangguan]]:
    return {SELASA: [Gangguan(at(3, mulai), at(3, selesai) if selesai else None)]}


@pytest.mark.parametrize(
    ("mulai", "selesai", "dilindungi"),
    [("07:30", "07:40", True), ("07:00", "07:30", True), ("07:31", "09:00", False), ("06:00", "07:29", False)],
)
def test_an_outage_spares_a_missing_masuk_when_it_covers_the_beginning(mulai, selesai, dilindungi):
    hari = day(at(3, "16:00"), gangguan=outage(mulai, selesai))
    assert (hari.tanpa_masuk, hari.dilindungi) == (not dilindungi, dilindungi)


def test_an_outage_without_end_spares_pulang_but_not_masuk():
    hari = day(gangguan=outage("12:00", None))
    assert (hari.tanpa_keterangan, hari.tanpa_masuk, hari.tanpa_pulang, hari.dilindungi) == (False, True, False, True)


def test_minutes_inside_an_outage_do_not_count():
    hari = day(at(3, "08:45"), at(3, "16:00"), gangguan=outage("07:15", "08:00:40"))
    assert (hari.terlambat, hari.dilindungi) == (45, True)


def test_an_outage_that_spares_nothing_does_not_mark_the_day():
    hari = day(at(3, "07:30"), at(3, "16:00"), gangguan=outage("09:00", "10:00"))
    assert not hari.dilindungi


def test_an_outage_of_another_office_does_not_spare():
    lain = {date(2026, 11, 4): [Gangguan(at(3, "06:00"), at(3, "18:00"))]}
    assert day(gangguan=lain).tanpa_keterangan


def test_neighbouring_nights_share_the_punches_by_nearness():
    malam = {3: shift(3, "19:00", "07:00", sampai=4), 4: shift(4, "19:00", "07:00", sampai=5)}
    bahan = BahanHari(
        {date(2026, 11, d): g for d, g in malam.items()},
        ditempatkan=SEMUA,
        tercakup=SEMUA,
        presensi=[at(3, "18:50"), at(4, "07:01"), at(4, "18:58"), at(5, "06:50")],
    )
    satu, dua = judge(bahan.giliran, bahan)
    assert (satu.masuk, satu.pulang) == (at(3, "18:50"), at(4, "07:01"))
    assert (dua.masuk, dua.pulang_cepat) == (at(4, "18:58"), 10)
    assert judge([dua.tanggal], bahan) == [dua], "a day judged alone gives the same"


def test_at_equal_distance_a_punch_after_the_night_belongs_to_the_morning():
    """07:00 and 11:00 are both two hours from 09:00"""
    bahan = BahanHari(
        {SELASA: shift(3, "19:00", "07:00", sampai=4), date(2026, 11, 4): shift(4, "11:00", "17:00")},
        ditempatkan=SEMUA,
        tercakup=SEMUA,
        presensi=[at(3, "19:00"), at(4, "09:00"), at(4, "17:00")],
    )
    malam, pagi = judge(bahan.giliran, bahan)
    assert (malam.pulang, malam.tanpa_pulang, pagi.masuk) == (None, True, at(4, "09:00"))


def test_a_correction_under_its_calendar_date_corrects_the_night_that_it_ends():
    malam = {SELASA: shift(3, "19:00", "07:00", sampai=4), date(2026, 11, 4): None}
    pulang = [Koreksi(date(2026, 11, 4), pulang=time(7, 0))]
    hari = day(at(3, "19:00"), giliran=malam[SELASA], koreksi=pulang)
    assert (hari.pulang, hari.pulang_mesin, hari.tanpa_pulang, hari.dikoreksi) == (at(4, "07:00"), None, False, True)


def test_any_sign_of_life_in_the_month_is_a_record():
    def record(**isi: object) -> bool:
        bahan = BahanHari({SELASA: shift(3, "07:30", "16:00")}, SEMUA, SEMUA, **isi)
        return has_record("2026-11", judge([SELASA], bahan), bahan)

    assert not record()
    assert record(presensi=[at(8, "23:00")])
    assert not record(presensi=[at(31, "07:30", bulan=10)])
    assert record(cuti=[Cuti("tahunan", date(2026, 10, 30), date(2026, 12, 2))])
    assert not record(cuti=[Cuti("tahunan", date(2026, 10, 1), date(2026, 10, 31))])
    assert record(koreksi=[Koreksi(SELASA, masuk=time(7, 30))])
    assert record(koreksi=[Koreksi(date(2026, 11, 8), masuk=time(7, 30))])  # on a free day too
    assert not record(koreksi=[Koreksi(date(2026, 12, 1), masuk=time(7, 30))])
    assert record(gangguan=outage("07:00", "08:00"))
    assert not record(gangguan=outage("09:00", "10:00"))
