"""The payment list: what Beni holds in his hand adds up, column by column, and says what it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from appliance.documents.daftar import payment_list, tax_rate
from appliance.documents.press import Kerja, print_files
from appliance.documents.terbilang import rupiah_terbilang
from appliance.models import HasilTpp, Penutupan, db
from tests.documents import month, reading

PEOPLE = 60
TANPA = [{"nip": "199001012015031001", "nama": "Ahmad Fauzi", "alasan": ["PTKP belum diisi", "gaji bruto belum diisi"]}]


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, list[HasilTpp]]]:
    folder = tmp_path_factory.mktemp("daftar")
    closing = month.lock(folder, PEOPLE, tanpa=TANPA, alasan_tak_lengkap="menunggu SK")
    target = folder / "daftar.pdf"
    list(print_files([Kerja("daftar.html", str(target), payment_list(closing, "Kabupaten Mukomuko"))]))
    yield target, list(HasilTpp.select())
    db.close()


Paper = tuple[Path, list[HasilTpp]]


def test_every_person_is_on_it_once_and_every_row_adds_up(paper: Paper) -> None:
    rows = reading.rows(reading.text(paper[0]))
    assert len(rows) == PEOPLE
    for row in rows:
        assert row["tpp_kinerja"] + row["tpp_kehadiran"] == row["capaian"]
        assert row["capaian"] - row["potongan_hukdis"] == row["tpp"]
        assert row["tpp"] - row["pph_21"] - row["bpjs_1"] == row["bersih"]


def test_the_printed_amounts_are_the_locked_ones(paper: Paper) -> None:
    printed = sorted(tuple(row[name] for name in reading.AMOUNTS if name != "capaian") for row in _rows(paper))
    names = [name for name in reading.AMOUNTS if name != "capaian"]
    assert printed == sorted(tuple(getattr(h, name) for name in names) for h in paper[1])


def test_the_sums_are_those_of_the_rows_above_them(paper: Paper) -> None:
    rows, sums = _rows(paper), reading.sums(reading.text(paper[0]))
    pns = sum(h.status_asn != "PPPK" for h in paper[1])
    groups = {"Jumlah PNS dan CPNS": rows[:pns], "Jumlah PPPK": rows[pns:], "Jumlah seluruhnya": rows}
    assert sums.keys() == groups.keys()
    for name, people in groups.items():
        assert sums[name]["orang"] == len(people)
        for column in reading.AMOUNTS:
            assert sums[name][column] == sum(row[column] for row in people), (name, column)


def test_the_total_stands_there_in_words(paper: Paper) -> None:
    said = " ".join(reading.text(paper[0]).split())
    assert f"Terbilang: {rupiah_terbilang(sum(h.bersih for h in paper[1]))}" in said


def test_each_page_has_the_head_the_seal_and_its_number(paper: Paper) -> None:
    pages = reading.pages(paper[0])
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert f"Halaman {number} dari {len(pages)}" in page
        assert "18 = 13 − 15 − 16" in page and "11 = 9 + 10" in page
        assert "TPP Dinas Kesehatan, Oktober 2026, versi 1, dikunci 4 November 2026 pukul 08.15" in page
        assert "Sidik data " + "0123abcd" * 8 in page


def test_no_row_is_torn_between_two_pages(paper: Paper) -> None:
    for page in reading.pages(paper[0]):
        assert len(reading.rows(page)) == len(re.findall(r"\b19\d{16}\b", _table(page)))


def test_it_says_whose_it_is_and_who_signs(paper: Paper) -> None:
    text = reading.text(paper[0])
    for said in (
        "PEMERINTAH KABUPATEN MUKOMUKO", "DINAS KESEHATAN", "Bulan Oktober 2026", "Dasar: Peraturan Uji contoh-2021",
        "Mukomuko, 4 November 2026", "Kepala Dinas Kesehatan", "Hadi Santoso", "NIP 197001012000031001",
        "Bendahara Pengeluaran", "Beni Saputra", "Pembuat Daftar", "Wati Lestari",
    ):  # fmt: skip
        assert said in text, said


def test_example_values_and_people_left_out_are_said_at_the_top(paper: Paper) -> None:
    first = " ".join(reading.pages(paper[0])[0].split())
    assert "MEMAKAI NILAI CONTOH" in first
    assert "Peraturan Uji contoh-2021: Pasal 2, Pasal 3 ayat (2) huruf b, Pasal 4, Pasal 11 ayat (3), Pasal 15" in first
    assert "BELUM TERMASUK: 1 ORANG. Dikunci tanpa mereka dengan alasan: menunggu SK." in first
    assert "Ahmad Fauzi, NIP 199001012015031001: PTKP belum diisi; gaji bruto belum diisi" in first


def test_the_rate_of_the_tax_is_shown_only_where_it_gives_the_tax(paper: Paper) -> None:
    # month.result adds a rupiah to the tax of every second person
    assert [tax_rate(h) for h in paper[1][:4]] == ["5", None, "5", None]


def test_a_long_list_is_printed_in_parts_whose_pages_follow_one_another(tmp_path: Path) -> None:
    closing: Penutupan = month.lock(tmp_path, 100)
    target = tmp_path / "panjang.pdf"
    again = tmp_path / "lagi.pdf"
    values = payment_list(closing, "Kota Contoh")
    done = list(print_files([Kerja("daftar.html", str(path), values) for path in (target, again)]))
    assert target.read_bytes() == again.read_bytes()
    pages = reading.pages(target)
    assert [f"Halaman {n} dari {len(pages)}" in page for n, page in enumerate(pages, 1)] == [True] * done[0].halaman
    rows = reading.rows(reading.text(target))
    assert len(rows) == 100
    assert sum(row["bersih"] for row in rows) == reading.sums(reading.text(target))["Jumlah seluruhnya"]["bersih"]
    assert min(len(reading.rows(page)) for page in pages[1:-2]) >= 20  # the end of a part is not seen


def test_nobody_signs_a_page_without_a_person_on_it(tmp_path: Path) -> None:
    values = payment_list(month.lock(tmp_path, 20), "Kota Contoh")
    rows = values["baris"]
    work = [
        Kerja("daftar.html", str(tmp_path / f"{n}.pdf"), {**values, "baris": [*rows[:n], rows[-1]]})
        for n in (10, 13, 16, 19)
    ]
    list(print_files(work))
    for paper in work:
        pages = reading.pages(Path(paper.berkas))
        assert reading.rows(pages[-1]) and "Mengetahui," in pages[-1]


def _rows(paper: Paper) -> list[dict[str, int]]:
    return reading.rows(reading.text(paper[0]))


def _table(page: str) -> str:
    start = page.index("18 = 13 − 15 − 16")
    return page[start : page.find("Mengetahui,") if "Mengetahui," in page else None]
