"""Roster: the month of those who work in shifts, as a grid; one person's month as a form."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from appliance.access import find_or_404
from appliance.models import roster as verbs
from appliance.models.orang_opd import cut, members
from appliance.models.pegawai import Pegawai
from appliance.models.refused import Refused
from appliance.rules import bulan as months
from appliance.web.kantor import Kantor, back, chosen, halaman, kantor
from appliance.web.render import notice, page
from appliance.web.session import pelaku, viewer

bp = Blueprint("roster", __name__, url_prefix="/roster")
GRID = 25  # people on one page


@bp.get("")
def index() -> Response:
    here = kantor()
    people = members(here.opd.id, here.mulai, here.selesai, request.args.get("cari", ""))
    plans = verbs.of_people([one.id for one in people], here.mulai, here.selesai)
    shown, hal, pages = cut(sorted(people, key=lambda one: one.id not in plans), halaman(), GRID)
    return page("roster/index.html", kantor=here, orang=shown, hal=hal, pages=pages, jumlah=len(people), plans=plans,
                days=months.days(here.bulan), codes=verbs.codes(), may=may_write())  # fmt: skip


@bp.get("/<nip>")
def show(nip: str) -> Response:
    here = kantor()
    person = chosen(here.opd, [nip], here.mulai, here.selesai)[0]
    plan = verbs.of_people([person.id], here.mulai, here.selesai).get(person.id, {})
    return _form(here, person, 200, {f"h-{day.day}": kode for day, kode in plan.items()}, {})


@bp.post("/<nip>")
def plan(nip: str) -> Response:
    here = kantor()
    person = chosen(here.opd, [nip], here.mulai, here.selesai)[0]
    wanted = {day: request.form.get(f"h-{day.day}", "").strip() for day in months.days(here.bulan)}
    try:
        changed = verbs.plan(find_or_404(Pegawai.select().where(Pegawai.id == person.id)), wanted, pelaku())
    except Refused as refused:
        return _form(here, person, 422, request.form, refused.errors)
    notice(f"Roster {person.nama} tersimpan: {changed} hari berubah.")
    return back(here, "/roster", here.bulan)


def may_write() -> bool:
    who = viewer()
    return who is not None and who.may("roster.plan", "POST")


def _form(here: Kantor, person: Any, status: int, values: Any, errors: dict[str, str]) -> Response:
    return page("roster/show.html", status, kantor=here, orang=person, days=months.days(here.bulan), values=values,
                errors=errors, codes=verbs.codes())  # fmt: skip
