"""Up to which day an office's data are all here: its slowest machine decides, or what a manual office declared."""

from __future__ import annotations

from datetime import date

import pytest

from appliance.models import Mesin, MesinOpd
from appliance.models.cakupan import PernyataanData, compute, reach
from appliance.models.pembacaan import cover
from tests.cast import Cast
from tests.models.regency import LATER

D10, D15, D20 = date(2026, 10, 10), date(2026, 10, 15), date(2026, 10, 20)


@pytest.mark.parametrize(
    ("tercakup", "mulai", "selesai", "sampai"),
    [
        (None, None, None, None),
        (D15, None, None, D15),
        (None, D10, None, date(2026, 10, 9)),  # before it stood there it holds nothing back
        (D15, D10, None, D15),
        (D10, None, D15, D10),
        (D15, None, D15, date.max),  # all of its time there is in
        (None, None, D15, None),
    ],
)
def test_how_far_one_machine_lets_its_office_be_judged(
    tercakup: date | None, mulai: date | None, selesai: date | None, sampai: date | None
) -> None:
    assert reach(tercakup, mulai, selesai) == sampai


def second(cast: Cast, tercakup: date | None, selesai: date | None = None) -> None:
    mesin = Mesin.create(sn="SN2", opd=cast.opd["dinkes"], jalur="flashdisk", alamat="", tercakup=tercakup)
    MesinOpd.create(mesin=mesin, opd=cast.opd["dinkes"], selesai=selesai)


def first(tercakup: date, selesai: date | None = None) -> None:
    mesin = Mesin.get(Mesin.sn == "SNDINKES")
    Mesin.update(tercakup=tercakup).where(Mesin.id == mesin.id).execute()
    MesinOpd.update(selesai=selesai).where(MesinOpd.mesin == mesin).execute()


def test_the_slowest_machine_decides_and_a_silent_one_holds_everything(cast: Cast) -> None:
    dinkes = cast.opd["dinkes"].id
    first(D20)
    assert compute(dinkes) == D20
    second(cast, D15)
    assert compute(dinkes) == D15
    Mesin.update(tercakup=None).where(Mesin.sn == "SN2").execute()
    assert compute(dinkes) is None


def test_where_all_machines_are_gone_the_last_days_of_their_standing_count(cast: Cast) -> None:
    first(D20, selesai=D10)
    second(cast, D20, selesai=D15)
    assert compute(cast.opd["dinkes"].id) == D15


def test_what_an_operator_declared_counts_when_it_reaches_further(cast: Cast) -> None:
    dinkes = cast.opd["dinkes"]
    first(D15)
    PernyataanData.create(opd=dinkes, sampai=D10, kapan=LATER)
    assert compute(dinkes.id) == D15
    PernyataanData.create(opd=dinkes, sampai=D20, kapan=LATER)
    assert compute(dinkes.id) == D20


def test_an_older_stick_does_not_take_days_back(cast: Cast) -> None:
    mesin = Mesin.get(Mesin.sn == "SNDINKES")
    cover(mesin, D15, [])
    cover(mesin, D10, [])
    assert Mesin.get_by_id(mesin.id).tercakup == D15
