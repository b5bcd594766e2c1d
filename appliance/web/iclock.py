"""The push road: /iclock as ADMS machines call it. What to answer is said in `devices.adms`.

A machine on the list is let in by serial and, where it is set, by address and key; nobody else gets more than a shrug.
"""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, Response, current_app, request

from appliance import clock, timekeeper
from appliance.devices import adms, adms_body
from appliance.models.dorongan import arrived, keep_raw, known_machine, remember_stamp, seen, take_push
from appliance.models.kunci import KunciHilang, unseal
from appliance.models.mesin import Mesin, Pembacaan
from appliance.models.pembacaan import held

bp = Blueprint("iclock", __name__, url_prefix="/iclock")
HOURS = {"WIB": 7, "WITA": 8, "WIT": 9}
UNSURE = timedelta(days=400)  # while the clock is in doubt, what lies ahead of it may well be today
TIMELESS = "application/octet-stream"
quiet: dict[str, int] = {}  # getrequests since a machine's last upload; a restart only counts anew


def plain(text: str, status: int = 200) -> Response:
    """A machine sets its clock by the Date of an answer of type text/plain, and every answer has a Date."""
    return Response(text, status, content_type=TIMELESS if timekeeper.doubt() else "text/plain")


def no_time() -> Response:
    return Response(adms.ERROR_REPLY, 503, content_type=TIMELESS)


def caller() -> tuple[adms.Contact, Mesin] | None:
    """Who calls, when it is a machine of ours."""
    contact = adms.parse_query(request.args)
    mesin = known_machine(contact.sn, request.remote_addr or "") if contact else None
    if contact is None or mesin is None:
        current_app.logger.warning("mesin tak dikenal di jalur push: %s", request.remote_addr)
        return None
    return contact, mesin


@bp.get("/cdata")
@bp.get("/cdata.aspx")
def handshake() -> Response:
    found = caller()
    if found is None or not key_fits(*found):
        return plain(adms.UNKNOWN_DEVICE)
    contact, mesin = found
    if not clock_is_sane():
        return no_time()
    quiet[contact.sn] = 0
    seen(mesin, clock.at(mesin.zona))
    return plain(adms.handshake(contact.sn, stamp=mesin.stamp, offset_hours=HOURS[mesin.zona]))


@bp.post("/cdata")
@bp.post("/cdata.aspx")
def upload() -> Response:
    body = request.get_data(cache=True, parse_form_data=False)
    found = caller()
    if found is None:
        return plain(adms.UNKNOWN_DEVICE)
    return plain(store(*found, body))  # what fails gets ERR from `errors.broken`: the machine sends it again


def store(contact: adms.Contact, mesin: Mesin, body: bytes) -> str:
    """Keep and take in one upload; returns what to answer once it is committed."""
    quiet[contact.sn] = 0
    now = clock.at(mesin.zona)
    folder = current_app.extensions["box"].data / "muatan"
    if contact.table != "ATTLOG":
        seen(mesin, now)
        if contact.table != "OPERLOG":
            return adms.PLAIN_OK
        kept = adms_body.redact_operlog(body)
        if kept.kept:  # power cuts, clock changes, deleted logs: tamper evidence
            keep_raw(folder, mesin, "\n".join(kept.kept).encode(), request.remote_addr or "", now, "oplog")
        return adms.accepted(kept.lines)
    doubtful = bool(timekeeper.doubt() and timekeeper.look() and timekeeper.doubt())  # noted before anything enters
    road = "adms-ragu" if doubtful else "adms"  # a contact of its own, marked as come under a doubtful clock
    name = keep_raw(folder, mesin, body, request.remote_addr or "", now, road)
    pushed = adms_body.parse_attlog(body, now=now + UNSURE if doubtful else now)
    take_push(mesin, pushed.punches, pushed.rejected, name, now)
    remember_stamp(mesin, contact.stamp)
    return adms.accepted(pushed.lines)


@bp.get("/getrequest")
@bp.get("/getrequest.aspx")
def getrequest() -> Response:
    found = caller()
    if found is None:
        return plain(adms.UNKNOWN_DEVICE)
    if not clock_is_sane():
        return no_time()
    heard(*found)
    return plain(adms.GETREQUEST_REPLY)


@bp.post("/devicecmd")
@bp.post("/devicecmd.aspx")
@bp.get("/ping")
@bp.post("/registry")
@bp.post("/registry.aspx")
def acknowledge() -> Response:
    return plain(adms.PLAIN_OK if caller() else adms.UNKNOWN_DEVICE)


def key_fits(contact: adms.Contact, mesin: Mesin) -> bool:
    """Where a machine has a key, the handshake must bring it."""
    try:
        key = unseal(mesin.kunci)
    except KunciHilang:
        return False
    return not key or key == contact.commkey


def heard(contact: adms.Contact, mesin: Mesin) -> None:
    """An idle machine asks for work: note it, and whether it has nothing more to send."""
    now = clock.at(mesin.zona)
    quiet[contact.sn] = quiet.get(contact.sn, 0) + 1
    count = contact.info.catatan if contact.info else None
    seen(mesin, now, count)
    stale = mesin.tercakup is None or mesin.tercakup < now.date() - timedelta(days=1)
    if stale and adms.caught_up(polls_since_upload=quiet[contact.sn], count=count or mesin.jumlah, held=held(mesin)):
        arrived(mesin, now)


def clock_is_sane() -> bool:
    """Machines set their clocks by ours: with a clock behind what was already written we don't speak to them."""
    if timekeeper.doubt():
        return False
    last = Pembacaan.select(Pembacaan.mulai).order_by(Pembacaan.mulai.desc()).limit(1).scalar()
    return last is None or last <= clock.local() + timedelta(minutes=5)
