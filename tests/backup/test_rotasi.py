"""Rotation: what stays on the disk after years, and that the copy of last night is always among it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from appliance.backup import age, isi, kunci_cadangan, weekly
from appliance.backup.program import run
from appliance.backup.restic import MARK, Gudang
from appliance.backup.tempat import Tempat

LAST = datetime(2026, 11, 25, 21, 30)


@pytest.mark.long
def test_two_weeks_of_days_two_months_of_weeks_and_five_years_of_months_stay(tmp_path: Path) -> None:
    """Real copies with the dates of seven years: each night of the last weeks, else one in the middle of a month."""
    store = Gudang(str(tmp_path / "gudang"), b"sandi")
    store.make()
    (tmp_path / "isi").write_text("isi")
    nights = {LAST - timedelta(days=n) for n in range(21)} | {LAST - timedelta(days=7 * n) for n in range(12)}
    months = {datetime(2019 + n // 12, n % 12 + 1, 15, 21, 30) for n in range(94)}
    for night in sorted(nights | months):
        command = ("backup", "-q", "--host", MARK, "--tag", MARK, "--time", f"{night:%Y-%m-%d %H:%M:%S}", "isi")
        run(store._command(command), secrets=store._secrets(), cwd=tmp_path)
    store.drop_old()
    store.check()
    left = {one.kapan.date() for one in store.copies()}
    assert {(LAST - timedelta(days=n)).date() for n in range(14)} <= left
    assert len({day.isocalendar()[:2] for day in left if day > date(2026, 9, 25)}) == 9
    assert len({(day.year, day.month) for day in left}) == 60
    assert min(left) >= date(2021, 12, 1), "five years back, and no further"
    assert len(left) < 14 + 9 + 60


def test_three_weekly_copies_stay_with_the_key_that_opens_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data, place = tmp_path / "data", Tempat("disk", str(tmp_path / "usb"), tmp_path / "usb")
    (data / isi.STAGE).mkdir(parents=True)
    (data / isi.STAGE / isi.NOTE).write_text("{}")
    place.weekly.mkdir(parents=True)
    kunci_cadangan.write(data, kunci_cadangan.Kunci("age1ini", ["x"]))
    monkeypatch.setattr(kunci_cadangan, "sealed", lambda data: b"tersegel")
    monkeypatch.setattr(age, "write_copy", lambda names, public, target: target.write_bytes(b"salinan"))
    older = age.tag("age1dulu")
    for name in (f"ekinerja-2025-01-01-{older}.tar.zst.age", f"kunci-pemulihan-{older}.age"):
        (place.weekly / name).write_bytes(b"kode yang dicabut")
    for week in range(6):
        weekly.write(data, place, date(2026, 10, 1) + timedelta(days=7 * week))
    tag = age.tag("age1ini")
    days = ("2026-10-22", "2026-10-29", "2026-11-05")
    assert sorted(path.name for path in place.weekly.iterdir()) == [
        *(f"ekinerja-{day}-{tag}.tar.zst.age" for day in days), f"kunci-pemulihan-{tag}.age",
    ]  # fmt: skip
    assert f"ekinerja-2026-11-05-{tag}.tar.zst.age" in (place.folder / "BACA-SAYA.txt").read_text()
