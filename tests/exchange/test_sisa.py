"""A file that was uploaded and never confirmed goes; what was entered, or waits for its turn, stays."""

from __future__ import annotations

import os
import time
from pathlib import Path

from appliance import settings
from appliance.box import Box
from appliance.exchange.sisa import sweep_staged
from appliance.exchange.stage import FOLDER, alone, stage
from appliance.jobs.attlog import ENTER, run
from appliance.models.mesin import Mesin
from appliance.models.tugas import Tugas, finish, plan
from tests.exchange.desk import BUDI, Desk
from tests.exchange.test_kinds_good import GOOD

WEEK = 7 * 24 * 3600


def old(path: Path) -> Path:
    long_ago = time.time() - 2 * WEEK
    os.utime(path, (long_ago, long_ago))
    return path


def put(desk: Desk, data: bytes) -> Path:
    return old(desk.folder / FOLDER / stage(desk.folder, data))


def test_only_old_uploads_that_nothing_names_go(desk: Desk) -> None:
    entered = old(desk.folder / FOLDER / desk.enter("koreksi", GOOD["koreksi"]).hash)
    forgotten, waiting, again = put(desk, b"a"), put(desk, b"b"), put(desk, b"c")
    cut_off = forgotten.with_name(f".{forgotten.name}.123")
    old_lock = old(desk.folder / FOLDER / ".giliran")
    cut_off.write_bytes(b"")
    old(cut_off)
    tugas = plan("attlog", {"hash": waiting.name}, desk.pelaku)
    stage(desk.folder, b"c")
    assert sweep_staged(desk.folder, int(time.time()) - WEEK) == 2
    assert [p.exists() for p in (entered, waiting, again, old_lock)] == [True] * 4
    assert not forgotten.exists()
    assert not cut_off.exists()
    finish(tugas, {}, desk.pelaku.kapan)
    assert sweep_staged(desk.folder, int(time.time()) - WEEK) == 1
    assert not waiting.exists()


def test_nothing_is_swept_while_an_import_runs(desk: Desk) -> None:
    forgotten = put(desk, BUDI.encode())
    with alone(desk.folder):
        assert sweep_staged(desk.folder, int(time.time()) - WEEK) == 0
    assert forgotten.exists()


def test_a_stick_whose_bytes_are_gone_is_told_and_ends_the_task(desk: Desk) -> None:
    mesin = Mesin.create(sn="SN1", opd=desk.cast.opd["dinkes"], jalur="flashdisk", alamat="")
    isi = {"mesin": mesin.id, "berkas": "1_attlog.dat", "hash": "0" * 64, "sampai": "2026-10-05"}
    tugas = plan(ENTER, isi, desk.pelaku)
    run(tugas, Box(desk.folder, settings.load()))
    told = Tugas.get_by_id(tugas.id)
    assert (told.keadaan, told.pesan) == ("gagal", "Berkasnya sudah tidak ada; unggah lagi.")
