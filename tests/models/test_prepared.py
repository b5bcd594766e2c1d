"""A statement worked out once gives what Peewee would, for lists of every length."""

from __future__ import annotations

from datetime import date

import pytest

from appliance.models import Pegawai, Penempatan
from appliance.models.prepared import Prepared
from tests.cast import SINCE, Cast

CHOSEN = Prepared(
    lambda ids, day, left_out: (
        Penempatan.select(Penempatan.pegawai)
        .where(Penempatan.pegawai.in_(ids) & (Penempatan.mulai <= day) & Penempatan.jabatan.not_in(left_out))
        .order_by(Penempatan.pegawai)
    ),
    ids=list[int], day=date, left_out=list[str],
)  # fmt: skip


@pytest.mark.parametrize("many", [0, 1, 3, 4, 5, 9, 12])
@pytest.mark.parametrize("left_out", [[], ["Analis"], ["Analis", "Bidan", "Kepala Dinas", "Auditor", "Bendahara"]])
def test_lists_of_every_length_find_what_the_plain_query_finds(cast: Cast, many: int, left_out: list[str]) -> None:
    ids = [person.pegawai.id for person in cast.people.values()][:many]
    plain = Penempatan.select(Penempatan.pegawai).where(
        Penempatan.pegawai.in_(ids) & Penempatan.jabatan.not_in(left_out)
    )
    want = sorted(row.pegawai_id for row in plain)
    assert [row[0] for row in CHOSEN.rows(ids=ids, day=SINCE, left_out=left_out)] == want
    assert CHOSEN.rows(ids=ids, day=date(2025, 12, 31), left_out=left_out) == []


def test_one_statement_serves_every_length_up_to_a_power_of_two(cast: Cast) -> None:
    seen: list[int] = []

    def build(ids: list[int]) -> object:
        seen.append(len(ids))
        return Pegawai.select(Pegawai.id).where(Pegawai.id.in_(ids))

    query = Prepared(build, ids=list[int])
    for many in (0, 1, 4, 5, 8, 3, 9):
        assert len(query.rows(ids=list(range(1, many + 1)))) == many
    assert seen == [1, 4, 8, 16]
