"""From the punch to the paper: a month locked by the real pipeline, printed by a task that may be run again."""

from __future__ import annotations

from pathlib import Path

import pytest

from appliance import settings
from appliance.box import Box
from appliance.jobs import documents
from appliance.models import Dokumen, HasilTpp, Penutupan, Tugas
from appliance.models.penguncian import lock_offices
from tests.cast import Cast
from tests.documents import reading
from tests.models.regency import OCTOBER, ROOT, everybody_present, judge, regency, with_predikat


@pytest.fixture
def cast(own_folder: Path) -> Cast:
    cast = regency(own_folder)
    with_predikat(cast)
    everybody_present(cast)
    judge()
    lock_offices(OCTOBER, [cast.opd["dinkes"]], ROOT)
    return cast


def work(jenis: str, pegawai_id: int | None) -> Tugas:
    tugas = documents.print_later(Penutupan.get().id, jenis, pegawai_id, ROOT)
    documents.run_print.call_local(tugas.id)
    found: Tugas = Tugas.get_by_id(tugas.id)
    return found


def printed(tugas: Tugas, folder: Path) -> str:
    box = Box(folder, settings.load())
    return reading.text(documents.lemari(box).path(Dokumen.get_by_id(tugas.hasil["dokumen"])))


def test_the_paper_of_a_locked_month_shows_what_was_locked(cast: Cast, own_folder: Path) -> None:
    tugas = work("daftar", None)
    assert tugas.keadaan == "selesai"
    paper = printed(tugas, own_folder)
    total = reading.sums(paper)["Jumlah seluruhnya"]
    assert "PEMERINTAH KABUPATEN MUKOMUKO" in paper
    assert (total["tpp"], total["bersih"]) == (Penutupan.get().tpp, Penutupan.get().bersih)
    assert total["orang"] == HasilTpp.select().count() == 5


def test_budi_gets_his_own_slip(cast: Cast, own_folder: Path) -> None:
    slip = printed(work("slip", cast.budi.pegawai.id), own_folder)
    mine = HasilTpp.get(HasilTpp.pegawai == cast.budi.pegawai)
    assert "Budi Hartono" in slip and "Siti" not in slip
    assert "Rp " + f"{mine.bersih:,}".replace(",", ".") in slip


def test_a_task_that_runs_twice_makes_one_paper(cast: Cast) -> None:
    first = work("daftar", None)
    documents.run_print.call_local(first.id)
    assert Dokumen.select().count() == 1
    second = work("daftar", None)
    assert second.id != first.id and second.hasil == first.hasil


def test_a_paper_that_cannot_be_is_said_on_the_task(cast: Cast) -> None:
    tugas = work("slip", cast.joko.pegawai.id)
    assert (tugas.keadaan, tugas.hasil) == ("gagal", {})
    assert "tidak ada di 2026-10 dinkes" in tugas.pesan
