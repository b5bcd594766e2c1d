"""A decree that is wrong is refused with file, key and reason; the right entry is found for each day."""

from datetime import date, time
from fractions import Fraction

import pytest

from appliance.rules.peraturan import EntriTiadaAda, PeraturanKeliru, Rak, parse

KEPALA = """[peraturan]
id = "{id}"
nama = "Peraturan {id}"
tentang = "TPP"
diundangkan = 2021-01-01
berlaku = {berlaku}
"""


def decree(isi: str, id: str = "uji", berlaku: str = "2021-01-01", tambah: str = "") -> str:
    return KEPALA.format(id=id, berlaku=berlaku) + tambah + isi


def entry(kunci: str, nilai: str) -> str:
    return f'\n[{kunci}]\npasal = "Pasal 1"\nsatuan = "x"\nnilai = {nilai}\n'


def refusals(text: str) -> list[tuple[str, str, str]]:
    with pytest.raises(PeraturanKeliru) as galat:
        parse(text, "uji.toml")
    return [tuple(t) for t in galat.value.tolakan]


SALAH = [
    ("tpp.bobot", "{ kinerja = 50, kehadiran = 49 }", "jumlah bobot 99"),
    ("tpp.bobot", "{ kinerja = 100 }", "kehadiran tidak ada"),
    ("tpp.bobot", "{ kinerja = 50, kehadiran = 50, lain = 0 }", "lain tidak dikenal"),
    ("tpp.pagu", "{}", "sedikitnya satu kelas"),
    ("tpp.pagu", "{ 9 = 1000.5 }", "bukan bilangan bulat"),
    ("tpp.pagu", "{ 9 = -1 }", "di luar"),
    ("tpp.pagu", "{ 9 = true }", "bukan bilangan bulat"),
    ("tpp.pagu", "{ sembilan = 1000 }", "bukan bilangan bulat"),
    ("tpp.pagu", "{ 0 = 1000 }", "di luar"),
    ("tpp.pagu_kriteria", "[{ kelas = 9, kriteria = 'rajin', rupiah = 1 }]", "bukan salah satu"),
    ("tpp.pagu_kriteria", "[{ kelas = 9, kriteria = 'beban_kerja' }]", "rupiah tidak ada"),
    ("kehadiran.terlambat", "[]", "sedikitnya satu baris"),
    ("kehadiran.terlambat", "[{ sampai_menit = 30, persen = 0.5 }]", "terakhir harus tanpa sampai_menit"),
    ("kehadiran.terlambat", "[{ persen = 0.5 }, { persen = 1 }]", "sampai_menit tidak ada"),
    (
        "kehadiran.terlambat",
        "[{ sampai_menit = 60, persen = 0.5 }, { sampai_menit = 30, persen = 1 }, { persen = 2 }]",
        "tidak menaik",
    ),
    ("kehadiran.terlambat", "[{ sampai_menit = 60, persen = 2 }, { persen = 1 }]", "tidak menaik"),
    ("kehadiran.pulang_cepat", "[{ sampai = 30, persen = 0.5 }, { persen = 1 }]", "sampai tidak dikenal"),
    ("kehadiran.tanpa_apel", "101", "di luar 0 sampai 100"),
    ("kehadiran.tanpa_apel", "-0.5", "di luar 0 sampai 100"),
    ("kehadiran.tanpa_apel", "nan", "bukan angka persen"),
    ("kehadiran.tanpa_apel", "inf", "bukan angka persen"),
    ("kehadiran.tanpa_apel", '"2"', "bukan angka persen"),
    ("kehadiran.dasar_potongan", '"semua"', "bukan salah satu"),
    ("kehadiran.tanpa_rekaman", "true", "bukan salah satu"),
    ("kehadiran.toleransi_menit", "-1", "di luar"),
    ("kehadiran.batas", "120", "di luar"),
    ("cuti.sakit", "{ potongan = 1, tanpa_tpp = true }", "salah satu"),
    ("cuti.sakit", "{}", "salah satu"),
    ("cuti.sakit", "{ tanpa_tpp = false }", "hanya boleh true"),
    ("cuti.sakit", "3", "harus berupa tabel"),
    ("kinerja.metode", '"skp"', "bukan salah satu"),
    ("kinerja.predikat", "{ baik = 100, tanpa_skp = 40 }", "sangat_baik tidak ada"),
    ("kinerja.menit_efektif", "0", "di luar"),
    ("laporan.tutup_tanggal", "31", "di luar 1 sampai 28"),
    ("mutasi.cara", '"penuh"', "bukan salah satu"),
    ("pajak.metode", '"TER"', "bukan salah satu"),
    ("pajak.final", "{ V = 5 }", "golongan V tidak dikenal"),
    ("pajak.final", "{ P- = 5 }", "golongan P- tidak dikenal"),
    ("pajak.ter", "{ kategori = { A = ['TK/0'] }, tarif = {} }", "A tidak ada"),
    ("pajak.ter", "{ kategori = { A = ['K/0'], B = ['K/0'] }, tarif = { A = [], B = [] } }", "dua kategori"),
    ("bpjs.iuran", "{ pegawai = 1, pemberi_kerja = 4 }", "batas tidak ada"),
    ("jam_kerja.5-hari", "[{ hari = [1, 8], masuk = 07:30:00, pulang = 16:00:00 }]", "8 di luar"),
    ("jam_kerja.5-hari", "[{ hari = [1, 1], masuk = 07:30:00, pulang = 16:00:00 }]", "dua kali"),
    ("jam_kerja.5-hari", "[{ hari = [1], masuk = 07:30:00, pulang = 07:30:00 }]", "sama"),
    ("jam_kerja.5-hari", '[{ hari = [1], masuk = "07:30", pulang = 16:00:00 }]', "bukan jam dan menit"),
    ("disiplin.tanpa_keterangan", "{ setahun = [] }", "sedikitnya satu baris"),
    ("cuti.haji", "{ potongan = 0 }", "kunci tidak dikenal"),
    ("kehadiran.telat", "1", "kunci tidak dikenal"),
    ("tunjangan.istri", "1", "kunci tidak dikenal"),
    ("pajak.desember", "1", "kunci tidak dikenal"),
]


