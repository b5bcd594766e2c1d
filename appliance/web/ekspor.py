"""The locked month as files for other programs: amounts, the bank's list, SIPD. Each download stands in the trail."""

from __future__ import annotations

from flask import Blueprint, Response, request

from appliance.access import NotVisible, find_or_404
from appliance.exchange.bank import export_bank
from appliance.exchange.out import FORMATS
from appliance.exchange.refusal import BerkasDitolak
from appliance.exchange.sipd import export_sipd
from appliance.exchange.tpp import export_tpp
from appliance.models.base import db
from appliance.models.jejak import Perubahan, record
from appliance.models.opd import Opd
from appliance.web.session import actor, pelaku

bp = Blueprint("ekspor", __name__, url_prefix="/finalisasi/<bulan:bulan>/ekspor")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAKERS = {"tpp": export_tpp, "sipd": export_sipd, "bank": lambda *what: export_bank(*what).isi}


@bp.get("/<apa>.<bentuk>")
def download(bulan: str, apa: str, bentuk: str) -> Response:
    kode = _office()
    if apa not in MAKERS or bentuk not in FORMATS:
        raise NotVisible
    try:
        content = MAKERS[apa](bulan, bentuk, kode)
    except BerkasDitolak as none:
        raise NotVisible from none
    _note(apa, bulan, {"bulan": bulan, "opd": kode, "format": bentuk})
    return _file(content, f"{apa}-{bulan}{'-' + kode if kode else ''}.{bentuk}", bentuk)


def _office() -> str | None:
    """The office of the address, one of the actor's; None for all, to those who see all."""
    kode = request.args.get("opd", "")
    if kode:
        return str(find_or_404(actor().opd().where(Opd.kode == kode)).kode)
    if not actor().sees_all():
        raise NotVisible
    return None


def _note(apa: str, bulan: str, image: dict[str, str | None]) -> None:
    with db.atomic():
        record(pelaku(), [Perubahan("ekspor", apa, bulan, None, image)])


def _file(content: bytes, name: str, bentuk: str) -> Response:
    response = Response(content, mimetype=XLSX if bentuk == "xlsx" else "text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
