"""An import that always fails stands in nobody's way; after three tries it is given up, told, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from appliance import clock, keadaan_kotak
from appliance.exchange import impor as impor_module
from appliance.exchange.impor import TRIES, finish_unfinished
from appliance.exchange.refusal import BerkasDitolak
from appliance.exchange.tarik import take_back
from appliance.jobs import chain, impor, watch
from appliance.jobs.queue import huey
from appliance.models import Cuti, Impor, Libur, Tugas
from appliance.models.base import db
from tests.exchange.desk import BUDI, SITI, Desk

LEAVE = f"nip,jenis,mulai,selesai\n{BUDI},tahunan,2026-10-05,2026-10-07\n{SITI},sakit,2026-10-05,2026-10-06\n"
HOLIDAY = "tanggal,nama\n2026-12-24,Cuti bersama\n2026-12-28,Hari daerah\n"
BATCH = impor_module._batch


@pytest.fixture
def desk(own_folder: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A row is a batch, and nothing failed yet."""
    monkeypatch.setenv("EKINERJA_DATA", str(desk.folder))
    monkeypatch.setattr(impor_module, "BATCH", 1)
    impor_module.failures.clear()
    watch.failures.clear()
    yield desk
    huey.storage.close()


def failing(monkeypatch: pytest.MonkeyPatch, **by_kind: Exception) -> None:
    """From the second row of these kinds on."""

    def batch(row: Impor, *rest: Any) -> None:
        if row.jenis in by_kind and row.masuk:
            raise by_kind[row.jenis]
        BATCH(row, *rest)

    monkeypatch.setattr(impor_module, "_batch", batch)


def half_done(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave and holidays, both stopped after their first row; from now on only leave cannot go on."""
    failing(monkeypatch, cuti=KeyError("x"), libur=OSError(5, "gone"))
    for jenis, text in (("cuti", LEAVE), ("libur", HOLIDAY)):
        with pytest.raises((KeyError, OSError)):
            desk.enter(jenis, text)
    assert [(row.jenis, row.keadaan, row.masuk) for row in Impor.select()] == [
        ("cuti", "berjalan", 1), ("libur", "berjalan", 1),
    ]  # fmt: skip
    failing(monkeypatch, cuti=KeyError("x"))
    impor_module.failures.clear()  # entering the holidays tried the leave once more


def test_the_others_are_finished_and_new_ones_enter(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    half_done(desk, monkeypatch)
    assert finish_unfinished(desk.folder, clock.local()) == 1
    assert Libur.select().where(Libur.nama == "Hari daerah").exists()
    assert desk.enter("libur", HOLIDAY.replace("2026-12-28", "2026-12-29")).keadaan == "selesai"


def test_after_three_tries_it_is_given_up_told_and_can_be_taken_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    half_done(desk, monkeypatch)
    for _ in range(TRIES - 1):
        finish_unfinished(desk.folder, clock.local())
    assert Impor.get(Impor.jenis == "cuti").keadaan == "berjalan"
    finish_unfinished(desk.folder, clock.local())
    row = Impor.get(Impor.jenis == "cuti")
    assert row.keadaan == "terhenti"
    told = [one.teks for one in keadaan_kotak.of_work()]
    assert len(told) == 1 and "impor cuti.csv terhenti sesudah baris 1 dari 2" in told[0] and "Tarik" in told[0]
    take_back(desk.folder, row, desk.pelaku)
    assert not Cuti.select().exists() and list(keadaan_kotak.of_work()) == []


def test_trouble_of_the_disk_is_no_try(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    half_done(desk, monkeypatch)
    failing(monkeypatch, cuti=OSError(28, "No space left on device"))
    for _ in range(TRIES + 1):
        with pytest.raises(OSError, match="No space"):
            finish_unfinished(desk.folder, clock.local())
    failing(monkeypatch)
    assert finish_unfinished(desk.folder, clock.local()) == 2
    assert {row.keadaan for row in Impor.select()} == {"selesai"}


def test_the_minutes_look_puts_the_tasks_of_others_back(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    half_done(desk, monkeypatch)
    other = chain.check_later(desk.pelaku)
    huey.flush()
    db.close()
    watch.put_back_lost.call_local()
    assert [task.args for task in huey.pending()] == [(other.id,)]


def test_the_task_of_an_import_that_is_given_up_does_not_call_itself_done(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    half_done(desk, monkeypatch)
    row = Impor.get(Impor.jenis == "cuti")
    isi = {"jenis": "cuti", "berkas": "cuti.csv", "hash": row.hash, "abaikan": False, "sebagian": False}
    task = Tugas.create(jenis=impor.ENTER, isi=isi, dibuat=row.dibuat, pelaku="Made")
    opened = type("Opened", (), {"data": desk.folder})()
    for _ in range(TRIES - 1):
        with pytest.raises(RuntimeError, match="belum selesai"):
            impor.run(task, opened)
    impor.run(task, opened)
    told = Tugas.get_by_id(task.id)
    assert told.keadaan == "gagal" and "terhenti sesudah baris 1 dari 2" in told.pesan


def test_what_runs_or_was_taken_back_cannot_be_taken_back(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    half_done(desk, monkeypatch)
    with pytest.raises(BerkasDitolak, match="hanya yang selesai"):
        take_back(desk.folder, Impor.get(Impor.jenis == "cuti"), desk.pelaku)
