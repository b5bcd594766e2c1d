"""The lines behind an amount, what is missing, the estimate, and the traps that other systems fell into."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from appliance.rules.bulan import Rentang
from appliance.rules.fakta import Cuti, Gaji, Hukdis, Plt, Skp
from appliance.rules.hasil import Hasil
from appliance.rules.peraturan import EntriTiadaAda, Rak
from appliance.rules.tpp import TidakLengkap, hitung
from tests.rules.bulan_uji import SITI, at, full_time, month, shelf_of

RAK = shelf_of()


def lines(hasil: Hasil, kode: str) -> list[tuple[str, int]]:
    return [(b.uraian, b.rupiah) for b in hasil.rincian if b.kode == kode]


def adds_up(hasil: Hasil) -> bool:
    return (
        sum(b.rupiah for b in hasil.rincian) == hasil.tpp
        and hasil.tpp_kinerja + hasil.tpp_kehadiran - hasil.potongan_hukdis == hasil.tpp
        and hasil.tpp + sum(b.rupiah for b in hasil.potongan) == hasil.bersih
    )


def test_each_line_reads_as_an_officer_would_write_it():
    presensi = [*full_time([date(2026, 11, 3), date(2026, 11, 4)]), at(3, "07:47"), at(3, "15:30"), at(4, "07:20")]
    hasil = hitung(month(RAK, presensi, bahan={"tidak_apel": {date(2026, 11, 9)}}), RAK)
    assert [(b.uraian, b.rupiah) for b in hasil.rincian] == [
        ("Besaran TPP kelas 9, 21 dari 21 hari kerja", 2_000_000),
        ("Kinerja, predikat baik: 100 %", 0),
        ("Terlambat 17 menit (masuk 07.47)", -5_000),
        ("Pulang cepat 30 menit (pulang 15.30)", -5_000),
        ("Tanpa presensi pulang", -15_000),
        ("Tidak mengikuti apel", -20_000),
    ]
    terlambat = hasil.rincian[2]
    assert (terlambat.tanggal, terlambat.pasal, terlambat.persen) == (date(2026, 11, 3), "Pasal 3", Decimal("0.5"))
    assert (terlambat.peraturan_id, terlambat.contoh) == ("uji-contoh-2021", True)
    assert [(b.kode, b.rupiah) for b in hasil.potongan] == [("bpjs_1", -19_550), ("pph_21", -33_775)]
    assert adds_up(hasil)


def test_every_kind_of_line_has_its_own_code_and_they_add_up():
    rak = shelf_of("plt", "bobot-30", "batas-25")
    cpns = replace(SITI, status_asn="CPNS")
    hasil = hitung(
        month(
            rak,
            full_time(date(2026, 11, d) for d in range(2, 17)),
            (cpns,),
            {"cuti": [Cuti("cltn", date(2026, 11, 30), date(2026, 11, 30))]},
            plt=(Plt(date(2026, 11, 23), None, 9),),
            hukdis=(Hukdis("sedang", date(2026, 11, 1), 6), Hukdis("berat", date(2026, 11, 1), 6, "", Decimal(50))),
            predikat="kurang",
            tidak_menilai_bawahan=True,
        ),
        rak,
    )
    kode = "besaran status plt kinerja tidak_menilai_bawahan tanpa_keterangan batas tanpa_tpp hukdis"
    assert {b.kode for b in hasil.rincian} == set(kode.split())
    assert [r > 0 for _, r in lines(hasil, "batas")] == [True]
    assert lines(hasil, "hukdis")[1][0] == "Hukuman disiplin berat 50 %"
    assert adds_up(hasil)


@pytest.mark.parametrize("persen", [None, Decimal(33), Decimal(50), Decimal("12.5")])
@pytest.mark.parametrize("masuk", ["07:31", "08:05", "09:10"])
@pytest.mark.parametrize("predikat", ["baik", "butuh_perbaikan", "kurang"])
def test_the_line_of_a_punishment_is_the_rupiah_of_its_column(persen, masuk, predikat):
    """An odd pagu: two halves of it, and a punishment of the sum, would each be rounded their own way."""
    rak = shelf_of("pagu-ganjil")
    presensi = [*full_time([date(2026, 11, 3)]), at(3, masuk), at(3, "16:35")]
    hukdis = (Hukdis("sedang", date(2026, 11, 1), 6, "SK 1", persen),)
    hasil = hitung(month(rak, presensi, hukdis=hukdis, predikat=predikat), rak)
    assert sum(r for _, r in lines(hasil, "hukdis")) == -hasil.potongan_hukdis
    assert adds_up(hasil)


def test_a_punishment_takes_at_most_everything():
    hukdis = (Hukdis("berat", date(2026, 11, 1), 6, "SK 1", Decimal(150)),)
    hasil = hitung(month(RAK, full_time(), hukdis=hukdis), RAK)
    assert (hasil.tpp, hasil.potongan_hukdis) == (0, 2_000_000)
    assert adds_up(hasil)


def test_a_month_without_any_record_has_a_line_that_takes_the_rest():
    hasil = hitung(month(RAK, []), RAK)
    assert hasil.tpp == 0
    assert lines(hasil, "tanpa_rekaman") == [("Tanpa rekaman presensi sebulan", -1_370_000)]
    assert adds_up(hasil)


def test_two_placements_have_a_line_each():
    baru = replace(SITI, mulai=date(2026, 11, 12), kelas_jabatan=11, opd="DINKES")
    hasil = hitung(month(RAK, full_time(), (SITI, baru)), RAK)
    assert lines(hasil, "besaran") == [
        ("Besaran TPP kelas 9, 8 dari 21 hari kerja", 761_905),
        ("Besaran TPP kelas 11, 13 dari 21 hari kerja", 2_166_666),
    ]
    assert (hasil.opd, hasil.kelas_jabatan, hasil.pagu) == ("DINKES", 11, 2_928_571)


def test_all_missing_facts_are_named_at_once_and_nothing_is_paid():
    fakta = month(RAK, full_time(), (replace(SITI, kelas_jabatan=99, ptkp=None, gaji_bruto=None),))
    with pytest.raises(TidakLengkap) as galat:
        hitung(fakta, RAK)
    assert len(galat.value.alasan) == 3


def test_a_month_without_all_data_is_not_locked_but_estimated():
    """Data up to Friday 13 November: ten working days, one of them absent; the rest costs nothing."""
    sampai = Rentang(selesai=date(2026, 11, 13))
    presensi = [p for p in full_time([date(2026, 11, 4)]) if p.date() in sampai]
    fakta = month(RAK, presensi, bahan={"tercakup": sampai})
    with pytest.raises(TidakLengkap, match="11 hari kerja, mulai 2026-11-16"):
        hitung(fakta, RAK)
    hasil = hitung(fakta, RAK, perkiraan=True)
    assert hasil.tpp == 1_970_000
    assert any("belum ada data presensi" in alasan for alasan in hasil.kurang)
    assert adds_up(hasil)


def test_before_the_first_data_the_estimate_is_not_zero():
    fakta = month(RAK, [], bahan={"tercakup": ()})
    assert hitung(fakta, RAK, perkiraan=True).tpp == 2_000_000


def test_the_estimate_lives_without_tax_facts_and_says_so():
    fakta = month(RAK, full_time(), (replace(SITI, ptkp=None, gaji_bruto=None, kelas_jabatan=99),))
    hasil = hitung(fakta, RAK, perkiraan=True)
    assert (hasil.tpp, hasil.pph_21) == (0, 0)
    assert len(hasil.kurang) == 3


def test_an_estimate_does_not_ask_for_minutes_of_days_to_come():
    rak = shelf_of("menit")
    fakta = month(rak, [], bahan={"tercakup": ()})
    assert hitung(fakta, rak, perkiraan=True).persen_kinerja == 100


def test_an_entry_that_no_decree_gives_is_refused_also_in_an_estimate():
    fakta = month(RAK, full_time(), plt=(Plt(date(2026, 11, 1), None, 9),))
    for perkiraan in (False, True):
        with pytest.raises(EntriTiadaAda, match=r"plt\.selevel"):
            hitung(fakta, RAK, perkiraan=perkiraan)


def test_who_is_not_placed_in_the_month_gets_nothing():
    pergi = replace(SITI, selesai=date(2026, 10, 31))
    hasil = hitung(month(RAK, full_time(), (pergi,)), RAK)
    assert (hasil.tpp, hasil.bersih, hasil.opd, hasil.rincian, hasil.potongan) == (0, 0, "", (), ())


def test_hours_or_entries_not_confirmed_mark_the_result():
    assert hitung(month(RAK, full_time()), RAK).contoh
    assert hitung(month(RAK, full_time()), RAK).peraturan_ids == ("pmk-168-2023", "uji-contoh-2021")


def test_a_weight_given_for_some_targets_only_is_incomplete():
    rak = shelf_of("capaian")
    skp = (Skp("1", Decimal(10), Decimal(50)), Skp("2", Decimal(10)))
    with pytest.raises(TidakLengkap, match="bobot SKP"):
        hitung(month(rak, full_time(), skp=skp), rak)


def test_open_fields_of_a_salary_row_do_not_override():
    gaji = (Gaji(date(2026, 1, 1), ptkp="K/3"), Gaji(date(2026, 6, 1), gaji_bruto=7_000_000))
    hasil = hitung(month(RAK, full_time(), gaji=gaji), RAK)
    # K/3 is category C: 9,000,000 x 1.25 % = 112,500 less 7,000,000 x 0.5 % = 35,000
    assert hasil.pph_21 == 77_500


def test_a_month_is_priced_by_the_decrees_of_that_month():
    """the trap: an old month printed again with today's rate"""
    rak = shelf_of("tengah-bulan")
    november = hitung(month(rak, full_time()), rak)
    assert november.pagu == 2_100_000
    assert hitung(month(RAK, full_time()), RAK).pagu == 2_000_000


