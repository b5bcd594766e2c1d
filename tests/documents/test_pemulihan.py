"""The page for the worst day: one side of one sheet, whole, with what must be typed and where the code is written."""

from __future__ import annotations

from pathlib import Path

from appliance.backup.isi import Keterangan
from appliance.backup.sumber import Isi
from appliance.cli import parser
from appliance.commands.restore import AFTER, shown
from appliance.documents.pemulihan import sheet
from appliance.settings import load
from tests.contracts import tree
from tests.documents import reading

NOTE = Keterangan(
    "1.0", "Kabupaten Mukomuko", "WIB", "2026-11-24T21:34:00", "sqlite", "", 1, [], 12, "2026-11-24 18:02",
    [["2026-10", "dinkes", "1", "x"]], 20, "y",
)  # fmt: skip
FOUND = Isi(NOTE, 1, lambda folder: None)


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


def test_what_the_page_shows_is_what_the_programs_say(tmp_path: Path, own_folder: Path) -> None:
    target = tmp_path / "lembar.pdf"
    sheet("Kabupaten Mukomuko", "/srv/cadangan", target)
    (page,) = reading.pages(target)
    for label in ("Milik", "Dibuat", "Presensi terakhir", "Bulan terkunci akhir"):
        lines = {line.partition(":")[0].strip(): line for line in shown(FOUND, load())}
        assert label in lines and label in page, "the picture is of this program"
    for words in ("Menyalin kembali…", "Membuktikan: riwayat perubahan dan 2026-10…"):
        assert words in page
    guide = (tree.ROOT / "docs/OPERASI.md").read_text()
    for command in ("tar xf isi.tar", "scripts/install"):
        assert command in page and command in guide
    start = "systemctl start ekinerja-web ekinerja-work"
    assert start in page and start in AFTER
    for said in ("sedang dipakai", "isi cadangan rusak", "tidak ada cadangan E-Kinerja di sini"):
        assert said in page


def test_what_the_page_tells_to_type_exists() -> None:
    given = parser().parse_args(["restore", "/srv/cadangan", "--tanggal", "2026-11-20"])
    assert given.sumber == "/srv/cadangan"
