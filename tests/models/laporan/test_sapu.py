"""Files of evidence that nobody uses are taken away; one that is used, or is just being used, never is."""

from __future__ import annotations

import os
import random
import signal
import time as clock
from datetime import time, timedelta
from pathlib import Path

import pytest

from appliance.jobs.bukti_dukung import sweep_evidence
from appliance.models import BuktiDukung, Jejak, Laporan, bukti_dukung, bukti_dukung_sapu, db
from appliance.models.bukti_dukung import path_of
from appliance.models.bukti_dukung_sapu import REST, Sapuan, sweep
from appliance.models.jejak import Pelaku
from appliance.models.laporan_kirim import Lampiran, resubmit, submit, withdraw
from appliance.models.laporan_tulis import version
from appliance.models.refused import Refused
from tests.cast import Cast
from tests.models.laporan.conftest import by, report

FOTO = Lampiran("rapat.jpg", "jpg", b"isi foto")


def file_of(one: Lampiran) -> Path:
    return path_of(bukti_dukung.hashlib.sha256(one.isi).hexdigest(), one.jenis)


def age(path: Path, days: float = 8) -> None:
    then = clock.time() - timedelta(days=days).total_seconds()
    os.utime(path, (then, then))


@pytest.fixture
def written(cast: Cast, siti: Pelaku) -> Laporan:
    row, _ = submit(cast.siti.pegawai, report(), "k", [FOTO], siti)
    age(file_of(FOTO))
    return row


def test_of_a_withdrawn_report_the_file_goes_a_week_later_and_the_trail_says_so(written: Laporan, siti: Pelaku) -> None:
    withdraw(written, siti)
    assert sweep(int(clock.time()), siti) == Sapuan(0, 0)
    assert file_of(FOTO).exists()  # taken back just now: a backup that is running still finds it
    assert sweep(int(clock.time()) + REST + 60, siti) == Sapuan(1, 8)
    assert not file_of(FOTO).exists()
    told = [(row.aksi, row.objek) for row in Jejak.select().order_by(Jejak.id.desc()).limit(3)]
    assert told[0] == ("sapu", "bukti_dukung")
    assert ("lepaskan", "bukti_dukung") in told
    assert file_of(FOTO).stem in Jejak.select().order_by(Jejak.id.desc()).first().sesudah
    assert sweep(int(clock.time()) + REST + 60, siti) == Sapuan(0, 0)


def test_a_file_that_another_report_uses_stays(cast: Cast, written: Laporan, siti: Pelaku) -> None:
    submit(cast.budi.pegawai, report(), "b", [FOTO], by(cast, "budi"))
    withdraw(written, siti)
    age(file_of(FOTO))
    assert sweep(int(clock.time()) + REST + 60, siti) == Sapuan(0, 0)
    assert file_of(FOTO).read_bytes() == FOTO.isi


def test_evidence_taken_off_by_a_change_goes_and_what_replaced_it_stays(written: Laporan, siti: Pelaku) -> None:
    fresh = Lampiran("b.pdf", "pdf", b"%PDF")
    resubmit(written, report(), version(written), [fresh], [BuktiDukung.get().id], siti)
    age(file_of(fresh))
    sweep(int(clock.time()) + REST + 60, siti)
    assert (file_of(FOTO).exists(), file_of(fresh).exists()) == (False, True)


def test_a_report_that_cannot_be_withdrawn_keeps_its_evidence(written: Laporan, siti: Pelaku) -> None:
    Laporan.update(status="disetujui").execute()
    with pytest.raises(Refused):
        withdraw(written, siti)
    age(file_of(FOTO))
    sweep(int(clock.time()), siti)
    assert BuktiDukung.select().count() == 1
    assert file_of(FOTO).exists()


