"""What happens once somebody has come in: what was done with the account is said, then the way leads on."""

from __future__ import annotations

from flask import url_for
from werkzeug.wrappers import Response

from appliance.models.kode import tell
from appliance.models.masuk import Entered
from appliance.models.pengenalan import is_open
from appliance.web.render import notice, redirect_303
from appliance.web.session import now, remember
from appliance.web.teks import waktu


def arrive(entered: Entered, ke: str) -> Response:
    """On to the second step, to the first pages, or to `ke`, which is one of our own addresses."""
    if entered.half:
        return remember(redirect_303(url_for("dua_langkah.show", ke=ke)), entered.token)
    for kode in tell(entered.pengguna_id, now())[-3:]:
        used = f", dipakai {waktu(kode.dipakai)}" if kode.dipakai else ", belum dipakai"
        notice(f"Kode aktivasi akun Anda dibuat oleh {kode.pembuat}, {waktu(kode.dibuat)}{used}.", "info")
    return remember(redirect_303(url_for("pengenalan.show") if is_open(entered.pengguna_id) else ke), entered.token)


def inside(path: str) -> str:
    """The address to go to: one of ours, never another site's."""
    safe = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
    return path if safe else "/"
