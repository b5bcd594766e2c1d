"""A reading that somebody asked for: waiting for it, and what came of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from appliance.access import NotVisible, find_or_404
from appliance.models import mesin_kelola as verbs
from appliance.models.mesin import Mesin, Pembacaan
from appliance.web.keadaan_mesin import in_words
from appliance.web.render import fragment_or_page
from appliance.web.session import actor, now

bp = Blueprint("pembacaan", __name__, url_prefix="/mesin")
PATIENCE = timedelta(minutes=10)


@bp.get("/<sn>/pembacaan/<sejak>")
def show(sn: str, sejak: str) -> Response:
    mesin = find_or_404(actor().mesin().where(Mesin.sn == sn))
    asked = _moment(sejak)
    row = verbs.readings(mesin.id).where((Pembacaan.mulai >= asked) & (Pembacaan.jalur == "lan")).first()
    state = _state(row, asked)
    return fragment_or_page("mesin/_reading.html", "mesin/reading.html", mesin=mesin, row=row, sejak=sejak, **state)


def _moment(sejak: str) -> datetime:
    try:
        return datetime.strptime(sejak, "%Y%m%d%H%M%S")  # noqa: DTZ007 - the office's wall clock has no zone
    except ValueError:
        raise NotVisible from None


def _state(row: Any, asked: datetime) -> dict[str, Any]:
    running = row is None or row.selesai is None
    late = running and now() - asked > PATIENCE
    failed = "Belum ada jawaban sesudah 10 menit. Coba lagi, atau laporkan kepada admin." if late else ""
    if not running and row.keadaan not in ("lengkap", "tak_berubah", "sebagian"):
        failed = row.pesan or in_words(row).kalimat
    return {"running": running and not late, "failed": failed}
