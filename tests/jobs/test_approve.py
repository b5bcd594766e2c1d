"""The night's approval by rule runs as a job, once and again."""

from datetime import datetime, time
from pathlib import Path

import pytest

from appliance.jobs.approve import approve_by_rule
from appliance.models import Jejak, Laporan, db
from tests.models.batas_menilai import enforce
from tests.models.regency import regency


def test_the_night_job_approves_what_nobody_decided_and_says_under_which_article(
    own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = regency(own_folder)
    enforce()
    Laporan.create(pegawai=cast.budi.pegawai, tanggal="2026-10-05", mulai=time(8), selesai=time(9), uraian="Rekap",
                   dikirim=datetime(2026, 10, 5, 16))  # fmt: skip
    monkeypatch.setenv("EKINERJA_UJI", "1")
    for moment, status in (("2026-10-12T00:20:00", "menunggu"), ("2026-10-13T00:20:00", "disetujui")):
        monkeypatch.setenv("EKINERJA_SEKARANG", moment)
        approve_by_rule.call_local()
        approve_by_rule.call_local()
        db.connect(reuse_if_open=True)
        assert Laporan.get().status == status
    last = Jejak.select().order_by(Jejak.id.desc()).first()
    assert (last.pelaku, last.aksi) == ("petugas latar", "setuju_menurut_aturan")
    assert "Pasal 21" in last.sesudah
    db.close()
