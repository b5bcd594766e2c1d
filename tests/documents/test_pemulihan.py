"""The page for the worst day: one side of one sheet, whole, with what must be typed and where the code is written."""

from __future__ import annotations

from pathlib import Path

from appliance.cli import parser
from appliance.documents.pemulihan import sheet
from tests.documents import reading


def test_the_steps_the_code_and_the_answers_stand_on_one_page(tmp_path: Path) -> None:
    target = tmp_path / "lembar.pdf"
    assert sheet("Kabupaten Kepulauan Tanimbar Bagian Selatan", "/srv/cadangan", target) == 1
    (page,) = reading.pages(target)
    steps = ("Pasang program", "Colokkan disk", "Hentikan layanan", "ketik kode", "ketik YA", "terbukti utuh", "masuk")
    assert [step for step in steps if step not in page] == []
    assert "Kode pemulihan" in page
    assert "sudo scripts/restore /srv/cadangan" in page
    assert "Bila tidak berjalan" in page
    assert "Kepulauan Tanimbar Bagian Selatan" in page


def test_what_the_page_tells_to_type_exists() -> None:
    given = parser().parse_args(["restore", "/srv/cadangan", "--tanggal", "2026-11-20"])
    assert given.sumber == "/srv/cadangan"
