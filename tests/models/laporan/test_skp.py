"""Budi's own targets: they count when Siti has agreed, and move what he is estimated to get."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from appliance.models import DirtyMonth, PengajuanSkp, PutusanSkp, Skp
from appliance.models.fakta_bulan import FaktaBulan
from appliance.models.jejak import Pelaku
from appliance.models.peraturan import rak
from appliance.models.refused import Refused
from appliance.models.skp_ajukan import IsiSkp, add, copy_last, decide, drop, items, proposal, send
from tests.cast import Cast
from tests.models.laporan.conftest import by

OCTOBER = "2026-10"
PLAN = IsiSkp("Jaringan terawat", "Kantor tersambung", "kantor", Decimal(4), None)
OTHER = IsiSkp("Server terawat", "Server diperiksa", "server", Decimal(2), None)


@pytest.fixture
def budi(cast: Cast) -> Pelaku:
    return by(cast, "budi")


def counted(cast: Cast) -> list[str]:
    return [one.butir for one in FaktaBulan([cast.budi.pegawai.id], OCTOBER).of(cast.budi.pegawai.id, rak()).skp]


def sent_by_budi(cast: Cast, budi: Pelaku) -> PengajuanSkp:
    add(cast.budi.pegawai, OCTOBER, PLAN, budi)
    send(cast.budi.pegawai, OCTOBER, budi)
    row = proposal(cast.budi.pegawai.id, OCTOBER)
    assert row is not None
    return row


def test_only_what_the_superior_agreed_to_counts(cast: Cast, budi: Pelaku) -> None:
    row = sent_by_budi(cast, budi)
    assert counted(cast) == []
    DirtyMonth.delete().execute()
    decide(row, True, "", by(cast), cast.siti.pegawai.id)
    assert counted(cast) == ["1"]
    assert [m.pegawai_id for m in DirtyMonth.select()] == [cast.budi.pegawai.id]


def test_what_was_imported_counts_at_once(cast: Cast) -> None:
    Skp.create(pegawai=cast.budi.pegawai, bulan=OCTOBER, butir="7", rhk="a", indikator="b", satuan="c", target=1)
    assert counted(cast) == ["7"]


def test_last_months_targets_are_copied_once(cast: Cast, budi: Pelaku) -> None:
    Skp.create(pegawai=cast.budi.pegawai, bulan="2026-09", butir="1", rhk="a", indikator="b", satuan="c", target=3)
    assert copy_last(cast.budi.pegawai, OCTOBER, budi) == 1
    assert copy_last(cast.budi.pegawai, OCTOBER, budi) == 0
    assert [row.target for row in items(cast.budi.pegawai.id, OCTOBER)] == [Decimal(3)]


def test_weights_stand_on_all_items_or_on_none(cast: Cast, budi: Pelaku) -> None:
    add(cast.budi.pegawai, OCTOBER, PLAN, budi)
    add(cast.budi.pegawai, OCTOBER, IsiSkp("x", "y", "z", Decimal(1), Decimal(30)), budi)
    with pytest.raises(Refused, match="1 dari 2"):
        send(cast.budi.pegawai, OCTOBER, budi)
    drop(cast.budi.pegawai, OCTOBER, "2", budi)
    send(cast.budi.pegawai, OCTOBER, budi)


def test_sent_targets_stand_still_until_they_are_returned(cast: Cast, budi: Pelaku) -> None:
    row = sent_by_budi(cast, budi)
    for act in (
        lambda: add(cast.budi.pegawai, OCTOBER, OTHER, budi),
        lambda: drop(cast.budi.pegawai, OCTOBER, "1", budi),
    ):
        with pytest.raises(Refused, match="menunggu atasan"):
            act()
    with pytest.raises(Refused, match="perlu diperbaiki"):
        decide(row, False, "", by(cast), cast.siti.pegawai.id)
    decide(row, False, "targetnya terlalu kecil", by(cast), cast.siti.pegawai.id)
    assert add(cast.budi.pegawai, OCTOBER, OTHER, budi)
    assert PutusanSkp.get().catatan == "targetnya terlalu kecil"


def test_nobody_agrees_to_his_own_and_nobody_twice(cast: Cast, budi: Pelaku) -> None:
    row = sent_by_budi(cast, budi)
    with pytest.raises(Refused, match="diputus atasan"):
        decide(row, True, "", budi, cast.budi.pegawai.id)
    decide(row, True, "", by(cast), cast.siti.pegawai.id)
    with pytest.raises(Refused, match="sudah diputus"):
        decide(row, True, "", by(cast), cast.siti.pegawai.id)
    assert PutusanSkp.select().count() == 1


def test_an_agreed_one_may_be_returned_and_counts_no_more(cast: Cast, budi: Pelaku) -> None:
    row = sent_by_budi(cast, budi)
    decide(row, True, "", by(cast), cast.siti.pegawai.id)
    decide(row, False, "keliru", by(cast), cast.siti.pegawai.id)
    assert counted(cast) == []


def test_after_the_cut_off_targets_are_neither_written_nor_sent_nor_decided(cast: Cast, budi: Pelaku) -> None:
    row = sent_by_budi(cast, budi)
    last, late = by(cast, "budi", at=datetime(2026, 11, 3, 23)), by(cast, "budi", at=datetime(2026, 11, 4, 1))
    for verb in (
        lambda: add(cast.budi.pegawai, OCTOBER, OTHER, late),
        lambda: drop(cast.budi.pegawai, OCTOBER, "1", late),
        lambda: decide(row, True, "", by(cast, at=late.kapan), cast.siti.pegawai.id),
    ):
        with pytest.raises(Refused, match="Batas bulan itu sudah lewat: 03-11-2026"):
            verb()
    decide(row, True, "", by(cast, at=last.kapan), cast.siti.pegawai.id)
    assert counted(cast) == ["1"]
