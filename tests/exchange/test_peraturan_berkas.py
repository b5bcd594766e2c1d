"""The decrees that come with the program are valid, together and each, and say what is known of them."""

from datetime import date
from fractions import Fraction

import pytest

from appliance.exchange.peraturan_berkas import read_decree, regional, shelf
from appliance.rules.peraturan import PeraturanKeliru, Rak, parse


@pytest.fixture(scope="module")
def rak() -> Rak:
    return Rak(parse(text, nama) for nama, text in [*shelf(), *regional()])


def test_both_mukomuko_decrees_are_there_with_their_weights(rak):
    assert rak.entri("tpp.bobot", date(2020, 12, 31)).nilai == (40, 60)
    bobot = rak.entri("tpp.bobot", date(2026, 11, 30))
    assert (bobot.nilai, bobot.contoh) == ((50, 50), False)
    apel = rak.entri("kehadiran.tanpa_apel", date(2026, 11, 30))
    assert (apel.nilai, apel.pasal, apel.contoh) == (2, "Pasal 11 ayat (3)", False)
    assert rak.entri("kinerja.metode", date(2026, 11, 30)).nilai == "capaian"


def test_everything_else_of_mukomuko_is_marked_as_not_checked(rak):
    for peraturan in rak.peraturan:
        if peraturan.id.startswith("mukomuko"):
            pasti = {kunci for kunci, entri in peraturan.entri.items() if not entri.contoh}
            assert pasti <= {"tpp.bobot", "kehadiran.tanpa_apel"}


def minutes(rak: Rak, kode: str, tanggal: date) -> int:
    jam = rak.entri(f"jam_kerja.{kode}", tanggal).nilai.values()
    return sum((p.hour - m.hour) * 60 + p.minute - m.minute for m, p in jam)


@pytest.mark.parametrize(
    ("kode", "tanggal", "istirahat", "kerja"),
    [
        ("5-hari", date(2026, 11, 2), 4 * 60 + 90, 37 * 60 + 30),
        ("6-hari", date(2026, 11, 2), 5 * 60 + 90, 37 * 60 + 30),
        ("5-hari", date(2026, 2, 19), 4 * 30 + 60, 32 * 60 + 30),
        ("5-hari", date(2026, 3, 20), 4 * 30 + 60, 32 * 60 + 30),
        ("5-hari", date(2027, 2, 8), 4 * 30 + 60, 32 * 60 + 30),
        ("5-hari", date(2020, 1, 6), 4 * 60 + 90, 37 * 60 + 30),
    ],
)
def test_a_week_of_hours_is_as_long_as_the_decree_says(rak, kode, tanggal, istirahat, kerja):
    """Perpres 21/2023 Pasal 4: 37 h 30 min a week without breaks, in Ramadan 32 h 30 min."""
    assert minutes(rak, kode, tanggal) - istirahat == kerja


def test_ramadan_ends_and_the_usual_hours_return(rak):
    tanggal = [date(2026, 2, 18), date(2026, 2, 19), date(2026, 3, 20), date(2026, 3, 21)]
    jam = [rak.entri("jam_kerja.5-hari", t).nilai[1][0].strftime("%H.%M") for t in tanggal]
    assert jam == ["07.30", "08.00", "08.00", "07.30"]


def test_only_confirmed_hours_are_unmarked(rak):
    hari = date(2026, 11, 2)
    assert not rak.entri("jam_kerja.5-hari", hari).contoh
    assert rak.entri("jam_kerja.6-hari", hari).contoh
    assert rak.entri("jam_kerja.5-hari", date(2027, 2, 8)).contoh


def test_ter_tables_have_their_known_corners(rak):
    """PMK 168/2023, annex: the number of steps, first and last, and a step in the middle of each category."""
    ter = rak.entri("pajak.ter", date(2026, 11, 30)).nilai
    assert {k: len(t) for k, t in ter.tarif.items()} == {"A": 44, "B": 40, "C": 41}
    assert [ter.tarif[k][0].sampai for k in "ABC"] == [5_400_000, 6_200_000, 6_600_000]
    assert {t[-1] for t in ter.tarif.values()} == {(None, Fraction(34))}
    assert (10_050_000, Fraction(2)) in ter.tarif["A"]
    assert (9_200_000, Fraction(1)) in ter.tarif["B"]
    assert (12_050_000, Fraction(2)) in ter.tarif["C"]
    assert ter.kategori["K/1"] == "B"
    assert len(ter.kategori) == 8


def test_a_file_that_cannot_be_read_is_refused_by_name(tmp_path):
    with pytest.raises(PeraturanKeliru, match=r"tiada\.toml"):
        read_decree(tmp_path / "tiada.toml")
    foto = tmp_path / "foto.toml"
    foto.write_bytes(b"\xff\xd8\xff\xe0")
    with pytest.raises(PeraturanKeliru, match=r"foto\.toml: bukan teks UTF-8"):
        read_decree(foto)