def test_leave_of_one_person_gives_minutes_to_nobody_else():
    """the trap: leave minutes added to everybody"""
    rak = shelf_of("menit")
    cuti = {"cuti": [Cuti("tahunan", date(2026, 11, 2), date(2026, 11, 2))]}
    assert hitung(month(rak, full_time(), bahan=cuti), rak).persen_kinerja == 0
    assert hitung(month(rak, full_time()), rak).persen_kinerja == 0


def test_a_later_correction_changes_the_cut_with_the_minutes():
    """the trap: a correction that updates the minutes and not the deduction"""
    telat = [*full_time([date(2026, 11, 3)]), at(3, "09:01"), at(3, "16:00")]
    assert hitung(month(RAK, telat), RAK).tpp == 1_985_000
    assert hitung(month(RAK, [*telat, at(3, "07:59")]), RAK).tpp == 1_995_000


def shelf_without(kunci: str) -> Rak:
    """The shelf of the worked cases with one entry fewer."""
    (contoh,) = RAK.peraturan
    return Rak([replace(contoh, entri={k: e for k, e in contoh.entri.items() if k != kunci})], RAK.cadangan)


def test_the_way_of_moving_is_asked_for_only_where_the_month_is_not_one_placements():
    rak = shelf_without("mutasi.cara")
    assert hitung(month(rak, full_time()), rak).tpp == 2_000_000
    pindah = (SITI, replace(SITI, mulai=date(2026, 11, 16), kelas_jabatan=7))
    datang = (replace(SITI, mulai=date(2026, 11, 16)),)
    for penempatan in (pindah, datang):
        with pytest.raises(EntriTiadaAda, match=r"mutasi\.cara"):
            hitung(month(rak, full_time(), penempatan), rak)


def test_hours_that_are_not_confirmed_mark_the_amount_though_every_entry_is():
    (contoh,) = RAK.peraturan
    sah = {k: replace(e, contoh=False) for k, e in contoh.entri.items()}
    rak = Rak([replace(contoh, entri=sah)], RAK.cadangan)
    fakta = month(rak, full_time())
    assert not hitung(fakta, rak).contoh
    assert hitung(replace(fakta, jam_contoh=True), rak).contoh
