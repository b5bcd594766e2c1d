"""What an inspector has read, and who read the amounts of others, goes into the audit trail, page by page."""

from __future__ import annotations

from flask import Flask, Response, g, request

from appliance.models.base import db
from appliance.models.jejak import Perubahan, record
from appliance.web.session import pelaku

INSPECTOR = "pemeriksa"
# Pages about nobody but the reader, and one that records its own reading, whoever reads.
OWN = frozenset({"beranda.index", "akun.show", "tpp.month_of", "pengenalan.show"})
# Pages and papers with the amounts of many people: recorded whoever reads them. Exports record themselves.
AMOUNTS = frozenset({"finalisasi.office", "dokumen.download", "pembuktian.show", "pembayaran.new", "gaji.show"})

# Records with amounts of people, as the trail and the imports of tables show them.
EARNINGS = frozenset({"gaji", "pegawai", "penempatan", "penutupan", "pembayaran", "perkiraan", "tpp", "bank", "sipd"})


def shows(objek: str) -> None:
    """Say that this page shows the contents of such a record, which may be somebody's amounts."""
    if objek in EARNINGS:
        g.besaran = True


def note(response: Response) -> Response:
    """After a page was shown: all that an inspector sees, and others' amounts to whom ever they are shown."""
    who = g.get("actor")
    if who is None or response.status_code != 200 or request.endpoint in OWN or request.method != "GET":
        return response
    amounts = request.endpoint in AMOUNTS or g.get("besaran", False)
    if amounts or who.has(INSPECTOR):
        aksi, path = "baca besaran" if amounts else "baca", request.full_path.rstrip("?")
        with db.atomic():
            record(pelaku(), [Perubahan(aksi, request.blueprint or "", path, None, None)])
    return response


def init_app(app: Flask) -> None:
    app.after_request(note)
