"""What is late, missing or unproven is said; what is well is not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from appliance.backup import jaga, periksa
from appliance.backup.gagal import CadanganGagal
from appliance.backup.jalan import look_around
from appliance.backup.tempat import Tempat, mark
from appliance.box import Box
from appliance.models import cadangan, db
from appliance.models.cadangan import Cadangan, Hasil
from appliance.models.cadangan_peringatan import warnings
from appliance.settings import Settings
from tests.cast import build
from tests.survive.disk import block_disk, small_disk

NOW = datetime(2026, 11, 25, 8, 0)
KINDS = ("kode", "salinan", "mingguan", "rapikan", "uji", "latihan")


@pytest.fixture(autouse=True)
def regency(own_folder: Path) -> Iterator[None]:
    build(own_folder)
    yield
    db.close()


def done(jenis: str, ago: timedelta, *, failed: str = "", tempat: str = "disk") -> Cadangan:
    row = cadangan.start(jenis, tempat, NOW - ago)
    cadangan.finish(row, Hasil(failed), NOW - ago, 3, failed=bool(failed))
    return row


def well(**ago: timedelta) -> None:
    cadangan.note_place("disk", "baik", "", 50, 100, NOW - timedelta(minutes=25))
    for jenis in KINDS:
        done(jenis, ago.get(jenis, timedelta(hours=10)))


def said() -> str:
    return "\n".join(one.teks for one in warnings(NOW))


def test_a_box_without_a_place_for_copies_is_told_so() -> None:
    assert "Belum ada tempat cadangan" in said()


def test_a_box_that_is_well_says_nothing() -> None:
    well()
    assert said() == ""


@pytest.mark.parametrize(
    ("jenis", "ago", "text"),
    [
        ("salinan", timedelta(hours=31), "salinan terakhir 2026-11-24 01:00"),
        ("mingguan", timedelta(days=10), "belum ada salinan mingguan sejak 2026-11-15"),
        ("uji", timedelta(days=41), "Uji pemulihan bulanan terlambat"),
    ],
)
def test_what_is_late_is_said(jenis: str, ago: timedelta, text: str) -> None:
    well(**{jenis: ago})
    assert text in said()
    assert len(said().splitlines()) == 1


def test_a_code_that_nobody_tried_for_long_is_asked_for() -> None:
    well(kode=timedelta(days=90), latihan=timedelta(days=41))
    assert "Latihan kode pemulihan" in said()
    done("latihan", timedelta(days=1))
    assert said() == ""


@pytest.mark.parametrize("jenis", ["salinan", "mingguan", "rapikan", "uji"])
def test_what_failed_last_is_said_until_it_goes_well(jenis: str) -> None:
    well()
    done(jenis, timedelta(hours=1), failed="disk penuh")
    assert "gagal: disk penuh" in said()
    done(jenis, timedelta(0))
    assert said() == ""


def test_a_place_that_is_ill_or_unseen_is_said_with_since_when() -> None:
    well()
    cadangan.note_place("disk", "tidak_ada", "disk tidak terpasang", 0, 0, NOW - timedelta(hours=3))
    cadangan.note_place("disk", "tidak_ada", "disk tidak terpasang", 0, 0, NOW)
    assert "Disk cadangan: disk tidak terpasang (sejak 2026-11-25 05:00)" in said()
    done("salinan", timedelta(0), failed="disk tidak terpasang")
    assert said().count("disk tidak terpasang") == 1  # once is enough
    done("salinan", timedelta(0))
    cadangan.note_place("disk", "baik", "", 50, 100, NOW - timedelta(days=2))
    assert "tidak terbaca sejak 2026-11-23" in said()


def test_what_was_cut_off_reads_so() -> None:
    well()
    cadangan.start("salinan", "disk", NOW - timedelta(hours=1))
    assert said() == ""  # it may still be running
    assert cadangan.note_interrupted(NOW) == 1
    assert "terputus" in said()


def test_a_disk_that_says_it_is_dying_is_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = tmp_path / "smart.json"
    monkeypatch.setattr(periksa, "SMART", report)
    report.write_text(json.dumps({"smart_status": {"passed": True}}))
    assert periksa.smart("/dev/sdz") == ""
    report.write_text(json.dumps({"smart_status": {"passed": False}}))
    assert "akan rusak" in periksa.smart("/dev/sdz")
    table = [{"id": 197, "raw": {"value": 8}}, {"id": 198, "raw": {"value": 0}}]
    report.write_text(json.dumps({"smart_status": {"passed": True}, "ata_smart_attributes": {"table": table}}))
    assert "8 bagian yang tidak terbaca" in periksa.smart("/dev/sdz")
    report.write_text("bukan json")
    assert periksa.smart("/dev/sdz") == ""


def test_a_disk_that_is_almost_full_or_dying_is_an_alarm(
    own_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From what lies on a real small disk, and what its SMART says, to the words on the administrators' Beranda."""
    well()
    with small_disk(tmp_path / "usb", 8):
        place = Tempat("disk", str(tmp_path / "usb"), tmp_path / "usb")
        mark(place, own_folder, "Kabupaten Contoh")
        (place.folder / "banyak").write_bytes(b"x" * 8_200_000)
        box = Box(own_folder, Settings(data=own_folder, cadangan=tmp_path / "usb"))
        look_around(box)
        assert "disk hampir penuh: tinggal 0 MiB; ganti dengan disk yang lebih besar" in said()
        (place.folder / "banyak").unlink()
        report = tmp_path / "smart.json"
        report.write_text(json.dumps({"smart_status": {"passed": False}}))
        monkeypatch.setattr(periksa, "SMART", report)
        look_around(box)
        assert "disk menyatakan dirinya akan rusak (SMART); ganti disknya sekarang" in said()
    look_around(box)
    assert "disk tidak terpasang; colokkan dan periksa kabelnya" in said()


