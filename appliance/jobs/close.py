"""Computing and locking a month in the background, office by office, going on after a power cut."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from appliance import clock, kerusakan, settings
from appliance.jobs.queue import behalf, box, huey
from appliance.models import gangguan_disk
from appliance.models.jejak import Pelaku
from appliance.models.opd import Opd
from appliance.models.penghitungan import compute_offices
from appliance.models.penguncian import Kunci, lock_offices
from appliance.models.peraturan import rak
from appliance.models.tugas import Tugas, advance, finish, plan
from appliance.rules.peraturan import EntriTiadaAda


@huey.task()
@huey.lock_task("close")
def run_lock(tugas_id: int) -> None:
    with box():
        run(Tugas.get_by_id(tugas_id))


def lock_later(bulan: str, opd_ids: Sequence[int], pelaku: Pelaku, *, reason: str = "") -> Tugas:
    """Lock the month of these offices; `reason` lets people with incomplete data be left out."""
    tugas = plan("kunci", {"bulan": bulan, "opd": sorted(opd_ids), "alasan": reason}, pelaku, len(opd_ids))
    run_lock(tugas.id)
    return tugas


def compute_later(bulan: str, opd_ids: Sequence[int], pelaku: Pelaku) -> Tugas:
    """Compute the month of these offices anew, without locking."""
    tugas = plan("hitung", {"bulan": bulan, "opd": sorted(opd_ids)}, pelaku, len(opd_ids))
    run_lock(tugas.id)
    return tugas


def run(tugas: Tugas) -> None:
    """Do what a task of this kind says; a finished one is left alone."""
    if tugas.keadaan in ("selesai", "gagal"):
        return
    if kerusakan.noted(settings.load().data):
        finish(tugas, {}, clock.local(), failed=f"Berkas data rusak. {gangguan_disk.RUSAK.perbuatan}")
        return
    work = {"kunci": _lock, "hitung": _compute}[tugas.jenis]
    try:
        finish(tugas, work(tugas), clock.local())
    except (EntriTiadaAda, ValueError) as reason:
        finish(tugas, {}, clock.local(), failed=str(reason))


def _lock(tugas: Tugas) -> dict[str, Any]:
    offices = list(Opd.select().where(Opd.id.in_(tugas.isi["opd"])).order_by(Opd.kode))
    outcome = lock_offices(
        tugas.isi["bulan"], offices, behalf(tugas), allow_incomplete=tugas.isi["alasan"],
        progress=lambda done, total: advance(tugas, done, total),
    )  # fmt: skip
    return {"opd": [_told(one) for one in outcome], "orang": sum(o.orang for o in outcome)}


def _compute(tugas: Tugas) -> dict[str, Any]:
    done = compute_offices(
        tugas.isi["bulan"], tugas.isi["opd"], rak(), behalf(tugas),
        progress=lambda done, total: advance(tugas, done, total),
    )  # fmt: skip
    return {"orang": done}


def _told(one: Kunci) -> dict[str, Any]:
    missing = [{"nip": p.nip, "nama": p.nama, "alasan": reasons} for p, reasons in one.tak_lengkap]
    return {"kode": one.opd.kode, "keadaan": one.keadaan, "orang": one.orang, "tpp": one.tpp, "tak_lengkap": missing}
