"""The box's clock jumps: what is believed, what is kept, and that it becomes right again by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from appliance import clock, timekeeper
from appliance.models import Jam, KejadianJam, Laporan, Pembacaan, db, jam
from appliance.models.jam import AHEAD, BETUL, MAJU, MUNDUR, TOLERANCE, JamRagu, Pendapat, Terbaca, judge
from appliance.models.jejak import Pelaku
from appliance.models.peraturan import rak
from appliance.models.persetujuan_aturan import approve_overdue
from tests.cast import Cast
from tests.models.regency import LATER, OCTOBER, ROOT, lock, regency

HOUR, DAY = 3600, 86400
NOON = 1_800_000_000


def mark(*, sure: bool = True) -> Jam:
    return Jam(unix=NOON, nyala="kini", detik=1000, pasti=sure)


@pytest.mark.parametrize(
    ("later", "passed", "start", "sure", "synced", "told"),
    [
        (HOUR, HOUR, "kini", True, False, BETUL),
        (HOUR + TOLERANCE, HOUR, "kini", True, False, BETUL),
        (HOUR + TOLERANCE + 1, HOUR, "kini", True, False, MAJU),  # within one start the time passed is known
        (HOUR - TOLERANCE - 1, HOUR, "kini", True, False, MUNDUR),
        (-DAY, HOUR, "kini", True, True, BETUL),  # a time source put it right
        (6 * DAY, 10, "lain", True, False, BETUL),  # the power was off
        (AHEAD + 1, 10, "lain", True, False, MAJU),  # longer than anybody should believe unasked
        (400 * DAY, 10, "lain", True, True, BETUL),
        (-TOLERANCE - 1, 10, "lain", True, False, MUNDUR),  # an empty battery
        (HOUR + 2 * DAY, HOUR, "kini", False, False, BETUL),  # put right by hand after a start in doubt
        (HOUR - TOLERANCE - 1, HOUR, "kini", False, False, MUNDUR),
    ],
)
def test_what_is_believed(later: int, passed: int, start: str, sure: bool, synced: bool, told: str) -> None:
    seen = Terbaca(NOON + later, start, 1000 + passed if start == "kini" else passed, synced)
    opinion = judge(mark(sure=sure), seen)
    assert opinion.keadaan == told
    expected = NOON + (passed if start == "kini" else 0)
    assert opinion.seharusnya == (seen.unix if told == BETUL else expected)


def test_a_box_without_a_mark_believes_its_clock_but_not_before_its_last_row() -> None:
    assert judge(None, Terbaca(5, "a", 1, False)) == Pendapat(BETUL, 5)
    last = Jam(unix=NOON, nyala="", detik=0, pasti=False)
    assert judge(last, Terbaca(NOON - 30 * HOUR, "a", 1, False)).keadaan == MUNDUR
    assert judge(last, Terbaca(NOON - HOUR, "a", 1, False)).keadaan == BETUL


class Clock:
    """The machine's clock in the hands of a test: `skew` seconds off, on for `passed` seconds."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.skew, self.passed, self.start, self.synced = 0, 1000, "satu", False
        patch.setattr(clock, "shown", lambda: float(NOON + self.passed + self.skew))
        patch.setattr(clock, "running", lambda: float(self.passed))
        patch.setattr(clock, "_anchor", [])
        patch.setattr(timekeeper, "seen", lambda: Terbaca(int(clock.shown()), self.start, self.passed, self.synced))
        patch.setattr(timekeeper, "_known", [])

    def after(self, seconds: int) -> str:
        self.passed += seconds
        told = timekeeper.look()
        assert told is not None
        return told.keadaan


@pytest.fixture
def cast(own_folder: Path) -> Iterator[Cast]:
    yield regency(own_folder)
    db.close()


