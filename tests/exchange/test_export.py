"""What leaves the box: the columns of the contract, every rupiah, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from appliance.exchange import sipd, tpp
from appliance.exchange.bank import export_bank
from appliance.exchange.refusal import BerkasDitolak
from appliance.exchange.sipd import export_sipd, split
from appliance.exchange.tpp import export_tpp
from appliance.models import HasilTpp, Opd, Penutupan
from appliance.models.base import db
from appliance.rules.peraturan import parse
from appliance.rules.rak import Rak
from tests.documents.month import lock, result

PEOPLE = 5


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Path]:
    closing = lock(tmp_path, PEOPLE)
    odd = {**result(40, 1), "nama": "=SUM(A1)", "bersih": -2_500, "rekening": ""}
    HasilTpp.create(penutupan=closing, **odd)
    yield tmp_path
    db.close()


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode())))


def test_the_columns_are_those_of_the_contract_and_rows_stand_by_office_and_nip(box: Path) -> None:
    rows = read(export_tpp("2026-10", "csv"))
    assert tuple(rows[0]) == (
        "nip", "nama", "opd", "kelas_jabatan", "pagu", "persen_kinerja", "persen_potongan_kehadiran", "tpp_kinerja",
        "tpp_kehadiran", "potongan_hukdis", "tpp", "bpjs_4", "bpjs_1", "pph_21", "bersih",
    )  # fmt: skip
    assert [row["nip"] for row in rows] == sorted(row["nip"] for row in rows)
    assert {row["opd"] for row in rows} == {"dinkes"}
    assert sum(int(row["tpp"]) for row in rows) == sum(row.tpp for row in HasilTpp.select())
    assert rows[0]["persen_kinerja"] == "99.8"


def test_a_formula_in_a_name_is_made_harmless_and_negative_money_stays_a_number(box: Path) -> None:
    odd = next(row for row in read(export_tpp("2026-10", "csv")) if row["bersih"] == "-2500")
    assert odd["nama"] == "'=SUM(A1)"


def test_the_workbook_keeps_a_nip_as_text(box: Path) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(export_tpp("2026-10", "xlsx"))).active
    assert sheet is not None
    rows: Any = list(sheet.iter_rows(values_only=True))
    assert rows[0] == tpp.KOLOM and len(rows) == PEOPLE + 2
    assert all(isinstance(row[0], str) and isinstance(row[10], int) for row in rows[1:])
    assert sheet["A2"].number_format == "@"


def test_a_month_that_is_not_locked_or_was_reopened_is_refused(box: Path) -> None:
    with pytest.raises(BerkasDitolak, match="belum ada yang dikunci untuk bulan 2026-09"):
        export_tpp("2026-09", "csv")
    with pytest.raises(BerkasDitolak, match="unit kerja ipuh"):
        export_tpp("2026-10", "csv", "ipuh")
    Penutupan.update(dibuka=datetime(2026, 11, 5)).execute()
    with pytest.raises(BerkasDitolak):
        export_tpp("2026-10", "csv")


def test_the_bank_gets_who_has_something_to_receive(box: Path) -> None:
    made = export_bank("2026-10", "csv")
    rows = read(made.isi)
    assert tuple(rows[0]) == ("nip", "nama", "bank", "rekening", "bersih")
    assert len(rows) == PEOPLE and rows[0]["rekening"].startswith("00")
    assert len(made.catatan) == 1 and "bersih -2500, tidak ditransfer" in made.catatan[0]


def test_sipd_has_its_31_columns_and_pays_what_was_locked(box: Path) -> None:
    rows = read(export_sipd("2026-10", "csv"))
    assert len(sipd.columns()) == 31 and list(rows[0]) == sipd.columns()
    stored = {row.nip: row for row in HasilTpp.select()}
    for row in rows:
        paid = sum(int(row[name]) for name in sipd.columns() if name.startswith("belanja_tpp_"))
        assert paid == stored[row["nip"]].tpp
        assert int(row["jumlah_ditransfer"]) == stored[row["nip"]].bersih
        assert row["tanggal_lahir"] == f"01-01-{row['nip'][:4]}"


CRITERIA = """
[peraturan]
id = "k"
nama = "K"
tentang = "kriteria"
diundangkan = 2026-01-01
berlaku = 2026-01-01

[tpp.pagu_kriteria]
pasal = "pasal 2"
satuan = "rupiah"
nilai = [
    { kelas = 7, kriteria = "beban_kerja", rupiah = 1 },
    { kelas = 7, kriteria = "prestasi_kerja", rupiah = 2 },
    { kelas = 7, kriteria = "kondisi_kerja", rupiah = 5, opd = "ipuh" },
]
"""


def test_criteria_share_the_rupiah_by_largest_remainder() -> None:
    shelf = Rak([parse(CRITERIA, "k.toml")])
    row = {"tpp": 100, "kelas_jabatan": 7, "opd": "dinkes"}
    assert split(row, shelf, "2026-10") == {"beban_kerja": 33, "prestasi_kerja": 67}
    assert split({**row, "opd": "ipuh"}, shelf, "2026-10") == {"kondisi_kerja": 100}
    assert split({**row, "kelas_jabatan": 8}, shelf, "2026-10") == {"beban_kerja": 100}


def test_the_command_prints_the_table_and_says_what_is_not_locked(box: Path) -> None:
    Opd.update(data_sampai=None).execute()
    db.close()
    command = [sys.executable, "-m", "appliance.cli", "export"]
    environment = {**os.environ, "EKINERJA_DATA": str(box)}

    def run(*words: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run([*command, *words], env=environment, capture_output=True, check=False)

    done = run("tpp", "2026-10", "--format", "csv")
    assert (done.returncode, len(read(done.stdout))) == (0, PEOPLE + 1)
    refused = run("tpp", "2026-09")
    assert (refused.returncode, refused.stdout) == (1, b"")
    assert refused.stderr.decode() == "2026-09: belum ada yang dikunci untuk bulan 2026-09\n"
    assert run("tpp", "2026-10", "--format", "pdf").returncode == 2
