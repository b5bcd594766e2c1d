"""What must hold for every month that can happen, tried on many made-up ones."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from appliance.rules import bulan as kalender
from appliance.rules.fakta import BulanPegawai, Cuti, Hukdis, Koreksi, Penempatan, Plt
from appliance.rules.hasil import Hasil
from appliance.rules.rak import Rak
from appliance.rules.tpp import hitung
from tests.rules.bulan_uji import BULAN, SITI, full_time, month, shelf_of

RAK = {
    "kehadiran": shelf_of("plt", "bobot-30", "batas-25"),
    "total": shelf_of("plt", "total", "mangkir-10"),
    "keduanya": shelf_of("plt", "keduanya", "pagu-ganjil"),
}
HARI = [d for d in kalender.days(BULAN) if d.isoweekday() <= 5]
cepat = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

saat = st.builds(
    lambda hari, menit: datetime.combine(hari, datetime.min.time()) + timedelta(minutes=menit),
    st.sampled_from(kalender.days(BULAN)),
    st.integers(0, 24 * 60 - 1),
)
tanggal = st.sampled_from(kalender.days(BULAN))
jenis = st.sampled_from(["tahunan", "sakit", "melahirkan", "alasan_penting", "izin", "tugas_belajar", "cltn"])
cuti = st.builds(lambda j, a, n: Cuti(j, a, a + timedelta(days=n)), jenis, tanggal, st.integers(0, 20))
hukdis = st.builds(
    lambda t, n, p: Hukdis(t, date(2026, 9, 1), n, "", p),
    st.sampled_from(["ringan", "sedang", "berat"]),
    st.integers(1, 5),
    st.none() | st.decimals(0, 100, places=2),
)
plt = st.builds(Plt, tanggal, st.just(None), st.sampled_from([8, 9, 10]), st.sampled_from(["plt", "plh"]))
penempatan = st.lists(tanggal, max_size=2, unique=True).map(
    lambda mulai: tuple(
        replace(SITI, mulai=m, kelas_jabatan=k, status_asn=s)
        for m, k, s in zip([date(2026, 1, 1), *sorted(mulai)], [9, 10, 9], ["CPNS", "PNS", "PPPK"], strict=False)
    )
)
predikat = st.sampled_from([None, "baik", "butuh_perbaikan", "sangat_kurang"])
dasar = st.sampled_from(sorted(RAK))


@st.composite
def months(draw: st.DrawFn) -> tuple[BulanPegawai, Rak]:
    rak = RAK[draw(dasar)]
    presensi = draw(st.lists(saat, max_size=12)) + full_time(draw(st.sets(tanggal, max_size=30)))
    bahan = {"cuti": draw(st.lists(cuti, max_size=2)), "tidak_apel": draw(st.sets(tanggal, max_size=30))}
    fakta = month(
        rak,
        presensi,
        draw(penempatan),
        bahan,
        hukdis=tuple(draw(st.lists(hukdis, max_size=2))),
        plt=tuple(draw(st.lists(plt, max_size=2))),
        predikat=draw(predikat),
        tidak_menilai_bawahan=draw(st.booleans()),
    )
    return fakta, rak


def pay(rak: Rak, presensi: list[datetime], **lain: object) -> Hasil:
    return hitung(month(rak, presensi, **lain), rak)


@cepat
@given(months())
def test_no_amount_is_negative_and_no_cut_is_above_its_cap(isi):
    hasil = hitung(*isi)
    assert min(hasil.tpp, hasil.tpp_kinerja, hasil.tpp_kehadiran, hasil.potongan_hukdis) >= 0
    assert min(hasil.pagu, hasil.bpjs_1, hasil.bpjs_4, hasil.pph_21) >= 0
    assert 0 <= hasil.persen_potongan_kehadiran <= 100
    assert 0 <= hasil.persen_kinerja <= 100


@cepat
@given(months())
def test_lines_add_up_to_the_amount(isi):
    hasil = hitung(*isi)
    assert sum(b.rupiah for b in hasil.rincian) == hasil.tpp
    assert hasil.tpp_kinerja + hasil.tpp_kehadiran - hasil.potongan_hukdis == hasil.tpp
    assert hasil.tpp + sum(b.rupiah for b in hasil.potongan) == hasil.bersih


@cepat
@given(dasar, st.sampled_from(HARI), st.integers(0, 254), st.booleans())
def test_one_more_late_or_early_minute_never_pays_more(nama, hari, menit, pagi):
    rak = RAK[nama]
    jam = datetime.combine(hari, datetime.min.time()) + timedelta(hours=7, minutes=30)
    akhir = jam + timedelta(hours=9 if hari.isoweekday() == 5 else 8.5)

    def worth(telat: int) -> int:
        geser = timedelta(minutes=telat)
        dua = [jam + geser, akhir] if pagi else [jam, akhir - geser]
        return pay(rak, [*full_time([hari]), *dua]).tpp

    assert worth(menit + 1) <= worth(menit)


@cepat
@given(st.lists(saat, max_size=30), st.randoms())
def test_the_order_of_punches_does_not_matter(presensi, acak):
    campur = list(presensi)
    acak.shuffle(campur)
    rak = RAK["keduanya"]
    assert month(rak, campur) == month(rak, presensi)


@cepat
@given(st.lists(saat, max_size=15), st.sets(tanggal, min_size=1, max_size=4), dasar)
def test_splitting_a_month_into_placements_of_one_class_changes_nothing(presensi, potong, nama):
    utuh = replace(SITI, mulai=date(2020, 1, 1))
    bagian = (utuh, *(replace(utuh, mulai=m, opd=f"OPD-{m.day}") for m in sorted(potong)))
    rak = RAK[nama]
    satu, banyak = pay(rak, presensi), pay(rak, presensi, penempatan=bagian)
    assert (satu.tpp, satu.pagu, satu.bersih) == (banyak.tpp, banyak.pagu, banyak.bersih)


@cepat
@given(
    st.sampled_from(HARI),
    st.sampled_from(["tahunan", "sakit", "dinas_luar", "melahirkan", "besar", "alasan_penting", "izin"]),
    dasar,
)
def test_leave_never_pays_less_than_absence(hari, nama_cuti, nama):
    rak, presensi = RAK[nama], full_time([hari])
    dengan = pay(rak, presensi, bahan={"cuti": [Cuti(nama_cuti, hari, hari)]})
    assert dengan.tpp >= pay(rak, presensi).tpp


@cepat
@given(st.lists(saat, max_size=20), saat)
def test_seconds_and_repeated_punches_change_nothing(presensi, lagi):
    rak = RAK["total"]
    ganda = [p + timedelta(seconds=s) for p in [*presensi, lagi] for s in (0, 17, 59)]
    assert month(rak, ganda) == month(rak, [*presensi, lagi])


@cepat
@given(st.lists(saat, max_size=20), st.sampled_from(HARI))
def test_a_full_correction_never_pays_less(presensi, hari):
    rak = RAK["kehadiran"]
    penuh = Koreksi(hari, time(7, 30), time(16, 30))
    assert pay(rak, presensi, bahan={"koreksi": [penuh]}).tpp >= pay(rak, presensi).tpp


@pytest.mark.parametrize("nama", sorted(RAK))
def test_more_punishment_never_pays_more(nama):
    rak = RAK[nama]
    amounts = [
        pay(rak, full_time(), hukdis=(Hukdis("sedang", date(2026, 11, 1), 1, "", Decimal(p) / 4),)).tpp
        for p in range(0, 401, 25)
    ]
    assert amounts == sorted(amounts, reverse=True)
    assert amounts[-1] == 0


def test_the_month_of_a_placement_that_never_was_is_empty():
    nanti = (Penempatan(date(2027, 1, 1), 9, "PNS"),)
    assert pay(RAK["total"], full_time(), penempatan=nanti).tpp == 0
