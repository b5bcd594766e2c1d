"""The way around: what each person finds in the menu, from the access matrix and nothing else."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flask import Flask, current_app, request, url_for

from appliance.access_matrix import ACCESS
from appliance.models.persetujuan_antrean import count
from appliance.web.session import viewer

# endpoint, words, drawing, heading that begins with it
MENU: tuple[tuple[str, str, str, str], ...] = (
    ("beranda.index", "Beranda", "beranda", ""),
    ("persetujuan.index", "Persetujuan", "verifikasi", ""),
    ("kehadiran.index", "Kehadiran", "kehadiran", ""),
    ("laporan.index", "Laporan", "laporan", ""),
    ("tpp.index", "TPP", "tpp", ""),
    ("akun.show", "Akun", "akun", ""),
    ("skp.index", "SKP", "verifikasi", ""),
    ("bawahan.index", "Bawahan", "pegawai", ""),
    ("verifikasi.index", "Verifikasi", "verifikasi", "Unit kerja"),
    ("pegawai.index", "Pegawai", "pegawai", ""),
    ("kode.index", "Kode aktivasi", "akun", ""),
    ("atur_ulang.index", "Atur ulang", "pin", ""),
    ("cuti.index", "Cuti, Dinas Luar, Izin", "cuti", ""),
    ("apel.index", "Apel", "apel", ""),
    ("koreksi.index", "Koreksi", "koreksi", ""),
    ("gangguan.index", "Gangguan", "gangguan", ""),
    ("presensi_manual.index", "Presensi manual", "laporan", ""),
    ("roster.index", "Roster", "kalender", ""),
    ("mesin.index", "Mesin Presensi", "mesin", "Mesin"),
    ("pin.index", "PIN", "pin", ""),
    ("impor.index", "Impor", "impor", ""),
    ("opd.index", "Unit Kerja", "unit", "Kabupaten"),
    ("atasan.index", "Tidak dinilai atasan", "jejak", "Kabupaten"),
    ("finalisasi.index", "Finalisasi TPP", "finalisasi", ""),
    ("peraturan.index", "Peraturan", "peraturan", ""),
    ("kalender.index", "Kalender", "kalender", ""),
    ("penandatangan.index", "Penandatangan", "verifikasi", ""),
    ("impor_data.index", "Impor data", "impor", ""),
    ("peran.index", "Akun dan Peran", "akun", ""),
    ("jejak.index", "Riwayat perubahan", "jejak", ""),
    ("cadangan.index", "Cadangan", "unduh", ""),
)

LEADERS = frozenset({"bawahan", "persetujuan"})  # offered to those under whom somebody serves


@lru_cache(maxsize=256)
def _items(roles: frozenset[str], known: frozenset[str]) -> tuple[dict[str, Any], ...]:
    """The menu of a set of roles; cached, since there are few sets and many pages."""
    found: list[dict[str, Any]] = []
    heading = ""
    for endpoint, label, icon, group in MENU:
        heading = group or heading
        if endpoint in known and not roles.isdisjoint(ACCESS[endpoint].read):
            begins = heading if all(item["heading"] != heading for item in found) else ""
            item = {"href": url_for(endpoint), "label": label, "icon": icon, "group": begins, "heading": heading}
            found.append({**item, "noun": endpoint.partition(".")[0]})
    return tuple(found)


def around() -> dict[str, Any]:
    """What the layout needs on every page."""
    who = viewer()
    if who is None:
        return {"nav": (), "viewer": None}
    noun = request.blueprint or ""
    items = _items(who.roles, current_app.extensions["endpoints"])
    leads = who.memimpin or who.has("kepala")
    waits = {"persetujuan": count(who.pegawai_id, who.today)} if leads and who.pegawai_id is not None else {}
    return {
        "nav": [
            {**item, "current": item["noun"] == noun, "count": waits.get(item["noun"], 0)}
            for item in items
            if leads or item["noun"] not in LEADERS
        ],
        "viewer": {"nama": who.nama, "unit": who.unit, "href": "/akun"},
    }


def work() -> list[dict[str, Any]]:
    """The entries that come with a role beyond everybody's own pages; Beranda offers them as the work at hand."""
    who = viewer()
    everybody = frozenset(item["noun"] for item in _items(frozenset({"asn"}), current_app.extensions["endpoints"]))
    items = _items(who.roles, current_app.extensions["endpoints"]) if who else ()
    return [item for item in items if item["noun"] not in everybody]


def init_app(app: Flask) -> None:
    """After all blueprints are known: the menu never leads to a page that is not there."""
    app.extensions["endpoints"] = frozenset(app.view_functions)
    app.context_processor(around)
