"""A piece of evidence as a file: to whom may see its report, as what it is, and able to do nothing."""

from __future__ import annotations

from flask import Blueprint, send_file
from werkzeug.wrappers import Response

from appliance.access import NotVisible, find_or_404
from appliance.models.bukti_dukung import BuktiDukung, path_of
from appliance.models.laporan import Laporan
from appliance.rules import bulan as months
from appliance.web.session import actor

bp = Blueprint("bukti", __name__, url_prefix="/bukti")
TYPES = {"jpg": "image/jpeg", "pdf": "application/pdf"}
ALONE = "default-src 'none'; sandbox"


@bp.get("/<int:bukti_id>")
def show(bukti_id: int) -> Response:
    row: BuktiDukung | None = BuktiDukung.get_or_none(BuktiDukung.id == bukti_id)
    if row is None:
        raise NotVisible
    mine = actor().laporan(months.of(row.laporan.tanggal))
    find_or_404(mine.where(Laporan.id == row.laporan_id))
    path = path_of(row.hash, row.jenis)
    if not path.exists():
        raise NotVisible
    return _file(row)


def _file(row: BuktiDukung) -> Response:
    """A photo is shown in its place, a PDF is handed over: no browser opens one within our pages."""
    answer = send_file(path_of(row.hash, row.jenis), TYPES[row.jenis], as_attachment=row.jenis == "pdf",
                       download_name=f"bukti-{row.id}.{row.jenis}", etag=False)  # fmt: skip
    answer.headers["Content-Security-Policy"] = ALONE
    return answer
