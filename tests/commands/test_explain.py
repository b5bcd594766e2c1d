"""`ekinerja explain` tells the performance part too, beside the lines of the amount."""

from datetime import date, datetime, time
from pathlib import Path

import pytest

from appliance.cli import main
from appliance.commands.explain import performance_lines
from appliance.models import Jejak, Laporan, db
from tests.models.regency import OCTOBER, everybody_present, judge, regency, with_predikat


def test_the_predikat_and_the_approved_reports_stand_below_the_amount(own_folder: Path) -> None:
    cast = regency(own_folder)
    with_predikat(cast)
    everybody_present(cast)
    judge()
    for status, hour in (("disetujui", 8), ("menunggu", 10)):
        Laporan.create(pegawai=cast.budi.pegawai, tanggal=date(2026, 10, 5), mulai=time(hour), selesai=time(hour + 1),
                       uraian="Rekap", status=status, dikirim=datetime(2026, 10, 5, 16))  # fmt: skip
    lines = list(performance_lines(cast.budi.pegawai, OCTOBER))
    assert lines[0].startswith("\tKinerja: predikat, 100 % (")
    assert lines[1:] == ["\tKinerja: predikat baik", "\tKinerja: 1 laporan disetujui"]


def test_who_serves_nowhere_in_the_month_has_no_performance_to_tell(own_folder: Path) -> None:
    cast = regency(own_folder)
    assert list(performance_lines(cast.budi.pegawai, "2025-10")) == []


def test_reading_somebodys_amount_on_the_box_stands_in_the_trail(
    own_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EKINERJA_UJI", "1")
    monkeypatch.setenv("EKINERJA_SEKARANG", "2026-11-10T09:00:00")
    cast = regency(own_folder)
    with_predikat(cast)
    everybody_present(cast)
    judge()
    assert main(["explain", OCTOBER, cast.budi.nip]) == 0
    assert "Bersih" in capsys.readouterr().out
    db.connect(reuse_if_open=True)
    row = Jejak.get(Jejak.aksi == "baca besaran")
    assert (row.pelaku, row.dari, row.kunci) == ("administrator mesin", "baris perintah", f"{cast.budi.nip} {OCTOBER}")
    db.close()
