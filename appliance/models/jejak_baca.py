"""Reading the audit trail, newest first, by what was changed, how, by whom and when."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from peewee import Select, fn

from appliance.models.base import db
from appliance.models.jejak import Jejak, broken

PAGE = 40


class Pilih(NamedTuple):
    """What is looked for; an empty text or None is any. `sebelum` is the number below which to go on."""

    objek: str = ""
    aksi: str = ""
    pelaku: str = ""
    kunci: str = ""
    dari: date | None = None
    sampai: date | None = None
    sebelum: int | None = None


def entries(pilih: Pilih, hidden: frozenset[str]) -> list[dict[str, Any]]:
    """Up to PAGE rows and one more, which says that there are older ones. Of objects in `hidden` no contents."""
    rows: Any = Jejak.select().where(_there(pilih)).order_by(Jejak.id.desc()).limit(PAGE + 1)
    found = []
    for row in rows.dicts():
        row["beda"] = [] if row["objek"] in hidden else _difference(row["sebelum"], row["sesudah"])
        row["tertutup"] = row["objek"] in hidden
        found.append(row)
    return found


def _there(pilih: Pilih) -> Any:
    there: Any = Jejak.id > 0
    for name in ("objek", "aksi"):
        if getattr(pilih, name):
            there &= getattr(Jejak, name) == getattr(pilih, name)
    for name in ("pelaku", "kunci"):
        if getattr(pilih, name):
            there &= fn.LOWER(getattr(Jejak, name)).contains(getattr(pilih, name).lower())
    if pilih.dari is not None:
        there &= Jejak.kapan >= datetime.combine(pilih.dari, time())
    if pilih.sampai is not None:
        there &= Jejak.kapan < datetime.combine(pilih.sampai + timedelta(days=1), time())
    if pilih.sebelum is not None:
        there &= Jejak.id < pilih.sebelum
    return there


def _difference(before: str | None, after: str | None) -> list[tuple[str, Any, Any]]:
    """(field, before, after) of what is not the same."""
    old, new = json.loads(before) if before else {}, json.loads(after) if after else {}
    names = [*old, *(name for name in new if name not in old)]
    return [(name, old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)]


def objects() -> list[str]:
    """What kinds of records the trail knows: one step along the index for each, whatever the length of the trail."""
    first: Any = Jejak.select(fn.MIN(Jejak.objek)).cte("apa", recursive=True, columns=("objek",))
    further = Jejak.alias()
    following = further.select(fn.MIN(further.objek)).where(further.objek > first.c.objek)
    every = first.union_all(Select([first], [following]).where(first.c.objek.is_null(is_null=False)))
    return [row[0] for row in every.select_from(first.c.objek).bind(db).tuples() if row[0]]


def chain() -> dict[str, Any]:
    """The seals checked from the first row to the last: how many, and the numbers of those that do not fit."""
    wrong = list(broken())
    return {"jumlah": Jejak.select().count(), "rusak": wrong[:PAGE], "jumlah_rusak": len(wrong)}
