"""Who sends this request: the cookie, the session behind it, the roles that count for this page."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import cast

from flask import Flask, Response, g, request, url_for
from werkzeug.exceptions import BadRequest, Forbidden
from werkzeug.wrappers import Response as Answer

from appliance import clock
from appliance.access import PRIVILEGED, Actor
from appliance.access_matrix import ACCESS, PUBLIC, WRITING
from appliance.models import gangguan_disk, sesi
from appliance.models.jejak import Pelaku
from appliance.web.render import redirect_303
from appliance.web.typed import typed

COOKIE = "ekinerja_sesi"
SEEN_AGAIN = timedelta(minutes=10)


def actor() -> Actor:
    """Who asks, with only the roles that the matrix lets count on this page."""
    return cast(Actor, g.actor)


def viewer() -> Actor | None:
    """Who is signed in, with all roles; for what surrounds a page."""
    return cast("Actor | None", g.get("viewer"))


def now() -> datetime:
    """The moment of this request on the office's wall clock."""
    if "now" not in g:
        g.now = clock.local()
    return cast(datetime, g.now)


def pelaku() -> Pelaku:
    """Who the audit trail names for what this request does."""
    who = viewer()
    if who is None:
        return Pelaku(None, "belum masuk", address(), now())
    return Pelaku(who.pengguna_id, who.nama, address(), now())


def address() -> str:
    return request.remote_addr or ""


def check() -> Answer | None:
    """Before any view: find the session, ask the matrix, keep only the roles that count here."""
    if request.endpoint == "static":
        return None
    who = g.viewer = _signed_in()
    if request.endpoint is None:
        return None  # no such address: 404, whoever asks
    roles = ACCESS[request.endpoint].roles(request.method)
    if PUBLIC in roles:
        return None
    if who is None:
        return _to_sign_in()
    if who.roles.isdisjoint(roles):
        raise Forbidden
    g.actor = who.acting(roles)
    return None


def _signed_in() -> Actor | None:
    token = request.cookies.get(COOKIE)
    found = sesi.find(token, now()) if token else None
    if found is None:
        return None
    peran = found.peran if found.pegawai_id is None else found.peran | {("asn", None)}
    who = Actor(
        pengguna_id=found.pengguna_id, nama=found.nama, pegawai_id=found.pegawai_id, nip=found.nip,
        opd_id=found.opd_id, unit=found.unit, peran=peran, today=now().date(),
        memimpin=found.memimpin,
    )  # fmt: skip
    if who.has(*PRIVILEGED) and (not found.kedua or now() > found.dibuat + sesi.SHORT):
        return None  # too long ago, or without the second step: also somebody who was given a role meanwhile
    g.sesi_id = found.sesi_id
    if now() - found.terakhir > SEEN_AGAIN:
        _touch(found.sesi_id)
    return who


def _touch(sesi_id: int) -> None:
    """On a disk that takes nothing any more pages can still be read."""
    try:
        sesi.touch(sesi_id, now())
    except Exception as error:
        if gangguan_disk.of(error) in (None, gangguan_disk.RUSAK):
            raise


def _to_sign_in() -> Answer:
    """To the sign-in page, and back here afterwards; not back to a change, which would need its form again.

    Raises BadRequest where a session ended while somebody wrote: that page shows the words once more.
    """
    if request.method in WRITING:
        if COOKIE in request.cookies and typed():
            raise BadRequest("Sesi Anda di sini sudah berakhir. Masuk lagi, lalu kirim sekali lagi.")
        return redirect_303(url_for("masuk.show"))
    return redirect_303(url_for("masuk.show", ke=request.full_path.rstrip("?")))


def remember(response: Answer, token: str) -> Answer:
    """Give the browser its token."""
    response.set_cookie(
        COOKIE, token, max_age=int(sesi.LONG.total_seconds()), httponly=True, samesite="Lax", secure=request.is_secure
    )
    return response


def forget(response: Answer) -> Answer:
    response.delete_cookie(COOKIE, httponly=True, samesite="Lax", secure=request.is_secure)
    return response


def never_kept(response: Response) -> Response:
    """What only this person may see is kept by no browser and no proxy."""
    if request.endpoint != "static":
        response.headers["Cache-Control"] = "no-store"
    return response


def init_app(app: Flask) -> None:
    app.before_request(check)
    app.after_request(never_kept)