@pytest.mark.parametrize(("kunci", "nilai", "alasan"), SALAH)
def test_a_wrong_value_is_refused_by_file_key_and_reason(kunci, nilai, alasan):
    (tolakan,) = refusals(decree(entry(kunci, nilai)))
    assert tolakan[:2] == ("uji.toml", kunci)
    assert alasan in tolakan[2]


@pytest.mark.parametrize("hilang", ["pasal", "satuan", "nilai"])
def test_an_entry_without_article_unit_or_value_is_refused(hilang):
    baris = [b for b in entry("hukdis.sedang", "25").splitlines() if not b.startswith(hilang)]
    (tolakan,) = refusals(decree("\n".join(baris)))
    assert tolakan == ("uji.toml", "hukdis.sedang", f"{hilang} wajib diisi")


def test_a_blank_article_is_no_article():
    assert refusals(decree(entry("hukdis.sedang", "25").replace("Pasal 1", "  "))) == [
        ("uji.toml", "hukdis.sedang", "pasal wajib diisi")
    ]


def test_a_value_one_level_too_high_is_refused():
    assert ("uji.toml", "hukdis.sedang", "harus berupa tabel dengan pasal, satuan dan nilai") in refusals(
        decree("[hukdis]\nsedang = 25\n")
    )
    assert ("uji.toml", "sedang", "kunci tidak dikenal") in refusals("sedang = 25\n" + decree(""))
    assert ("uji.toml", "hukdis.sedang", "kunci persen tidak dikenal") in refusals(
        decree(entry("hukdis.sedang", "25") + "persen = 25\n")
    )


@pytest.mark.parametrize("kunci", ["id", "nama", "tentang", "diundangkan", "berlaku"])
def test_a_header_without_a_required_key_is_refused(kunci):
    baris = [b for b in decree("").splitlines() if not b.startswith(kunci)]
    assert [t[1] for t in refusals("\n".join(baris))] == [f"peraturan.{kunci}"]


@pytest.mark.parametrize(
    ("tambah", "kunci"),
    [
        ("sampai = 2020-12-31\n", "peraturan.sampai"),
        ('sampai = "2022-01-01"\n', "peraturan.sampai"),
        ("contoh = 1\n", "peraturan.contoh"),
        ("nomor = 3\n", "peraturan.nomor"),
    ],
)
def test_a_wrong_header_is_refused(tambah, kunci):
    assert [t[1] for t in refusals(decree("", tambah=tambah))] == [kunci]


def test_all_refusals_are_told_at_once():
    text = decree(entry("tpp.bobot", "{ kinerja = 1, kehadiran = 1 }") + entry("cuti.haji", "1"), tambah="nomor = 3\n")
    assert [t[1] for t in refusals(text)] == ["peraturan.nomor", "tpp.bobot", "cuti.haji"]


