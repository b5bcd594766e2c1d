"""Pegawai: finding somebody of the office, and what stands of one person."""

from __future__ import annotations

from flask import Blueprint, request
from werkzeug.wrappers import Response

from appliance.access import NotVisible, find_or_404
from appliance.access_matrix import ACCESS
from appliance.models import daftar_pegawai as listing
from appliance.models.opd import Opd
from appliance.models.pegawai import Pegawai
from appliance.models.rekap_bulan import of_person
from appliance.rules import bulan as months
from appliance.web.kantor import halaman
from appliance.web.render import page
from appliance.web.session import actor, viewer
from appliance.web.unit_bulan import may_read

bp = Blueprint("pegawai", __name__, url_prefix="/pegawai")


@bp.get("")
def index() -> Response:
    who, hal, kode = actor(), halaman(), request.args.get("opd", "")
    offices = [(o.kode, o.nama, o.id) for o in who.opd().order_by(Opd.nama)]
    opd_id = next((office for code, _, office in offices if code == kode), None)
    if kode and opd_id is None:
        raise NotVisible
    people = who.pegawai().select(Pegawai.id)
    rows, count = listing.listing(people, who.today, request.args.get("cari", ""), opd_id, hal)
    return page("pegawai/index.html", rows=rows, jumlah=count, hal=hal, pages=-(-count // listing.PAGE),
                offices=[office[:2] for office in offices])  # fmt: skip


@bp.get("/<nip>")
def show(nip: str) -> Response:
    who = actor()
    bulan = months.of(who.today)
    person = find_or_404(who.pegawai(months.first(months.prev(bulan))).where(Pegawai.nip == nip))
    return page("pegawai/show.html", orang=person, bulan=bulan, before=months.prev(bulan),
                tempat=listing.placements(person.id), pin=listing.pins(person.id), rekap=of_person(person.id, bulan),
                tpp=reads_amounts(nip), gaji=may_read("gaji.show"))  # fmt: skip


def reads_amounts(nip: str) -> bool:
    """Whether the way to this person's amounts is open to the viewer: it is by other roles than this page's."""
    who = viewer()
    return who is not None and bool(
        who.acting(ACCESS["tpp.month_of"].read).pegawai().where(Pegawai.nip == nip).exists()
    )
