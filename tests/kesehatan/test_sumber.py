"""The copies, the file of records and the clock as the health page tells them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from appliance import kerusakan
from appliance.box import Box
from appliance.kesehatan import cadangan, jam, keutuhan
from appliance.kesehatan.baris import Tinjau
from appliance.models.cadangan import Cadangan, TempatCadangan
from appliance.models.jam import MUNDUR, KejadianJam
from appliance.settings import load
from tests.cast import NOW, Cast


@pytest.fixture
def tinjau(cast: Cast, own_folder: Path) -> Tinjau:
    return Tinjau(Box(own_folder, load()), NOW)


def copied(jenis: str, hours: int) -> None:
    at = NOW - timedelta(hours=hours)
    Cadangan.create(jenis=jenis, tempat="disk", mulai=at, selesai=at, keadaan="baik")


def test_a_box_without_a_copy_is_not_well(tinjau: Tinjau) -> None:
    (line,) = cadangan.lines(tinjau)
    assert line.nada == "bad"
    assert "EKINERJA_CADANGAN" in line.tindakan


def test_fresh_and_proven_copies_are_well_and_old_ones_are_not(tinjau: Tinjau) -> None:
    TempatCadangan.create(tempat="disk", keadaan="baik", pesan="", sejak=NOW, diperiksa=NOW)
    for jenis, hours in (("salinan", 5), ("mingguan", 48), ("uji", 240), ("kode", 240)):
        copied(jenis, hours)
    (line,) = cadangan.lines(tinjau)
    assert (line.nada, line.tindakan) == ("good", "")
    assert "uji pemulihan terakhir" in line.teks
    later = Tinjau(tinjau.box, NOW + timedelta(days=3))
    (line,) = cadangan.lines(later)
    assert line.nada == "warn"
    assert "lebih dari sehari" in line.tindakan


def test_damage_that_was_noted_is_the_first_thing_said(tinjau: Tinjau) -> None:
    (line,) = keutuhan.lines(tinjau)
    assert line.nada == "good"
    kerusakan.note(tinjau.box.data, "row 7 missing from index")
    first = next(iter(keutuhan.lines(tinjau)))
    assert (first.hal, first.nada) == ("Data", "bad")
    assert "row 7" in first.teks


def test_a_clock_in_doubt_is_told_as_such(tinjau: Tinjau) -> None:
    KejadianJam.create(kapan=NOW, keadaan=MUNDUR, seharusnya=NOW + timedelta(days=1))
    (line,) = jam.lines(tinjau)
    assert line.nada == "bad"
    assert "diragukan" in line.teks