def test_text_that_is_no_toml_or_has_no_header_is_refused():
    assert "bukan TOML" in refusals("\x00")[0][2]
    assert refusals("")[0][:2] == ("uji.toml", "peraturan")


def test_criteria_that_do_not_add_up_to_the_pagu_are_refused():
    pagu = entry("tpp.pagu", "{ 9 = 2_000_000 }")
    beban = "{{ kelas = 9, kriteria = 'beban_kerja', rupiah = 1_500_000 }}"
    rows = f"[{beban}, {{{{ kelas = 9, kriteria = 'kondisi_kerja', rupiah = {{}} }}}}]"
    parse(decree(pagu + entry("tpp.pagu_kriteria", rows.format("500_000"))), "uji.toml")
    ((_, kunci, alasan),) = refusals(decree(pagu + entry("tpp.pagu_kriteria", rows.format("500_001"))))
    assert kunci == "tpp.pagu_kriteria"
    assert "2000001" in alasan


def shelf(*texts: str) -> Rak:
    return Rak(parse(text, f"{i}.toml") for i, text in enumerate(texts))


def test_the_same_entry_from_the_same_day_in_two_decrees_is_refused():
    a, b = (decree(entry("hukdis.sedang", "25"), id=i) for i in "ab")
    with pytest.raises(PeraturanKeliru) as galat:
        shelf(a, b)
    ((berkas, kunci, alasan),) = galat.value.tolakan
    assert (berkas, kunci) == ("1.toml", "hukdis.sedang")
    assert "0.toml" in alasan


def test_the_same_id_twice_is_refused():
    with pytest.raises(PeraturanKeliru, match=r"peraturan\.id: id uji sudah dipakai 1\.toml"):
        shelf(decree(""), decree("", berlaku="2022-01-01"))


def test_entry_by_entry_the_later_decree_wins_from_its_first_day():
    lama = decree(entry("hukdis.sedang", "25") + entry("status.cpns", "80"), id="lama")
    baru = decree(entry("hukdis.sedang", "30"), id="baru", berlaku="2026-11-16")
    for rak in (shelf(lama, baru), shelf(baru, lama)):
        assert rak.entri("hukdis.sedang", date(2026, 11, 15)).nilai == 25
        assert rak.entri("hukdis.sedang", date(2026, 11, 16)).nilai == 30
        assert rak.entri("status.cpns", date(2026, 11, 16)).peraturan_id == "lama"


def test_a_decree_with_an_end_gives_way_after_it():
    lama = decree(entry("hukdis.sedang", "25"), id="lama")
    sela = decree(entry("hukdis.sedang", "30"), id="sela", berlaku="2026-01-01", tambah="sampai = 2026-01-31\n")
    rak = shelf(lama, sela)
    assert [rak.entri("hukdis.sedang", date(2026, b, h)).nilai for b, h in ((1, 31), (2, 1))] == [30, 25]


def test_an_entry_that_nobody_gives_is_refused_naming_files_key_and_day():
    with pytest.raises(EntriTiadaAda, match=r"0\.toml: plt\.selevel: .*2026-11-30") as galat:
        shelf(decree(entry("hukdis.sedang", "25"))).entri("plt.selevel", date(2026, 11, 30))
    assert (galat.value.kunci, galat.value.tanggal) == ("plt.selevel", date(2026, 11, 30))
    with pytest.raises(EntriTiadaAda):
        shelf(decree(entry("hukdis.sedang", "25"))).entri("hukdis.sedang", date(2020, 12, 31))


def test_what_is_not_checked_yet_is_marked_by_entry_or_by_header():
    isi = entry("hukdis.sedang", "25") + "contoh = true\n" + entry("status.cpns", "80")
    entri = parse(decree(isi), "uji.toml").entri
    assert (entri["hukdis.sedang"].contoh, entri["status.cpns"].contoh) == (True, False)
    assert parse(decree(isi, tambah="contoh = true\n"), "uji.toml").entri["status.cpns"].contoh


def test_values_are_exact():
    entri = parse(
        decree(
            entry("kehadiran.tanpa_apel", "0.1")
            + entry("jam_kerja.5-hari", "[{ hari = [5], masuk = 07:30:00, pulang = 16:30:00 }]")
        ),
        "uji.toml",
    ).entri
    assert entri["kehadiran.tanpa_apel"].nilai == Fraction(1, 10)
    assert entri["jam_kerja.5-hari"].nilai == {5: (time(7, 30), time(16, 30))}
