"""Made-up comings and goings are such as a judge of days can be tried on."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from random import Random

import pytest

from appliance.demo import material
from appliance.demo.hadir import Jejak, attend
from appliance.demo.jaga import GILIRAN, roster, schedules
from appliance.demo.kabupaten import Kabupaten
from appliance.demo.kejadian import Watak, away, outages, temper
from appliance.demo.kinerja import group, month, writing_days
from appliance.demo.masa import Masa, days
from appliance.rules.fakta import Giliran

TODAY = date(2026, 11, 23)
MASA = Masa(TODAY)
WEEKDAYS = [d for d in days(date(2025, 1, 1), date(2026, 11, 22)) if d.isoweekday() < 6]
HOURS = [Giliran(d, datetime.combine(d, time(7, 30)), datetime.combine(d, time(16))) for d in WEEKDAYS]


@pytest.fixture(scope="module")
def kab() -> Kabupaten:
    return Kabupaten("uji", MASA)


def lived(name: str, gone: frozenset[date] = frozenset()) -> Jejak:
    watak = Watak(name, **{k: v for k, v in material("kejadian")["watak"][name].items() if k != "bobot"})
    return attend(HOURS, gone, watak, Random("satu orang"))


def test_the_careless_come_late_more_often_than_the_diligent() -> None:
    def late(trace: Jejak) -> int:
        first = {m.date(): m for m in reversed(trace.presensi)}
        return sum(m.time() > time(7, 31) and m.time() < time(11) for m in first.values())

    assert late(lived("lalai")) > 3 * late(lived("rajin")) > 0


def test_nobody_punches_on_leave_and_leaves_of_a_person_never_overlap(kab: Kabupaten) -> None:
    gone = frozenset(WEEKDAYS[10:20])
    assert gone.isdisjoint(m.date() for m in lived("biasa", gone).presensi)
    for absences in kab.absen.values():
        assert len(away(absences)) == sum((a.selesai - a.mulai).days + 1 for a in absences)


def test_a_forgotten_punch_is_missing_and_remembered() -> None:
    trace = lived("lalai")
    assert trace.lupa
    for _, _, moment in trace.lupa:
        assert moment not in trace.presensi


def test_three_tempers_in_the_shares_that_are_written_down() -> None:
    source = material("kejadian")
    counts = Counter(temper(source, Random(n)).nama for n in range(2000))
    assert counts["rajin"] > counts["biasa"] > counts["lalai"] > 40


def test_a_roster_says_something_of_every_date_and_rests_after_nights() -> None:
    turns = roster(days(MASA.lalu, MASA.akhir_kini), Random("jaga"))
    assert list(turns) == days(MASA.lalu, MASA.akhir_kini)
    order = "".join(turns[day][0] for day in turns)
    assert "MP" not in order and "MS" not in order
    assert {row["kode"] for row in schedules()} == set(GILIRAN) >= set(turns.values()) - {"LIBUR"}


def test_outages_fall_into_last_month() -> None:
    for padam in outages(material("kejadian"), MASA):
        assert MASA.lalu <= padam.mulai.date() < MASA.kini and padam.mulai < padam.selesai


def test_reports_lie_before_today_one_a_day_and_their_items_exist(kab: Kabupaten) -> None:
    for person in kab.orang["DISKOMINFO"] + kab.orang["PKM-IPUH"]:
        rng = Random(person.nip)
        written = writing_days(person, MASA.lalu, MASA.kemarin, frozenset(), rng)
        targets, reports = month(person, material("kinerja")[group(person)], written, MASA.lalu, TODAY, rng)
        assert len({r.tanggal for r in reports}) == len(reports) > 4
        assert {r.butir_skp for r in reports} <= {t.butir for t in targets}
        assert all(t.target > 0 for t in targets)
        for report in reports:
            assert report.mulai < report.selesai and report.tanggal < MASA.kini
            assert (report.diputus is None) == (report.status == "menunggu")
            assert report.diputus is None or report.tanggal < report.diputus < TODAY


def test_the_time_of_the_demonstration_at_the_turn_of_a_year() -> None:
    january = Masa(date(2027, 1, 1))
    assert january.bulan() == ["2026-12", "2027-01"]
    assert january.kemarin == date(2026, 12, 31) and january.dua_lalu == date(2026, 11, 1)
    assert january.akhir_kini - january.kini == timedelta(days=30)
