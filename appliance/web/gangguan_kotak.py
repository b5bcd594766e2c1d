"""The log of outages of the box, month by month; an administrator adds what the box cannot know."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from appliance.access import find_or_404
from appliance.models import gangguan_kotak as verbs
from appliance.models.gangguan_kotak import SEBAB, GangguanKotak
from appliance.models.refused import Refused
from appliance.web.isian import Isian
from appliance.web.kesehatan import month_asked, ways
from appliance.web.render import notice, page, redirect_303
from appliance.web.session import now, pelaku
from appliance.web.unit_bulan import may

bp = Blueprint("gangguan_kotak", __name__, url_prefix="/kesehatan/gangguan")


@bp.get("")
def index() -> Response:
    bulan = month_asked()
    rows = verbs.of_month(bulan)
    minutes = verbs.minutes_by_day(rows, bulan, now())
    return page("gangguan_kotak/index.html", gangguan=rows, sebab=SEBAB, menit=minutes, **ways(bulan))


@bp.get("/<int:gangguan_id>")
def show(gangguan_id: int) -> Response:
    row = _find(gangguan_id)
    return page("gangguan_kotak/show.html", row=row, sebab=SEBAB, may=may, values=row, errors={})


@bp.post("/<int:gangguan_id>")
def annotate(gangguan_id: int) -> Response:
    row, isian = _find(gangguan_id), Isian(request.form)
    catatan = isian.teks("catatan", "Catatan", wajib=False, panjang=300)
    try:
        isian.done()
    except Refused as refused:
        return page("gangguan_kotak/show.html", 422, row=row, sebab=SEBAB, may=may, values=request.form,
                    errors=refused.errors)  # fmt: skip
    verbs.annotate(row, catatan, pelaku())
    notice("Catatan tersimpan.")
    return redirect_303(f"/kesehatan/gangguan?bulan={row.mulai:%Y-%m}")


def _find(gangguan_id: int) -> Any:
    return find_or_404(GangguanKotak.select().where(GangguanKotak.id == gangguan_id))
