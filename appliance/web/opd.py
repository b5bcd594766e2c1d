"""Unit Kerja: all offices on one page, the silent ones first, and what stands of one of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, request
from werkzeug.wrappers import Response

from appliance.access import find_or_404
from appliance.models.mesin import Mesin
from appliance.models.opd import Opd
from appliance.models.opd_keadaan import Keadaan, glance
from appliance.models.opd_orang import keepers
from appliance.models.penandatangan_kelola import signers_of
from appliance.rules import bulan as months
from appliance.web.kantor import bulan
from appliance.web.keadaan_mesin import in_words
from appliance.web.render import page
from appliance.web.session import actor, now
from appliance.web.unit_bulan import may, may_read

bp = Blueprint("opd", __name__, url_prefix="/unit-kerja")
JALUR = {
    "lan": "Jaringan",
    "adms": "Kirim sendiri",
    "flashdisk": "Flashdisk",
    "manual": "Manual",
}

# What may be looked at alone, and the order of the list.
LIHAT: dict[str, tuple[str, Callable[[Keadaan], bool]]] = {
    "": ("Semua", lambda _: True),
    "kurang": ("Data kurang", lambda k: k.lengkap is not None and k.lengkap < 100),
    "belum": ("Belum diverifikasi", lambda k: not k.diverifikasi),
    "diam": ("Belum memakai", lambda k: not k.memakai),
}
URUT: dict[str, tuple[str, Callable[[Keadaan], Any]]] = {
    "data": ("data paling tertinggal", lambda k: (k.opd.data_sampai or date.min, k.opd.nama)),
    "nama": ("nama", lambda k: k.opd.nama),
    "orang": ("pegawai terbanyak", lambda k: (-k.orang, k.opd.nama)),
    "pakai": ("paling jarang masuk", lambda k: (k.masuk * 100 // max(k.orang, 1), k.opd.nama)),
}


@bp.get("")
def index() -> Response:
    month = bulan() if request.args.get("bulan") else months.prev(months.of(actor().today))
    rows = glance(list(actor().opd()), month, now())
    chosen = _chosen(rows)
    return page("opd/index.html", rows=chosen, semua=rows, bulan=month, jalur=JALUR, tabs=_tabs(rows), urut=URUT,
                jumlah=_numbers(rows), before=_way(bulan=months.prev(month)),
                after=_way(bulan=months.next(month)))  # fmt: skip


@bp.get("/<kode>")
def show(kode: str) -> Response:
    opd = find_or_404(actor().opd().where(Opd.kode == kode))
    month, today = months.prev(months.of(actor().today)), actor().today
    machines = list(Mesin.select().where(Mesin.opd == opd).order_by(Mesin.sn))
    return page("opd/show.html", opd=opd, bulan=month, keadaan=glance([opd], month, now())[0], jalur=JALUR,
                mesin=[(row, in_words(row)) for row in machines], orang=keepers(opd.id, today), now=now(), may=may,
                tanda=signers_of(opd.id, today), may_read=may_read,
                bawahan=list(Opd.select().where(Opd.induk == opd).order_by(Opd.nama)))  # fmt: skip


def _chosen(rows: list[Keadaan]) -> list[Keadaan]:
    args = request.args
    _, wanted = LIHAT.get(args.get("lihat", ""), LIHAT[""])
    _, order = URUT.get(args.get("urut", ""), URUT["data"])
    words = args.get("cari", "").strip().casefold()
    found = [k for k in rows if wanted(k) and words in k.opd.nama.casefold()]
    return sorted((k for k in found if args.get("jalur", "") in ("", k.opd.jalur)), key=order)


def _tabs(rows: list[Keadaan]) -> list[dict[str, Any]]:
    here = request.args.get("lihat", "")
    return [
        {"href": _way(lihat=name), "label": label, "current": here == name, "count": sum(map(wanted, rows))}
        for name, (label, wanted) in LIHAT.items()
    ]


def _way(**more: str) -> str:
    """This page with some of its choices changed."""
    given = {name: request.args.get(name, "") for name in ("lihat", "urut", "jalur", "cari", "bulan")} | more
    return "?" + urlencode({name: value for name, value in given.items() if value})


def _numbers(rows: list[Keadaan]) -> dict[str, int]:
    return {
        "unit": len(rows), "orang": sum(k.orang for k in rows), "lengkap": sum(k.lengkap == 100 for k in rows),
        "diverifikasi": sum(k.diverifikasi for k in rows), "memakai": sum(k.memakai for k in rows),
    }  # fmt: skip
