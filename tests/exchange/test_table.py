"""Wrong files are refused in words; right ones are read whatever wrote them."""

from __future__ import annotations

import io
import zipfile
from datetime import date, time
from typing import Any

import openpyxl
import pytest

from appliance.exchange import table
from appliance.exchange.cell import Angka
from appliance.exchange.refusal import BerkasDitolak
from appliance.exchange.table import read_table
from tests.exchange.desk import BUDI, Desk


def xlsx(*rows: list[Any]) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(BerkasDitolak) as refused:
        read_table("b.csv", data)
    return refused.value.lines[0]


def repacked(data: bytes, name: str, content: bytes) -> bytes:
    """The workbook with one of its parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return out.getvalue()


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    b'<c r="A1" t="str"><v>&b;</v></c></row></sheetData></worksheet>'
)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xd8\xff\xe0" + b"x" * 50, "b.csv: ini foto JPEG, bukan tabel CSV atau XLSX"),
        (b"\x89PNG\r\n", "gambar PNG"),
        (b"%PDF-1.7", "berkas PDF"),
        (b"\xd0\xcf\x11\xe0abc", "Excel lama"),
        (b"", "berkas kosong"),
        (b"\n \n", "berkas kosong"),
        ("nip,nama\n1,Ré".encode("latin-1"), "b.csv:2: huruf bukan UTF-8"),
        ("nip,nama\n1,R".encode("utf-16"), "bukan teks UTF-8"),
        (b"PIN\t2026-10-05 07:00:00\n", "baris judul tidak memuat koma"),
        (b"nip,nama,opd\n1,Budi,x\n2,Sit", "b.csv:3: hanya 2 kolom dari 3; berkas mungkin terpotong"),
        (b'nip,nama\n1,"Budi', "b.csv:2: tanda kutip tidak ditutup"),
        (b"nip,nama\n1,Budi,x,y\n", "b.csv:2: 4 kolom, padahal judulnya 2"),
        (b"nip,nip\n1,2\n", "b.csv:1: nip: kolom ini ada dua kali"),
        (b"nip,,x\n", "b.csv:1: kolom ke-2 tidak bernama"),
        (b"PK\x03\x04" + b"\0" * 40, "XLSX rusak atau terpotong"),
        (repacked(xlsx(["a", "b"]), "xl/worksheets/sheet1.xml", BOMB), "XLSX rusak"),
    ],
)
def test_a_wrong_file_is_refused_in_words(data: bytes, said: str) -> None:
    assert said in refusal(data)


def test_a_truncated_workbook_and_any_other_archive_are_refused() -> None:
    whole = xlsx(["nip", "nama"], ["1", "Budi"])
    assert "rusak atau terpotong" in refusal(whole[: len(whole) // 2])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("foto.jpg", b"x")
    assert "arsip ZIP" in refusal(out.getvalue())


def test_a_workbook_that_unpacks_beyond_reason_is_refused_unopened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("appliance.exchange.table_xlsx.MAX_UNPACKED", 1_000)
    assert "terlalu besar setelah dibuka" in refusal(xlsx(["nip", "nama"], ["1", "Budi"]))


def test_above_the_limits_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MAX_ROWS", 2)
    assert "b.csv:4: lebih dari 2 baris" in refusal(b"a,b\n1,1\n2,2\n3,3\n")
    assert "lebih dari 50 MB" in refusal(b"a,b\n" + b"x" * table.MAX_BYTES)


def test_lines_are_counted_as_an_editor_shows_them() -> None:
    read = read_table("b.csv", b'nip,nama\n1,"dua\nbaris"\n\n2,Siti\n')
    assert [nomor for nomor, _ in read.rows] == [2, 5]


def test_semicolons_are_taken_from_the_header_only() -> None:
    read = read_table("b.csv", b'\xef\xbb\xbfNIP;"Nama, gelar"\n1;Budi, S.Kom\n')
    assert (read.header, read.rows) == (["nip", "nama, gelar"], [(2, ["1", "Budi, S.Kom"])])


def test_cells_of_a_workbook_are_read_as_the_contract_writes_them() -> None:
    cells = [date(2026, 10, 5), time(7, 30), 12.5, True]
    read = read_table("b.xlsx", xlsx(["a", "b", "c", "d"], cells, [None, 7, "x "]))
    assert read.rows == [(2, ["2026-10-05", "07:30:00", "12.5", "ya"]), (3, ["", "7", "x", ""])]
    assert isinstance(read.rows[1][1][1], Angka)


def test_a_nip_that_the_spreadsheet_made_a_number_is_refused(desk: Desk) -> None:
    header = ["nip", "jenis", "mulai", "selesai"]
    line = desk.refused("cuti", xlsx(header, [int(BUDI), "tahunan", date(2026, 10, 5), date(2026, 10, 6)]))[0]
    assert line.startswith("cuti.csv:2: nip: sel berisi angka")
    assert desk.enter("cuti", xlsx(header, [BUDI, "tahunan", date(2026, 10, 5), date(2026, 10, 6)])).baru == 1


def test_an_account_number_that_became_a_number_is_refused(desk: Desk) -> None:
    header = ["nip", "nama", "opd", "jabatan", "kelas_jabatan", "status_asn", "mulai", "rekening"]
    row = [BUDI, "Budi", "dinkes", "Analis", 7, "PNS", date(2026, 1, 1), 12345678]
    assert "2: rekening: sel berisi angka" in desk.refused("pegawai", xlsx(header, row))[0]


def test_a_formula_in_a_workbook_is_not_a_name(desk: Desk) -> None:
    assert "seperti rumus" in desk.refused("libur", xlsx(["tanggal", "nama"], [date(2026, 12, 25), "=1+1"]))[0]