@pytest.mark.parametrize("at", ["before it is moved", "after it was moved", "before it is deleted"])
def test_an_upload_of_the_same_photo_in_the_middle_keeps_it(
    cast: Cast, written: Laporan, siti: Pelaku, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    """Its transaction is not committed while the sweep looks: only the file itself can tell."""
    withdraw(written, siti)
    age(file_of(FOTO))
    rename, unlink, once = os.replace, Path.unlink, [True]

    def upload() -> None:
        if once.pop() if once else False:
            bukti_dukung.keep(file_of(FOTO), FOTO.isi)

    def moved(here: Path, there: Path) -> None:
        if at.startswith("before it is moved") and str(there).endswith(".sapu"):
            upload()
        rename(here, there)
        if at.startswith("after") and str(there).endswith(".sapu"):
            upload()

    def deleted(path: Path, **how: bool) -> None:
        if at.endswith("deleted") and path.name.endswith(".sapu"):
            upload()
        unlink(path, **how)

    monkeypatch.setattr(bukti_dukung_sapu.os, "replace", moved)
    monkeypatch.setattr(Path, "unlink", deleted)
    sweep(int(clock.time()), siti)
    monkeypatch.undo()
    assert not once
    assert file_of(FOTO).exists()  # else the report that is just being kept would name a file that is gone
    submit(cast.siti.pegawai, report(mulai=time(9), selesai=time(9, 20)), "later", [FOTO], siti)
    assert file_of(FOTO).read_bytes() == FOTO.isi
    assert [path for path in file_of(FOTO).parent.iterdir() if path.suffix == ".sapu"] == []


def test_what_a_kill_left_half_way_is_finished_and_what_is_not_ours_stays(cast: Cast, siti: Pelaku) -> None:
    submit(cast.siti.pegawai, report(), "k", [FOTO], siti)
    used, place = file_of(FOTO), file_of(FOTO).parent
    os.replace(used, place / f".{used.name}.sapu")  # killed after moving aside a file that is used
    gone = place / f".{'a' * 64}.jpg.sapu"  # and one that is not
    cut, running = place / f".{'b' * 64}.jpg.{'0' * 16}", place / f".{'c' * 64}.jpg.{'1' * 16}"
    foreign = place / "catatan-petugas.txt"
    for path in (gone, cut, running, foreign):
        path.write_bytes(b"x")
    for path in (place / f".{used.name}.sapu", gone, cut, foreign):
        age(path)
    sweep(int(clock.time()), siti)
    assert sorted(place.iterdir()) == sorted([used, running, foreign])


def test_killed_at_any_moment_no_used_file_is_lost_and_the_next_night_finishes(
    cast: Cast, siti: Pelaku, own_folder: Path
) -> None:
    kept, loose = [], []
    row, _ = submit(cast.siti.pegawai, report(), "k", [], siti)
    for nth in range(600):
        one = Lampiran("a.jpg", "jpg", f"berkas {nth}".encode())
        bukti_dukung.keep(file_of(one), one.isi)
        age(file_of(one))
        (kept if nth % 2 else loose).append(file_of(one))
    for path in kept:
        BuktiDukung.create(laporan=row, nama="a.jpg", jenis="jpg", ukuran=9, hash=path.stem, dibuat=siti.kapan)
    for nth in range(6):
        db.close()
        child = os.fork()
        if child == 0:
            db.connect()
            sweep(int(clock.time()), siti)
            os._exit(0)
        clock.sleep(random.Random(nth).uniform(0.005, 0.1))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        db.connect()
        missing = [path for path in kept if not path.exists() and not path.with_name(f".{path.name}.sapu").exists()]
        assert missing == []
    sweep(int(clock.time()), siti)
    assert all(path.exists() for path in kept)
    assert sorted(p for p in (own_folder / "bukti").rglob("*") if p.is_file()) == sorted(kept)


def test_the_night_job_may_run_twice(written: Laporan, siti: Pelaku) -> None:
    withdraw(written, siti)
    age(file_of(FOTO))
    sweep_evidence.call_local()
    sweep_evidence.call_local()
    db.connect(reuse_if_open=True)
    assert not file_of(FOTO).exists()
    assert Jejak.select().where(Jejak.aksi == "sapu").count() == 1
