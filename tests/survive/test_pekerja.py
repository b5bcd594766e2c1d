"""The worker seen from outside: gone, waiting for a heavy turn, and work that fell out of its queue."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from huey.exceptions import RetryTask
from huey.signals import SIGNAL_ERROR

from appliance import clock, keadaan_kotak
from appliance.giliran import SudahBerjalan, heavy, holder, take
from appliance.jobs import aktivasi, cadangan, chain, documents, reading, watch
from appliance.jobs.queue import huey
from appliance.jobs.start import put_back
from appliance.models import Mesin, Tugas, db
from tests.cast import build
from tests.models.regency import ROOT
from tests.survive.box import Box, until


@pytest.fixture
def data(own_folder: Path) -> Any:
    build(own_folder)
    yield own_folder
    db.close()
    huey.storage.close()


def test_a_paper_comes_again_later_while_another_process_does_something_heavy(data: Path) -> None:
    tugas = documents.print_later(1, "daftar", None, ROOT)
    with heavy(data, "mencadangkan data"), pytest.raises(RetryTask) as again:
        documents.run_print.call_local(tugas.id)
    assert again.value.delay and Tugas.get_by_id(tugas.id).keadaan == "antre"
    documents.run_print.call_local(tugas.id)
    assert Tugas.get_by_id(tugas.id).keadaan == "gagal", "its turn came: there is no such closing"


@pytest.mark.parametrize("print_it", [documents.run_print, aktivasi.run_slips, cadangan.run_sheet])
def test_nothing_is_printed_beside_something_heavy(data: Path, print_it: Any) -> None:
    """Every task that starts a child which prints; the number is of no task, so its turn alone decides."""
    with heavy(data, "mencadangkan data"), pytest.raises(RetryTask):
        print_it.call_local(0)


def test_small_machines_are_read_meanwhile_and_large_or_unknown_ones_wait(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    monkeypatch.setattr(reading, "read", lambda mesin, folder, whole: read.append(mesin.sn))
    box = type("Opened", (), {"data": data})()
    with heavy(data, "mencadangkan data"):
        reading.read_in_turn(Mesin(sn="KECIL", jumlah=19_999), box)
        for sn, count in (("BESAR", 20_000), ("BARU", None)):
            with pytest.raises(SudahBerjalan):
                reading.read_in_turn(Mesin(sn=sn, jumlah=count), box)
    reading.read_in_turn(Mesin(sn="BESAR", jumlah=90_000), box)
    assert read == ["KECIL", "BESAR"]


def test_what_fell_out_of_the_queue_is_put_back_once(data: Path) -> None:
    tugas = chain.check_later(ROOT)
    huey.flush()
    assert (put_back(), put_back()) == (1, 0)
    assert [task.args for task in huey.pending()] == [(tugas.id,)]


def test_a_task_that_fails_again_and_again_says_so_but_a_full_disk_does_not_count(data: Path) -> None:
    tugas = chain.check_later(ROOT)
    watch.failures.clear()
    task = huey.pending()[0]
    for _ in range(9):
        watch.give_up(SIGNAL_ERROR, task, OSError(28, "No space left on device"))
    assert Tugas.get_by_id(tugas.id).keadaan == "antre"
    for _ in range(watch.TRIES):
        watch.give_up(SIGNAL_ERROR, task, KeyError("x"))
    row = Tugas.get_by_id(tugas.id)
    assert row.keadaan == "gagal" and "3 kali berhenti" in row.pesan


def test_a_worker_that_is_gone_and_one_that_hangs_are_told(data: Path) -> None:
    turn = take(data, "work")
    turn.tell("mencetak dokumen")
    assert list(keadaan_kotak.of_processes(data, clock.local())) == []
    later = clock.local() + keadaan_kotak.LONG * 2
    assert ["belum selesai mencetak dokumen" in one.teks for one in keadaan_kotak.of_processes(data, later)] == [True]
    turn.end()
    assert ["Pekerja latar tidak berjalan" in one.teks for one in keadaan_kotak.of_processes(data, later)] == [True]


@pytest.mark.long
def test_a_full_disk_takes_work_from_the_queue_and_a_minute_later_it_goes_on(box: Box) -> None:
    """The row is there, the queue knows nothing of it; the worker was never started anew."""
    from tests.survive.test_mati_web import looked

    box.start("work")
    with looked(box):
        row = Tugas.create(jenis=chain.JENIS, isi={}, dibuat=datetime.now(), pelaku="uji")
    until(lambda: done(box, row.id), "the minute's look", seconds=200)
    assert holder(box.data, "work").pid == box.children["work"].pid and sys.executable


def done(box: Box, number: int) -> bool:
    from tests.survive.test_mati_web import looked

    with looked(box):
        return bool(Tugas.get_by_id(number).keadaan == "selesai")
