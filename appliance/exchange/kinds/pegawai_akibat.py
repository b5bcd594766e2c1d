"""What follows when people are placed, moved or withdrawn: ends of placements, accounts, PINs, days to judge."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from appliance.exchange.follow import images, mark_estimates
from appliance.exchange.image import Kamus
from appliance.exchange.kind import Konteks, Ubah
from appliance.models.mesin import MesinOpd
from appliance.models.opd import Opd
from appliance.models.pegawai import Pegawai
from appliance.models.penempatan import OPEN, settle
from appliance.models.penerimaan import resolve_pins
from appliance.models.pengguna import Pengguna, ensure_accounts
from appliance.models.tandai import mark_days


def wrote(changes: Sequence[Ubah], _: Konteks) -> None:
    places = [change for change in changes if change.bagian.objek == "penempatan"]
    ids = Kamus().ids(Pegawai, "nip")
    for nip in {change.kunci[0] for change in places} & ids.keys():
        settle(ids[nip])
    ensure_accounts()
    mark_estimates(places, lambda image: (image["mulai"], None))


def finish(changes: Sequence[Ubah], _: Konteks) -> None:
    """Days from the first change of each person on, and punches whose PIN has another holder now."""
    places = [change for change in changes if change.bagian.objek == "penempatan"]
    ids, offices = Kamus().ids(Pegawai, "nip"), Kamus().ids(Opd, "kode")
    since: dict[str, date] = {}
    for nip, mulai in (change.kunci for change in places):
        since[nip] = min(since.get(nip, OPEN), date.fromisoformat(mulai))
    for day in sorted(set(since.values())):
        mark_days([ids[nip] for nip, first in since.items() if first == day and nip in ids], day, OPEN)
    named = {offices[image["opd"]] for image in images(places) if image["opd"] in offices}
    machines: Any = MesinOpd.select(MesinOpd.mesin).where(MesinOpd.opd.in_(sorted(named))).distinct().tuples()
    resolve_pins([row[0] for row in machines])


def account_in_use(pegawai_id: Any) -> str | None:
    """An account that its owner has opened, or that bears a role, is not dropped silently."""
    account = Pengguna.get_or_none(Pengguna.pegawai == pegawai_id)
    if account is None:
        return None
    if account.sandi is not None:
        return "akun yang sudah diaktifkan"
    held = next((o for f, o in Pengguna._meta.backrefs.items() if o.select().where(f == account.id).exists()), None)
    return f"{held.__name__} pada akunnya" if held else None


def drop_account(pegawai_id: Any) -> None:
    Pengguna.delete().where(Pengguna.pegawai == pegawai_id).execute()
