"""When the disk will be full: an honest "not yet known", a steady pace, one large file, a disk that was changed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.box import Box, prepare
from appliance.kesehatan import disk
from appliance.kesehatan.baris import Tinjau
from appliance.kesehatan.sapu import sweep
from appliance.models.isi_disk import IsiDisk, RamalanDisk, forecast, keep, lately, pace
from appliance.models.kejadian_harian import KejadianHarian, count
from appliance.models.lama_halaman import LamaHalaman, add
from appliance.settings import load
from tests.cast import NOW, TODAY, Cast

GB = 1024**3


def days(used: list[int], until: date = TODAY, capacity: int = 100 * GB) -> None:
    for number, amount in enumerate(reversed(used)):
        keep(until - timedelta(days=number), kapasitas=capacity, bebas=capacity - amount)


def ahead(free: int = 50 * GB) -> RamalanDisk:
    return forecast(lately(TODAY), free, TODAY)


def test_before_a_week_is_over_nothing_is_said(cast: Cast) -> None:
    assert ahead() == RamalanDisk(0)
    days([n * GB for n in range(7)])
    assert ahead() == RamalanDisk(7)
    assert "belum cukup data" in disk.said(ahead(), TODAY)


def test_a_steady_pace_gives_the_day(cast: Cast) -> None:
    days([n * GB for n in range(20)])
    assert ahead(50 * GB) == RamalanDisk(20, GB, TODAY + timedelta(days=50))


def test_one_large_file_moves_the_pace_little(cast: Cast) -> None:
    days([n * GB // 10 + (30 * GB if n > 15 else 0) for n in range(30)])
    laju = ahead().laju
    assert laju is not None
    assert laju < GB // 4, "a mean over the ends would say more than a GB a day"


def test_what_does_not_grow_is_never_full(cast: Cast) -> None:
    days([9 * GB, 8 * GB] * 6)
    assert ahead() == RamalanDisk(12, 0)
    assert "tidak bertambah" in disk.said(ahead(), TODAY)


def test_samples_of_a_former_disk_do_not_count(cast: Cast) -> None:
    days([n * GB for n in range(30)], capacity=60 * GB)
    for row in IsiDisk.select().where(IsiDisk.tanggal > TODAY - timedelta(days=3)):
        IsiDisk.update(kapasitas=500 * GB).where(IsiDisk.id == row.id).execute()
    assert ahead() == RamalanDisk(3)


def test_gaps_without_samples_do_not_matter(cast: Cast) -> None:
    days([n * GB for n in range(40)])
    IsiDisk.delete().where(IsiDisk.tanggal.between(TODAY - timedelta(days=30), TODAY - timedelta(days=6))).execute()
    assert ahead().laju == GB


def test_weekends_without_growth_do_not_make_it_look_faster(cast: Cast) -> None:
    used, amounts = 0, []
    for number in range(35):
        used += 7 * GB if number % 7 < 5 else 0
        amounts.append(used)
    days(amounts)
    assert ahead().laju == 5 * GB


@given(st.integers(-(10**9), 10**9), st.integers(8, 40), st.integers(0, 10**12))
def test_the_pace_of_a_straight_line_is_its_slope(slope: int, length: int, start: int) -> None:
    points = [(TODAY + timedelta(days=n), start + slope * n) for n in range(length)]
    assert pace(points) == slope


@pytest.mark.parametrize(("days_left", "tone"), [(13, "bad"), (60, "warn"), (400, "good")])
def test_the_line_says_how_urgent_it_is(
    cast: Cast, own_folder: Path, monkeypatch: pytest.MonkeyPatch, days_left: int, tone: str
) -> None:
    days([n * GB // 10 for n in range(20)])
    laju = ahead().laju or 1
    usage = type("Usage", (), {"total": 100 * GB, "free": days_left * laju + 5, "used": 0})
    monkeypatch.setattr(disk.shutil, "disk_usage", lambda _: usage)
    monkeypatch.setattr(disk, "LITTLE", 0)
    (line,) = disk.lines(Tinjau(Box(own_folder, load()), NOW))
    assert line.nada == tone
    assert bool(line.tindakan) == (tone != "good")


def test_a_sample_measures_the_folder_once_a_day(cast: Cast, own_folder: Path) -> None:
    box = prepare(load())
    (own_folder / "dokumen" / "daftar.pdf").write_bytes(b"x" * 5000)
    disk.sample(box, NOW)
    disk.sample(box, NOW + timedelta(hours=1))
    row = IsiDisk.get()
    assert row.lain >= 5000
    assert row.basis > 100_000
    assert 0 < row.bebas < row.kapasitas


def test_after_a_year_samples_go_and_younger_ones_stay(cast: Cast) -> None:
    old, young = TODAY - timedelta(days=400), TODAY - timedelta(days=300)
    for day in (old, young):
        keep(day, kapasitas=1, bebas=1)
        add({(day, "beranda.index"): {1: 1}})
        count("masuk_ditolak", datetime.combine(day, datetime.min.time()))
    assert sweep(TODAY) == 3
    assert sweep(TODAY) == 0
    assert [row.tanggal for model in (IsiDisk, LamaHalaman, KejadianHarian) for row in model.select()] == [young] * 3
