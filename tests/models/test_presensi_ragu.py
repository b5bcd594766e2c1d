"""Punches from tomorrow that a machine pushed under a doubtful clock: once it is right, they make nobody present.

The worked case: Budi (kelas 8, 1,600,000; half of it for attendance, three percent of that a day without word) stays
away on 14 October. His office's machine, whose own clock had leapt ahead, had pushed two stamps of that very day in
September, while the box doubted its clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

import pytest

from appliance import settings
from appliance.devices import punch
from appliance.models import (
    HariKerja,
    Jejak,
    Karantina,
    KejadianJam,
    Mesin,
    Pembacaan,
    Presensi,
    db,
    jam,
    presensi_ragu,
)
from appliance.models.jejak import broken
from appliance.models.penerimaan import receive
from appliance.models.presensi_ragu import hold_back
from tests.cast import Cast
from tests.models.regency import (
    ROOT,
    Stamp,
    estimate,
    everybody_present,
    full_days,
    judge,
    pin_of,
    regency,
    with_predikat,
)

AWAY = date(2026, 10, 14)
SEPTEMBER = datetime(2026, 9, 20, 8)
FUTURE = (datetime.combine(AWAY, time(7, 20)), datetime.combine(AWAY, time(16, 35)))


@dataclass
class Told:
    cast: Cast
    contact: Pembacaan


@pytest.fixture
def pushed(own_folder: Path) -> Iterator[Told]:
    """The two stamps of a day to come, let in under a doubtful clock, and one of that morning."""
    cast = regency(own_folder)
    with_predikat(cast)
    KejadianJam.create(kapan=SEPTEMBER, seharusnya=SEPTEMBER, keadaan=jam.MUNDUR)
    mesin = Mesin.get(Mesin.sn == "SNDINKES")
    contact = Pembacaan.create(mesin=mesin, jalur="adms", mulai=SEPTEMBER, keadaan="lengkap", muatan="adms-ragu")
    assert contact.jam_ragu
    pin = pin_of(cast, "budi")
    counts = receive(mesin, [Stamp(pin, moment) for moment in (SEPTEMBER, *FUTURE)], (), pembacaan=contact)
    Pembacaan.update(baru=counts.baru).where(Pembacaan.id == contact.id).execute()
    KejadianJam.create(kapan=SEPTEMBER, seharusnya=SEPTEMBER, keadaan=jam.BETUL)
    yield Told(cast, contact)
    db.close()


def clocks(moment: datetime) -> dict[str, datetime]:
    return dict.fromkeys(settings.ZONES, moment)


def october(cast: Cast) -> int:
    """Everybody comes every day, but Budi on the 14th; his TPP."""
    everybody_present(cast, budi=full_days(pin_of(cast, "budi"), skip=(AWAY,)))
    judge()
    return int(estimate(cast, "budi").tpp)


def test_a_day_away_costs_what_the_decree_says_whatever_was_pushed_before(pushed: Told) -> None:
    assert hold_back(clocks(SEPTEMBER), ROOT) == 2
    assert october(pushed.cast) == 1_600_000 - 1_600_000 * 50 // 100 * 3 // 100 == 1_576_000
    state = HariKerja.get((HariKerja.pegawai == pushed.cast.budi.pegawai) & (HariKerja.tanggal == AWAY))
    assert state.tanpa_keterangan


def test_without_it_the_day_would_have_been_paid(pushed: Told) -> None:
    """What the test above guards: these two stamps alone are worth a day's cut."""
    assert october(pushed.cast) == int(estimate(pushed.cast, "wati").tpp) == 1_600_000


def test_what_has_come_by_now_stays_and_the_rest_waits_in_quarantine_once(pushed: Told) -> None:
    assert hold_back(clocks(SEPTEMBER), ROOT) == 2
    assert hold_back(clocks(SEPTEMBER), ROOT) == 0
    assert [row.waktu for row in Presensi.select().where(~Presensi.ditarik)] == [SEPTEMBER]
    held = list(Karantina.select())
    assert [row.mentah.split("\t")[1] for row in held] == [str(moment) for moment in FUTURE]
    assert {row.alasan for row in held} == {presensi_ragu.ALASAN}
    row = Pembacaan.get_by_id(pushed.contact.id)
    assert (row.baru, row.karantina) == (1, 2)
    assert Jejak.select().where((Jejak.aksi == "tahan") & (Jejak.objek == "presensi")).count() == 1
    assert list(broken()) == []


def test_where_the_clock_had_only_lagged_behind_everything_stays(pushed: Told) -> None:
    """Ten days without power and an empty battery: the stamps were of today, and today it is."""
    assert hold_back(clocks(FUTURE[1]), ROOT) == 0
    assert october(pushed.cast) == int(estimate(pushed.cast, "wati").tpp)


def test_a_stamp_that_is_truly_given_later_counts(pushed: Told) -> None:
    hold_back(clocks(SEPTEMBER), ROOT)
    everybody_present(pushed.cast)
    judge()
    assert int(estimate(pushed.cast, "budi").tpp) == int(estimate(pushed.cast, "wati").tpp)


def test_the_margin_is_that_of_every_other_road() -> None:
    assert presensi_ragu.AHEAD == punch.AHEAD
