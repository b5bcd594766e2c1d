"""Kode aktivasi: who of the office has come in, and a new code for one person, shown once."""

from __future__ import annotations

from flask import Blueprint, request
from werkzeug.wrappers import Response

from appliance.access import NotVisible, find_or_404
from appliance.models import akun_kantor
from appliance.models.dua_langkah import is_set_up
from appliance.models.kode import LASTS, issue_code
from appliance.models.opd import Opd
from appliance.models.pengguna import Pengguna
from appliance.web.kantor import halaman
from appliance.web.render import page
from appliance.web.session import actor, now, pelaku, viewer

bp = Blueprint("kode", __name__, url_prefix="/kode")


@bp.get("")
def index() -> Response:
    offices, who, hal = _offices(), actor(), halaman()
    opd = chosen(offices)
    rows = akun_kantor.listing(who.given_codes(), who.today, now(), opd_id=opd.id if opd else None,
                               cari=request.args.get("cari", "").strip())  # fmt: skip
    total, new = rows.count(), rows.where(Pengguna.sandi.is_null()).count()
    return page("kode/index.html", opd=opd, offices=[(o.kode, o.nama) for o in offices], new=new, total=total, hal=hal,
                rows=akun_kantor.shown(rows, hal), pages=-(-total // akun_kantor.PAGE),
                prints=may("slip_aktivasi.create"))  # fmt: skip


@bp.get("/<login>")
def show(login: str) -> Response:
    account = account_of(login)
    return page("kode/show.html", account=account, set_up=is_set_up(account.id), asks=may("atur_ulang.create"),
                errors={}, values={})  # fmt: skip


@bp.post("/<login>")
def create(login: str) -> Response:
    account = account_of(login)
    code = issue_code(account, pelaku())
    return page("kode/given.html", account=account, code=code, until=now() + LASTS)


def account_of(login: str) -> Pengguna:
    """The account of that name, if the actor may give it a code; else NotVisible."""
    account: Pengguna = find_or_404(actor().given_codes().where(Pengguna.nama_masuk == login))
    return account


def chosen(offices: list[Opd]) -> Opd | None:
    """The office that the address names, else one's own, else none: then all. NotVisible for another's."""
    kode, who = request.values.get("opd", ""), viewer()
    found = next((opd for opd in offices if opd.kode == kode), None)
    if kode and found is None:
        raise NotVisible
    if "opd" in request.values:
        return found
    return next((opd for opd in offices if who and opd.id == who.opd_id and not who.has("admin", "bkpsdm")), None)


def may(endpoint: str) -> bool:
    """Whether the viewer's roles open a form that this page offers."""
    who = viewer()
    return who is not None and who.may(endpoint, "POST")


def _offices() -> list[Opd]:
    """Offices to choose from: the box's administrator sees accounts of all of them, though nothing else there."""
    who = actor()
    return list((Opd.select() if who.has("admin") else who.opd()).order_by(Opd.nama))
