"""The child that prints: small, bounded in time, and leaving nothing half done."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path

import pytest

from appliance.documents import press
from appliance.documents.berkas import SEMENTARA, fresh, sweep
from appliance.documents.daftar import payment_list
from appliance.documents.press import GagalCetak, Kerja, print_files
from appliance.documents.slip import slip
from appliance.models import HasilTpp, Penutupan
from tests.documents import month

CAP_KB = 160 * 1024


def _list(closing: Penutupan, target: Path) -> Kerja:
    return Kerja("daftar.html", str(target), payment_list(closing, "Kabupaten Mukomuko"))


def test_a_list_of_120_and_ten_slips_stay_under_160_mb(tmp_path: Path) -> None:
    closing = month.lock(tmp_path, 120, cuts=31)
    (paper,) = print_files([_list(closing, tmp_path / "daftar.pdf")])
    (slips,) = print_files(_slips(closing, tmp_path, 10))
    print(f"\nanak cetak: daftar 120 orang {paper.puncak_kb} kB, 10 slip {slips.puncak_kb} kB")
    assert max(paper.puncak_kb, slips.puncak_kb) < CAP_KB


@pytest.mark.long
def test_the_list_of_the_largest_office_and_a_hundred_slips_stay_under_160_mb(tmp_path: Path) -> None:
    closing = month.lock(tmp_path, 700, cuts=31)
    (paper,) = print_files([_list(closing, tmp_path / "daftar.pdf")])
    slips = list(print_files(_slips(closing, tmp_path, 100)))
    print(f"\nanak cetak: daftar 700 orang {paper.puncak_kb} kB, 100 slip {slips[-1].puncak_kb} kB")
    assert sum(part.halaman for part in slips) == 100
    assert max(paper.puncak_kb, slips[-1].puncak_kb) < CAP_KB


def _slips(closing: Penutupan, folder: Path, count: int) -> list[Kerja]:
    people = list(HasilTpp.select().limit(count))
    return [
        Kerja("slip.html", str(folder / f"{n}.pdf"), {"slip": [slip(h, closing, "Kota X") for h in people[n : n + 10]]})
        for n in range(0, count, 10)
    ]


@pytest.mark.parametrize("seconds", [0.2, 0.8, 1.4, 2.0])
def test_a_child_killed_in_the_middle_leaves_nothing_half(tmp_path: Path, seconds: float) -> None:
    closing = month.lock(tmp_path, 60)
    target = tmp_path / "keluar" / "daftar.pdf"
    child = press.start_child()
    job = {"batas_memori": press.MAX_MEMORY, "batas_cpu": 60, "kerja": [asdict(_list(closing, target))] * 20}
    assert child.stdin is not None
    child.stdin.write(json.dumps(job))
    child.stdin.close()
    time.sleep(seconds)
    os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    press.end(child)
    if target.exists():
        assert target.read_bytes().rstrip().endswith(b"%%EOF")
    sweep(target.parent)
    assert [path.name for path in target.parent.glob("*")] in ([], ["daftar.pdf"])


def test_a_child_that_takes_too_long_is_ended_and_says_which_paper(tmp_path: Path) -> None:
    closing = month.lock(tmp_path, 40)
    begun = time.monotonic()
    with pytest.raises(GagalCetak, match=r"lama\.pdf.*0\.3 detik"):
        list(print_files([_list(closing, tmp_path / "lama.pdf")], detik=0.3))
    assert time.monotonic() - begun < 5
    assert not (tmp_path / "lama.pdf").exists()


def test_a_child_that_fails_says_what_it_said_last(tmp_path: Path) -> None:
    with pytest.raises(GagalCetak, match=r"kosong\.pdf: .*is undefined"):
        list(print_files([Kerja("daftar.html", str(tmp_path / "kosong.pdf"), {})]))


def test_a_child_that_wants_too_much_memory_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closing = month.lock(tmp_path, 60)
    monkeypatch.setattr(press, "MAX_MEMORY", 40 * 2**20)
    with pytest.raises(GagalCetak):
        list(print_files([_list(closing, tmp_path / "besar.pdf")]))
    assert not (tmp_path / "besar.pdf").exists()


def test_who_prints_does_not_load_the_printing_itself() -> None:
    asked = "import sys, appliance.documents.store, appliance.jobs.documents; print('weasyprint' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True, cwd=press.ROOT)
    assert said.stdout.strip() == "False"


def test_what_a_dead_process_left_is_swept_and_what_a_living_one_writes_is_not(tmp_path: Path) -> None:
    (tmp_path / f".slip.pdf{SEMENTARA}4194999").write_bytes(b"half")
    with fresh(tmp_path / "slip.pdf") as temporary:
        temporary.write_bytes(b"whole")
        sweep(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == {"slip.pdf": b"whole"}


def test_an_address_in_a_name_is_never_opened(tmp_path: Path) -> None:
    closing = month.lock(tmp_path, 1)
    values = payment_list(closing, "Kabupaten Mukomuko")
    person = next(row for row in values["baris"] if row["jenis"] == "orang")
    person["nama"] = f'<img src="file://{tmp_path}/rahasia.png"><b>Budi</b>'
    (done,) = print_files([Kerja("daftar.html", str(tmp_path / "daftar.pdf"), values)])
    assert done.halaman >= 1
    from tests.documents import reading

    assert "<b>Budi</b>" in reading.text(tmp_path / "daftar.pdf").replace("\n", "")
