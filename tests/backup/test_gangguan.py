"""Everything that goes wrong with disks and codes: told in plain words, and nothing good is harmed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.backup.kotak import Kotak


@contextmanager
def small_disk(at: Path, size: str) -> Iterator[Path]:
    """A file system of its own, as small as asked."""
    at.mkdir(exist_ok=True)
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", at], capture_output=True, check=False)
    if done.returncode != 0:
        pytest.skip("this machine lets us mount nothing")
    try:
        yield at
    finally:
        subprocess.run(["umount", "-l", at], check=True)


def last_record(box: Kotak) -> str:
    return box.run("cadangan", "daftar").out.splitlines()[0]


def test_a_wrong_code_opens_nothing_and_changes_nothing(box: Kotak) -> None:
    from appliance.backup.kode_pemulihan import make

    box.kode = make()
    done = box.run("restore", box.usb, say=f"{box.kode}\n")  # the own key lies here and needs no code
    assert "Ketik YA" in done.out
    box.wipe()
    done = box.restore()
    assert done.code == 1
    assert "kode atau kunci tidak membuka cadangan ini" in done.err
    assert not box.data.exists()


def test_a_mistyped_group_is_named(box: Kotak) -> None:
    box.wipe()
    box.kode = box.kode[:-1] + ("0" if box.kode[-1] != "0" else "1")
    done = box.restore()
    assert (done.code, "kelompok ke-6" in done.err) == (1, True)


def test_flipped_bytes_in_the_repository_are_found_and_told(box: Kotak) -> None:
    packs = sorted((box.usb / "ekinerja-cadangan/restic/data").rglob("*"), key=lambda path: path.stat().st_size)
    for path in packs[-1:]:
        body = bytearray(path.read_bytes())
        for place in range(len(body) // 4, len(body) // 2):
            body[place] ^= 0x55
        path.chmod(0o600)
        path.write_bytes(body)
    trial = box.run("cadangan", "uji")
    assert trial.code == 1
    assert "isi cadangan rusak" in trial.err, trial.err
    assert "gagal" in last_record(box)
    locked = box.hashes()
    done = box.restore()
    assert (done.code, "isi cadangan rusak" in done.err) == (1, True)
    assert box.hashes() == locked  # what stood there stands there
    assert not list(box.folder.glob(".data.pulih-*"))
    assert not list((box.data / "cadangan-sementara").glob("uji*"))


def test_a_broken_weekly_copy_is_told(box: Kotak) -> None:
    (copy,) = (box.usb / "ekinerja-cadangan/mingguan").glob("ekinerja-*.tar.zst.age")
    body = bytearray(copy.read_bytes())
    body[len(body) // 2] ^= 0x55
    copy.write_bytes(body)
    box.wipe()
    done = box.restore(source=copy)
    assert (done.code, "isi cadangan rusak" in done.err) == (1, True), done.err
    assert not box.data.exists()


def test_a_disk_that_is_not_there_is_never_written_into(box: Kotak) -> None:
    away = box.folder / "dicabut"
    box.usb.rename(away)
    box.usb.mkdir()  # what an empty mount point looks like
    done = box.run("backup")
    assert done.code == 1
    assert "tidak terpasang" in done.err
    assert list(box.usb.iterdir()) == []
    assert "gagal" in last_record(box)
    assert "disk tidak terpasang" in box.run("check").out
    box.usb.rmdir()
    away.rename(box.usb)
    assert box.run("backup").code == 0
    assert "tidak terpasang" not in box.run("check").out


def test_the_disk_of_another_box_is_refused(box: Kotak, whole: Kotak, tmp_path: Path) -> None:
    from tests.backup.kotak import copy_of

    other = copy_of(whole, tmp_path / "lain")
    done = other.run("backup", box.usb)
    assert (done.code, "milik kotak lain" in done.err) == (1, True)
    assert "milik kotak lain" in other.run("cadangan", "siapkan", box.usb).err


def test_a_folder_within_the_data_is_refused(fresh: Kotak) -> None:
    within = fresh.data / "bukti"
    for words in (("backup", within), ("backup", fresh.data), ("cadangan", "siapkan", within)):
        done = fresh.run(*words)
        assert (done.code, "di dalam folder data" in done.err) == (1, True), words
    assert not (within / "ekinerja-cadangan").exists()


@pytest.mark.long
def test_a_full_disk_is_told_and_does_not_break_what_lies_there(fresh: Kotak) -> None:
    with small_disk(fresh.usb, "24m"):
        assert fresh.run("cadangan", "siapkan").code == 0
        assert fresh.run("backup").code in (0, 1)  # the weekly copy may have no room already
        (fresh.usb / "film.mkv").write_bytes(bytes(2**20))
        (fresh.data / "bukti" / "besar.jpg").write_bytes(os.urandom(40 * 2**20))
        done = fresh.run("backup")
        assert done.code == 1
        assert "disk penuh" in done.err, done.err
        (fresh.data / "bukti" / "besar.jpg").unlink()
        assert "penuh" in fresh.run("check").out
        locked = fresh.hashes()
        done = fresh.restore()
        assert done.code == 0, done.err
        assert fresh.hashes() == locked


@pytest.mark.long
def test_a_disk_that_went_read_only_is_told_and_can_still_be_restored_from(fresh: Kotak) -> None:
    with small_disk(fresh.usb, "80m"):
        fresh.ready()
        subprocess.run(["mount", "-o", "remount,ro", fresh.usb], check=True)
        done = fresh.run("backup")
        assert (done.code, "hanya dapat dibaca" in done.err) == (1, True), done.err
        assert "hanya dapat dibaca" in fresh.run("check").out
        locked = fresh.hashes()
        fresh.wipe()
        assert fresh.restore().code == 0
        assert fresh.hashes() == locked


@pytest.mark.long
def test_no_room_for_the_copy_of_the_database_is_told(fresh: Kotak) -> None:
    fresh.ready()
    with small_disk(fresh.folder / "sempit", "20m") as narrow:
        subprocess.run(["cp", "-a", f"{fresh.data}/.", narrow], check=True)
        done = fresh.run("backup", EKINERJA_DATA=str(narrow))
        assert (done.code, "salinan memerlukan" in done.err) == (1, True), done.err
        done = fresh.run("restore", fresh.usb, "--ya", EKINERJA_DATA=str(narrow))
        assert (done.code, "pemulihan memerlukan" in done.err) == (1, True), done.err


@pytest.mark.long
def test_a_data_folder_that_is_a_mount_point_is_restored_in_its_place(box: Kotak) -> None:
    with small_disk(box.folder / "disk-data", "200m") as disk:
        subprocess.run(["cp", "-a", f"{box.data}/.", disk], check=True)
        (disk / "bukti" / "sesudah.txt").write_text("x")
        done = box.run("restore", box.usb, "--ya", EKINERJA_DATA=str(disk))
        assert done.code == 0, done.err
        (former,) = disk.glob("sebelum-*")
        assert (former / "bukti" / "sesudah.txt").exists()
        assert (former / "ekinerja.db").exists()
        assert box.run("verify", "2026-10", EKINERJA_DATA=str(disk)).code == 0
        assert not (disk / ".belum").exists()


def test_what_is_no_backup_is_told(fresh: Kotak, tmp_path: Path) -> None:
    done = fresh.run("restore", tmp_path / "tiada", "--ya")
    assert (done.code, "tidak ada; pasang disknya" in done.err) == (1, True)
    done = fresh.run("restore", fresh.usb, "--ya")
    assert (done.code, "tidak ada cadangan E-Kinerja di sini" in done.err) == (1, True)
    away = str(tmp_path / "tiada")
    assert "belum disiapkan" in fresh.run("backup", EKINERJA_CADANGAN=away).err


def test_a_broken_database_is_not_copied_over_good_ones(box: Kotak) -> None:
    path = box.data / "ekinerja.db"
    body = bytearray(path.read_bytes())
    for place in range(len(body) // 2, len(body) // 2 + 40960):
        body[place] ^= 0x55
    path.write_bytes(body)
    done = box.run("backup")
    assert done.code == 1
    assert "berkas data" in done.err, done.err
    assert box.restore().code == 0
    assert box.run("verify", "2026-10").code == 0


def test_postgresql_without_its_program_is_refused_with_the_reason(tmp_path: Path) -> None:
    from appliance.backup import program
    from appliance.backup.gagal import CadanganGagal
    from appliance.backup.isi import _dump

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(program.shutil, "which", lambda name: None)
        with pytest.raises(CadanganGagal, match="pg_dump belum terpasang"):
            _dump(tmp_path, "postgresql://siapa:rahasia@localhost/x")
