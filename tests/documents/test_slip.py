"""The slip: Budi sees on one page what he gets and why, to the day and the article."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from appliance.documents.press import Kerja, print_files
from appliance.documents.slip import leave, slip
from appliance.models import HasilTpp, Penutupan, db
from appliance.rules.fakta import Hari
from tests.documents import month, reading

COUNTS = (0, 1, 14, 15, 31, 40, 41, 81)  # both sides of each change of setting; 81 is three a day in a six-day week
Slips = dict[int, Path]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Slips]:
    """One slip for each number of lines, of the person with the long name and a punishment."""
    folder = tmp_path_factory.mktemp("slip")
    closing = month.lock(folder, 2, cuts=0)
    done: Slips = {count: folder / f"{count}.pdf" for count in COUNTS}
    work = [Kerja("slip.html", str(path), {"slip": [_slip(closing, count)]}) for count, path in done.items()]
    list(print_files(work))
    yield done
    db.close()


def _slip(closing: Penutupan, count: int) -> dict[str, Any]:
    h = HasilTpp.get(HasilTpp.nama == month.LONG_NAME)
    hukdis = [None, "hukdis", "Hukuman disiplin sedang 25 %", "Pasal 20", month.ID, "25", -250_000, 1]
    h.rincian = [*h.rincian, *month.cut_lines(count), hukdis]
    return slip(h, closing, "Kabupaten Mukomuko")


@pytest.mark.parametrize("count", COUNTS)
def test_it_is_one_page_however_many_cuts(printed: Slips, count: int) -> None:
    assert len(reading.pages(printed[count])) == 1


def test_long_articles_do_not_push_it_onto_a_second_page(tmp_path: Path, printed: Slips) -> None:
    """What a decree that nobody checked yet has for an article takes two lines in every row."""
    closing = Penutupan.get()
    wordy = [_slip(closing, count) for count in (3, 9, 14, 40, 62)]
    for one in wordy:
        for part in ("sebelum", "hari", "sesudah", "potongan"):
            for line in one[part]:
                line["pasal"] = "belum diperiksa pada naskah [1]"
    alone = [Kerja("slip.html", str(tmp_path / f"{n}.pdf"), {"slip": [one]}) for n, one in enumerate(wordy)]
    together = Kerja("slip.html", str(tmp_path / "semua.pdf"), {"slip": wordy})
    assert [done.halaman for done in print_files([*alone, together])] == [1, 1, 1, 1, 1, 5]


@pytest.mark.parametrize("count", COUNTS)
def test_every_cut_stands_on_it_with_its_amount_and_nothing_is_clipped(printed: Slips, count: int) -> None:
    words = reading.text(printed[count]).split()
    for line in month.cut_lines(count):
        # the only cut of a month is its own sum
        assert words.count(f"−{-line[6]:,}".replace(",", ".")) == (2 if count == 1 else 1)
    assert "Sidik" in words and "dinas" in words  # the foot and the line after the cuts


def test_a_cut_names_its_day_its_fact_its_article_and_its_percent(printed: Slips) -> None:
    lines = [" ".join(line.split()) for line in reading.text(printed[14]).splitlines()]
    assert "Kam 1 Terlambat 117 menit (masuk 09.27) Pasal 3 ayat (2) huruf b 1,25 −5.001" in lines
    assert "Jum 2 Pulang cepat 31 menit (pulang 15.29) Pasal 4 1 −5.002" in lines


def test_it_says_who_what_and_by_which_decree(printed: Slips) -> None:
    text = " ".join(reading.text(printed[31]).split())
    for said in (
        month.LONG_NAME, "Dinas Kesehatan", "Bulan Oktober 2026", "CPNS, III/c", "Bank Bengkulu 001234500001",
        "TPP kinerja, bobot 50 % kinerja 99,80 %", "Hukuman disiplin sedang 25 %",
        "kehadiran 95,75 % (potongan 4,25 %)",
        "Iuran BPJS Kesehatan 1 % Pasal 25", "PPh 21 final golongan III/c, 5 % Pasal 24", "MEMAKAI NILAI CONTOH",
        "Dasar: Peraturan Uji contoh-2021.",
        "Cuti tahunan: Kam 8 s.d. Sen 12 (3 hari kerja); Dinas luar: Sel 20 (1 hari kerja).",
    ):  # fmt: skip
        assert said in text, said


def test_the_amounts_add_up_to_what_is_received(printed: Slips) -> None:
    text = reading.text(printed[0])
    h = HasilTpp.get(HasilTpp.nama == month.LONG_NAME)
    dots = f"{h.bersih:,}".replace(",", ".")
    assert h.tpp_kinerja + h.tpp_kehadiran - h.potongan_hukdis - h.bpjs_1 - h.pph_21 == h.bersih
    assert f"Rp {dots}" in text
    for amount in (h.tpp_kinerja, h.tpp_kehadiran, h.tpp, h.bpjs_1, h.pph_21):
        assert f"{amount:,}".replace(",", ".") in text


def test_leave_over_a_weekend_is_one_run_and_work_in_between_makes_two() -> None:
    def days(*states: str) -> list[Hari]:
        kinds = {"c": ("cuti", True, "tahunan"), "s": ("cuti", True, "sakit"), "k": ("kerja", True, None)}
        made = []
        for number, letter in enumerate(states, 1):
            keadaan, kerja, cuti = kinds.get(letter, ("libur", False, None))
            made.append(Hari(date(2026, 10, number), keadaan, kerja=kerja, cuti=cuti))
        return made

    assert leave(days("c", "c", "-", "-", "c")) == ["Cuti tahunan: Kam 1 s.d. Sen 5 (3 hari kerja)"]
    assert leave(days("c", "k", "c")) == ["Cuti tahunan: Kam 1 (1 hari kerja)", "Cuti tahunan: Sab 3 (1 hari kerja)"]
    assert leave(days("c", "s")) == ["Cuti tahunan: Kam 1 (1 hari kerja)", "Cuti sakit: Jum 2 (1 hari kerja)"]
    assert leave(days("k", "-")) == []


def test_cuts_stand_in_the_order_of_the_days_and_a_rounding_of_one_rupiah_is_explained(printed: Slips) -> None:
    h = HasilTpp.get(HasilTpp.nama == month.LONG_NAME)
    late, early = month.cut_lines(2)
    h.rincian, h.potongan_hukdis = (
        [early, late, [None, "hukdis", "Hukuman disiplin", "Pasal 20", month.ID, "25", -7, 1]],
        6,
    )
    made = slip(h, h.penutupan, "Kabupaten Mukomuko")
    assert [line["hari"] for line in made["hari"]] == ["Kam 1", "Jum 2"]
    assert made["selisih_bulat"] is True
    h.potongan_hukdis = 7
    assert slip(h, h.penutupan, "Kabupaten Mukomuko")["selisih_bulat"] is False
