"""A backup, a wiped data folder, a restore: the same hash of every locked month, every file, every key."""

from __future__ import annotations

import hashlib
from pathlib import Path

from appliance import clock
from appliance.box import database_file, occupy
from appliance.models import Cadangan, Jam, Jejak, Pengguna, Sesi, db, kunci, sesi
from appliance.models.jejak import broken
from appliance.models.schema import bind
from tests.backup.kotak import PROOF, Kotak, Selesai


def everything(folder: Path) -> dict[str, str]:
    """Hash of each file under the folders that are kept."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for name in ("bukti", "impor", "muatan", "dokumen", "kunci")
        for path in sorted((folder / name).rglob("*"))
        if path.is_file()
    }


def test_what_was_wiped_comes_back_with_the_same_hashes(box: Kotak) -> None:
    bind(database_file(box.data))
    kunci.bind(box.data / "kunci")
    secret = kunci.seal("12345")
    (box.data / "muatan" / "SN1.bin").write_bytes(b"mentah" * 999)
    db.close()
    assert box.run("backup").code == 0
    locked, files = box.hashes(), everything(box.data)
    assert len(locked) == 4
    assert hashlib.sha256(PROOF).hexdigest() in files.values()
    box.wipe()
    done = box.restore()
    assert done.code == 0, done.err
    assert box.hashes() == locked
    assert everything(box.data) == files
    assert kunci.unseal(secret) == "12345"
    assert box.run("verify", "2026-10").code == 0
    assert box.run("verify", "--jejak").code == 0


def test_a_second_machine_needs_nothing_but_the_disk_and_the_code(box: Kotak, tmp_path: Path) -> None:
    locked = box.hashes()
    new = Kotak(tmp_path / "baru", box.kode)
    new.folder.mkdir()
    done = new.restore(source=box.usb)
    assert done.code == 0, done.err
    assert new.hashes() == locked
    assert new.run("backup", box.usb, EKINERJA_CADANGAN=str(box.usb)).code == 0  # and the copies go on


def test_what_was_found_is_shown_before_the_one_question(box: Kotak) -> None:
    box.wipe()
    done = box.run("restore", box.usb, say=f"{box.kode.lower()}\ntidak\n")
    assert done.code == 1
    for text in ("Kabupaten Mukomuko, 12 pegawai", "2026-10-30 16:35", "2026-10", "Ketik YA"):
        assert text in done.out, done.out
    assert "tidak ada yang diubah" in done.err
    assert not box.data.exists()


def test_what_stood_there_is_moved_beside_and_never_removed(box: Kotak) -> None:
    (box.data / "bukti" / "baru.txt").write_text("sesudah salinan")
    done = box.restore()
    assert done.code == 0, done.err
    (former,) = box.folder.glob("data.sebelum-*")
    assert str(former) in done.out
    assert (former / "bukti" / "baru.txt").read_text() == "sesudah salinan"
    assert (former / "ekinerja.db").exists()
    assert not (box.data / "bukti" / "baru.txt").exists()
    assert box.restore().code == 0
    assert len(list(box.folder.glob("data.sebelum-*"))) == 2


def test_a_folder_in_use_is_refused(box: Kotak) -> None:
    occupy(box.data)
    done = box.restore()
    assert done.code == 1
    assert "systemctl stop" in done.err
    assert not list(box.folder.glob("*.sebelum-*"))


def test_everybody_signs_in_anew_and_the_trail_says_that_it_was_restored(box: Kotak) -> None:
    bind(database_file(box.data))
    begun = clock.local()
    token = sesi.begin(Pengguna.get().id, begun)
    db.close()
    assert box.run("backup").code == 0
    assert box.restore().code == 0
    bind(database_file(box.data))
    assert Sesi.select().count() == 1
    assert sesi.find(token, clock.local()) is None
    assert Jam.select().count() == 0, "another machine's clock says nothing of this one's"
    assert Jejak.select().where(Jejak.aksi == "pulihkan").count() == 1
    assert list(broken()) == []
    assert not Cadangan.select().where(Cadangan.keadaan == "berjalan").exists()
    db.close()


def test_an_earlier_day_can_be_chosen(box: Kotak) -> None:
    done = box.restore("--tanggal", "2020-01-01")
    assert (done.code, "sampai tanggal 2020-01-01" in done.err) == (1, True)


def test_the_weekly_copy_restores_too(box: Kotak) -> None:
    locked = box.hashes()
    (copy,) = (box.usb / "ekinerja-cadangan" / "mingguan").glob("ekinerja-*.tar.zst.age")
    box.wipe()
    done: Selesai = box.restore(source=copy)
    assert done.code == 0, done.err
    assert box.hashes() == locked


def test_a_copy_of_a_newer_program_is_refused_and_an_older_one_brought_up(box: Kotak) -> None:
    bind(database_file(box.data))
    db.execute_sql("INSERT INTO schema_migration (name, applied) VALUES ('9999_masa_depan', '2030-01-01')")
    db.close()
    done = box.run("check")
    assert (done.code, "program yang lebih baru (9999_masa_depan)" in done.err) == (1, True)
    note = box.data / "kunci" / "x"
    note.write_text("")
    bind(database_file(box.data))
    db.execute_sql("DELETE FROM schema_migration WHERE name IN ('9999_masa_depan', '0003_cadangan')")
    for table in ("cadangan", "tempat_cadangan"):
        db.execute_sql(f"DROP TABLE {table}")
    db.close()
    assert box.run("check").code == 0
    assert box.run("verify", "2026-10").code == 0


def test_a_copy_from_before_the_code_was_changed_says_that_a_new_one_is_due(box: Kotak) -> None:
    old = box.kode
    assert box.run("cadangan", "kode-baru").code == 0
    assert box.kode != old
    box.wipe()
    done = box.restore()
    assert done.code == 0, done.err
    assert "sebelum kode pemulihan diganti" in done.out
    assert box.run("cadangan", "kode-baru").code == 0
    assert box.run("backup", "--mingguan").code == 0
    box.wipe()
    done = box.restore()
    assert (done.code, "sebelum kode" in done.out) == (0, False)


def test_a_mark_left_by_a_power_cut_never_makes_the_next_restore_take_the_data_for_half_done(box: Kotak) -> None:
    (box.data / ".belum").touch()
    (box.data / "bukti" / "sesudah.txt").write_text("x")
    assert box.restore().code == 0
    (former,) = box.folder.glob("data.sebelum-*")
    assert (former / "bukti" / "sesudah.txt").exists()
    assert not (former / ".belum").exists()
    assert not (box.data / ".belum").exists()