@pytest.fixture
def ticking(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    yield Clock(monkeypatch)


@pytest.mark.parametrize(("skew", "told"), [(-5 * DAY, MUNDUR), (40 * DAY, MAJU), (-HOUR, MUNDUR)])
def test_while_it_is_wrong_the_box_goes_by_the_time_that_passed(ticking: Clock, skew: int, told: str) -> None:
    assert ticking.after(60) == BETUL
    ticking.skew = skew
    assert timekeeper.doubt() == told and clock.unix() == NOON + 1060, "at once, before anybody looks again"
    assert ticking.after(60) == told
    assert clock.unix() == NOON + 1120, "codes of a phone still fit"
    assert ticking.after(600) == told and clock.unix() == NOON + 1720
    assert timekeeper.doubt() == told
    assert Pembacaan.jam_ragu.default() is True, "what comes in now is marked"
    ticking.skew = 0
    assert clock.unix() == NOON + 1720, "and no leap when it is put right"
    assert ticking.after(60) == BETUL and timekeeper.doubt() == ""
    assert [row.keadaan for row in KejadianJam.select().order_by(KejadianJam.id)] == [told, BETUL]
    assert Pembacaan.jam_ragu.default() is False


def test_after_a_start_with_an_empty_battery_a_clock_put_right_by_hand_is_believed(ticking: Clock) -> None:
    assert ticking.after(60) == BETUL
    last = clock.unix()
    ticking.start, ticking.passed, ticking.skew = "dua", 10, -9000 * DAY
    assert ticking.after(5) == MUNDUR and clock.unix() == last
    assert ticking.after(600) == MUNDUR and clock.unix() == last + 600, "never before the last row, and it goes on"
    ticking.skew = 2 * HOUR  # the two hours without power are known to no clock but the one on the wall
    assert ticking.after(60) == BETUL
    assert Jam.get().pasti is True


def test_a_leap_that_is_true_is_confirmed_by_the_administrator(ticking: Clock) -> None:
    ticking.after(60)
    ticking.skew = 10 * DAY
    assert ticking.after(60) == MAJU
    timekeeper.confirm(Pelaku(None, "administrator mesin", "uji", LATER))
    assert ticking.after(60) == BETUL
    assert KejadianJam.select().order_by(KejadianJam.id.desc()).get().pelaku == "administrator mesin"


def test_no_month_is_locked_and_nothing_approved_by_rule_under_a_doubtful_clock(cast: Cast) -> None:
    day = date(2026, 10, 1)
    Laporan.create(pegawai=cast.siti.pegawai, tanggal=day, mulai="08:00", selesai="09:00", uraian="x",
                   dikirim=datetime(2026, 10, 1, 10), status="menunggu")  # fmt: skip
    moved = KejadianJam.create(kapan=LATER, seharusnya=LATER - timedelta(days=90), keadaan=MAJU)
    with pytest.raises(JamRagu, match="Jam server"):
        lock(cast)
    assert approve_overdue(rak(), ROOT) == 0
    assert Laporan.get().status == "menunggu"
    moved.delete_instance()
    lock(cast)
    assert jam.ragu() is False and OCTOBER


def test_a_copy_that_came_to_another_machine_after_weeks_is_not_doubted_for_its_age(cast: Cast) -> None:
    jam.keep(Pendapat(BETUL, NOON), Terbaca(NOON, "mesin lama", 1000, False), LATER)
    later = Terbaca(NOON + 40 * DAY, "mesin baru", 10, False)
    assert judge(jam.known(NOON), later).keadaan == MAJU
    jam.forget()
    assert judge(jam.known(NOON), later).keadaan == BETUL
    assert judge(jam.known(NOON), Terbaca(NOON - 2 * DAY, "mesin baru", 10, False)).keadaan == MUNDUR


def test_of_two_that_see_a_leap_at_once_one_notes_it(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    jam.keep(Pendapat(BETUL, NOON), Terbaca(NOON, "kini", 1000, False), LATER)
    leap = Pendapat(MAJU, NOON + 10), Terbaca(NOON + 40 * DAY, "kini", 1010, False), LATER
    look = jam._before

    def another_is_faster() -> str:
        monkeypatch.setattr(jam, "_before", look)
        found = look()
        jam.keep(*leap)
        return found

    monkeypatch.setattr(jam, "_before", another_is_faster)
    jam.keep(*leap)
    assert [one.keadaan for one in KejadianJam.select().order_by(KejadianJam.id)].count(MAJU) == 1
    assert Jam.select().count() == 1