def test_a_disk_that_the_kernel_locked_for_an_error_is_found_so(own_folder: Path, tmp_path: Path) -> None:
    """A real file system with a real error: it still calls itself writable, only the list of mounts tells."""
    with block_disk(tmp_path / "usb", tmp_path / "usb.img", 64) as disk:
        place = Tempat("disk", str(disk.folder), disk.folder)
        mark(place, own_folder, "Kabupaten Contoh")
        assert periksa.look(place, own_folder).kode == "baik"
        disk.fails()
        found = periksa.look(place, own_folder)
        assert found.kode == "hanya_baca" and "hanya dapat dibaca" in found.pesan
        with pytest.raises(CadanganGagal, match="hanya dapat dibaca"):
            periksa.attempt(place)


def test_the_worker_begins_only_what_nobody_began(own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[str] = []
    monkeypatch.setattr(jaga, "begin", lambda *words: begun.append(" ".join(words)))
    night = NOW.replace(hour=23)
    nothing = Box(own_folder, Settings(data=own_folder))
    assert jaga.watch(nothing, night) == []
    box = Box(own_folder, Settings(data=own_folder, cadangan=own_folder / "usb"))
    assert jaga.watch(box, night) == ["cadangan periksa"]  # no code yet: nothing to copy with
    (own_folder / "kunci" / "cadangan.json").write_text('{"penerima": "age1x", "disk": []}')
    assert jaga.watch(box, night) == ["cadangan periksa", "backup"]
    assert jaga.watch(box, night.replace(hour=10)) == ["cadangan periksa"]
    done("salinan", NOW - night + timedelta(hours=25))
    assert jaga.watch(box, night) == ["cadangan periksa"]  # the timer's copy of last night
    Cadangan.delete().execute()
    done("salinan", NOW - night + timedelta(hours=1), failed="disk tidak terpasang")
    assert jaga.watch(box, night) == ["cadangan periksa"]  # just tried
    assert "backup" in begun
