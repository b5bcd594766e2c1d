"""The power goes in the middle of a backup and of a restore. Nothing good is lost, nothing half stands."""

from __future__ import annotations

import os
import random
import signal
import time

import pytest

from appliance.backup.giliran import alone
from tests.backup.kotak import Kotak, kill_after

SEED = 20261125


def moments(seconds: float, times: int) -> list[float]:
    return [random.Random(SEED + n).uniform(0.05, seconds) for n in range(times)]


def timed(box: Kotak, *words: str) -> float:
    began = time.monotonic()
    child = box.started(*words)
    assert child.wait(120) == 0
    return time.monotonic() - began


@pytest.mark.long
def test_six_power_cuts_in_a_backup(box: Kotak) -> None:
    locked, cut = box.hashes(), 0
    seconds = timed(box, "backup", "--mingguan")
    for moment in moments(seconds, 6):
        cut += kill_after(box.started("backup", "--mingguan"), moment)
        done = box.run("backup")
        assert done.code == 0, done.err
    assert cut >= 3
    listed = box.run("cadangan", "daftar").out
    assert "terputus" in listed
    assert "berjalan" not in listed
    assert box.run("backup", "--mingguan").code == 0  # prunes, checks every structure
    assert not list((box.usb / "ekinerja-cadangan/mingguan").glob(".*"))
    assert not list((box.data / "cadangan-sementara").glob("ekinerja.db*"))
    box.wipe()
    assert box.restore().code == 0
    assert box.hashes() == locked


@pytest.mark.long
def test_eight_power_cuts_in_a_restore(box: Kotak) -> None:
    (box.data / "bukti" / "sesudah.txt").write_text("sesudah salinan")
    locked = box.hashes()
    note = box.folder / "kode.txt"
    note.write_text(box.kode)
    words = ("restore", str(box.usb), "--kode-dari", str(note), "--ya")
    seconds = timed(box, *words)
    (first,) = box.folder.glob("data.sebelum-*")
    first.rename(box.folder / "pertama")
    for moment in [*moments(seconds, 6), seconds * 0.9, seconds * 0.97]:
        kill_after(box.started(*words), moment)
        assert box.hashes() == locked  # the old folder or the new one, whole
        assert box.run("verify", "2026-10").code == 0
    assert box.restore().code == 0
    assert box.hashes() == locked
    assert not list(box.folder.glob(".data.pulih-*"))
    formers = [box.folder / "pertama", *box.folder.glob("data.sebelum-*")]
    assert [(path / "bukti" / "sesudah.txt").exists() for path in formers].count(True) == 1
    assert all((path / "ekinerja.db").exists() for path in formers)


def test_a_backup_that_is_cut_off_says_so_and_the_next_one_goes_on(box: Kotak) -> None:
    child = box.started("backup")
    deadline = time.monotonic() + 60
    stage = box.data / "cadangan-sementara" / "keterangan.json"
    while not stage.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(0.15)  # restic is at work
    kill_after(child, 0)
    assert stage.exists(), "it had ended before it was killed"
    assert "terputus sebelum selesai" in box.run("cadangan", "periksa").out
    assert box.run("backup").code == 0
    assert not stage.exists()
    assert "terputus sebelum selesai" in box.run("cadangan", "daftar").out


def test_two_backups_at_once_are_one(box: Kotak) -> None:
    with alone(box.data):
        for words in (("backup",), ("cadangan", "uji")):
            done = box.run(*words)
            assert (done.code, "sedang berjalan" in done.err) == (1, True)
    assert box.run("backup").code == 0


def test_two_restores_at_once_onto_a_machine_without_data(box: Kotak) -> None:
    """Two people begin at once, or somebody presses twice: one is told to wait, the other ends as if alone."""
    locked = box.hashes()
    box.wipe()
    note = box.folder / "kode.txt"
    note.write_text(box.kode)
    first = box.started("restore", str(box.usb), "--kode-dari", str(note), "--ya")
    end = time.monotonic() + 60
    while not list(box.folder.glob(".data.pulih-*")):
        assert first.poll() is None and time.monotonic() < end, "the first restore has not begun"
        time.sleep(0.01)
    os.killpg(first.pid, signal.SIGSTOP)  # it takes as long as a large copy would
    second = box.restore()
    os.killpg(first.pid, signal.SIGCONT)
    assert (second.code, "pemulihan lain sedang berjalan" in second.err) == (1, True), second.err
    assert first.wait(120) == 0, "nobody took its half from it"
    assert box.hashes() == locked and box.run("verify", "2026-10").code == 0
    assert sorted(path.name for path in box.folder.iterdir()) == ["data", "kode.txt", "usb"]
    assert box.restore().code == 0, "and the next one is free again"
