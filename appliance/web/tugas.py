"""How far a task of the month has come, and what came of it. It goes on when the page is closed."""

from __future__ import annotations

from flask import Blueprint
from werkzeug.wrappers import Response

from appliance.access import find_or_404
from appliance.models.opd import Opd
from appliance.models.tugas import Tugas
from appliance.models.tugas_bulan import BULANAN
from appliance.web.render import fragment_or_page

bp = Blueprint("tugas", __name__, url_prefix="/tugas")

JUDUL = {"hitung": "Menghitung TPP", "kunci": "Mengunci TPP", "bukti": "Membuktikan TPP"}


@bp.get("/<int:tugas_id>")
def show(tugas_id: int) -> Response:
    tugas = find_or_404(Tugas.select().where((Tugas.id == tugas_id) & Tugas.jenis.in_(BULANAN)))
    names = {opd.kode: opd.nama for opd in Opd.select()} if tugas.hasil else {}
    return fragment_or_page("tugas/_task.html", "tugas/show.html", tugas=tugas, bulan=tugas.isi["bulan"], nama=names,
                            judul=JUDUL[tugas.jenis], kembali=_result(tugas),
                            running=tugas.keadaan in ("antre", "berjalan"))  # fmt: skip


def _result(tugas: Tugas) -> str:
    """Where the result of the task stands."""
    way, offices = f"/finalisasi/{tugas.isi['bulan']}", tugas.isi["opd"]
    if len(offices) == 1:
        way += f"/unit/{Opd.get_by_id(offices[0]).kode}"
    return f"{way}/bukti" if tugas.jenis == "bukti" else way
