"""The second place: the box adds to it and can take nothing away; it restores on a machine that never saw the disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.backup.gudang_tambah import Gudang
from tests.backup.kotak import CODE, Kotak


@pytest.mark.long
def test_a_place_that_is_only_added_to_takes_copies_and_gives_them_back(fresh: Kotak, tmp_path: Path) -> None:
    with Gudang(tmp_path / "gudang") as place:
        second = {"EKINERJA_CADANGAN_KEDUA": place.address}
        assert fresh.run("cadangan", "siapkan", **second).code == 0
        for _ in range(2):
            done = fresh.run("backup", "--mingguan", **second)
            assert done.code == 0, done.err
        assert "rahasia-tempat" not in done.out
        assert place.refused == 0  # nobody even tries
        snapshots = list((tmp_path / "gudang/ekinerja/snapshots").iterdir())
        assert len(snapshots) == 2
        locked = fresh.hashes()
        new = Kotak(tmp_path / "baru", fresh.kode)
        new.folder.mkdir()
        note = new.folder / "kode.txt"
        note.write_text(fresh.kode)
        done = new.run("restore", place.address, "--kode-dari", note, "--ya")
        assert done.code == 0, done.err
        assert new.hashes() == locked


@pytest.mark.long
def test_a_new_code_revokes_the_old_one_where_it_can_and_says_where_it_cannot(fresh: Kotak, tmp_path: Path) -> None:
    with Gudang(tmp_path / "gudang") as place:
        second = {"EKINERJA_CADANGAN_KEDUA": place.address}
        assert fresh.run("cadangan", "siapkan", **second).code == 0
        assert fresh.run("backup", **second).code == 0
        old = fresh.kode
        done = fresh.run("cadangan", "kode-baru", **second)
        assert done.code == 0, done.err
        assert fresh.kode != old
        assert "kode lama masih berlaku" in done.out
        assert place.refused >= 1
        note = fresh.folder / "kode.txt"
        note.write_text(old)
        refused = fresh.run("cadangan", "latihan", "--kode-dari", note)
        assert (refused.code, "tidak membuka cadangan ini" in refused.err) == (1, True)
        note.write_text(fresh.kode)
        assert fresh.run("backup", "--mingguan").code == 0
        drill = fresh.run("cadangan", "latihan", "--kode-dari", note)
        assert drill.code == 0, drill.err
        assert "Salinan mingguan" in drill.out
        weekly = [path.name for path in (fresh.usb / "ekinerja-cadangan/mingguan").iterdir()]
        assert len(weekly) == 2  # the copy of the old code went with its key


@pytest.mark.long
def test_a_place_that_does_not_answer_keeps_nothing_from_the_disk(box: Kotak) -> None:
    away = {"EKINERJA_CADANGAN_KEDUA": "rest:http://kotak:rahasia@127.0.0.1:9/x/"}
    done = box.run("backup", **away)
    assert done.code == 1
    assert "tidak terjangkau" in done.err
    assert "rahasia" not in done.err + box.run("cadangan", "daftar").out
    assert "/usb: salinan selesai" in done.out


def test_another_disk_is_prepared_with_the_code_that_there_is(box: Kotak) -> None:
    other = box.folder / "usb2"
    other.mkdir()
    assert "belum ada ekinerja-cadangan" in box.run("backup", other).err
    done = box.run("cadangan", "siapkan", other, say=f"{box.kode.lower()}\n")
    assert done.code == 0, done.err
    assert not CODE.search(done.out)
    assert "disk yang sama dengan data" in done.out
    assert box.run("backup", other).code == 0
    locked = box.hashes()
    box.wipe()
    assert box.restore(source=other).code == 0
    assert box.hashes() == locked


def test_the_very_first_backup_to_a_folder_prints_the_code_and_needs_nothing_before(fresh: Kotak) -> None:
    done = fresh.run("backup", fresh.usb)
    assert done.code == 0, done.err
    assert CODE.search(done.out)
    assert not CODE.search(fresh.run("backup", fresh.usb).out)
    fresh.wipe()
    done = fresh.run("restore", fresh.usb, say=f"{fresh.kode}\nya\n")
    assert done.code == 0, done.err
