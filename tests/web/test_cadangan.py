"""Andi keeps the box: an alarm on Beranda when a copy is missing, a page with every piece of work, the printed page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from appliance.jobs import cadangan as jobs
from appliance.models import cadangan
from appliance.models.cadangan import Hasil
from tests.cast import NOW
from tests.web.conftest import Browser


def test_the_alarm_stands_on_the_beranda_of_who_keeps_the_box_and_of_nobody_else(
    as_: Callable[[str], Browser],
) -> None:
    assert "Cadangan data perlu ditangani" in as_("andi").get("/").text
    for name in ("siti", "made", "rina"):
        assert "Cadangan data" not in as_(name).get("/").text
    cadangan.note_place("disk", "baik", "", 1, 2, NOW)
    for jenis in ("kode", "salinan", "mingguan", "uji"):
        cadangan.finish(cadangan.start(jenis, "disk", NOW), Hasil(), NOW, 1)
    assert "Cadangan data perlu" not in as_("andi").get("/").text
    cadangan.note_place("disk", "tidak_ada", "disk tidak terpasang", 0, 0, NOW)
    assert "disk tidak terpasang" in as_("andi").get("/").text


def test_the_page_shows_places_work_and_what_came_of_it(as_: Callable[[str], Browser]) -> None:
    cadangan.note_place("disk", "penuh", "disk hampir penuh", 2**30, 2**36, NOW)
    cadangan.finish(cadangan.start("salinan", "disk", NOW), Hasil("disk penuh"), NOW, 4, failed=True)
    cadangan.start("uji", "disk", NOW)
    said = as_("andi").get("/cadangan").text
    for text in ("Disk cadangan", "disk hampir penuh", "Uji pemulihan", "berjalan", "gagal", "Susun lembar"):
        assert text in said, text


def test_the_printed_page_is_made_by_the_worker_and_opened_here(
    as_: Callable[[str], Browser], own_folder: Path
) -> None:
    andi = as_("andi")
    assert andi.get("/cadangan/lembar").status_code == 404
    assert andi.send("/cadangan/lembar").status_code == 303
    jobs.huey.execute(jobs.huey.dequeue())
    assert "Buka lembar (PDF)" in andi.get("/cadangan").text
    answer = andi.get("/cadangan/lembar")
    assert answer.data.startswith(b"%PDF")
    assert "memulihkan" in answer.headers["Content-Disposition"].lower()
