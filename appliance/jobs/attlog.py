"""Taking a machine's USB export in, and taking it back, in the background: a log may hold a hundred thousand lines."""

from __future__ import annotations

from datetime import date

from appliance import clock
from appliance.box import Box
from appliance.exchange.attlog import enter_attlog
from appliance.exchange.impor import seen_through
from appliance.exchange.refusal import BerkasDitolak
from appliance.exchange.stage import staged
from appliance.exchange.tarik import take_back
from appliance.jobs.queue import behalf, box, huey
from appliance.models.impor import Impor
from appliance.models.jejak import Pelaku
from appliance.models.mesin import Mesin
from appliance.models.tugas import Tugas, finish, plan

ENTER, TAKE_BACK = "attlog", "tarik_attlog"
KINDS = (ENTER, TAKE_BACK)


@huey.task()
def run_attlog(tugas_id: int) -> None:
    with box() as opened:
        run(Tugas.get_by_id(tugas_id), opened)


def enter_later(mesin: Mesin, berkas: str, name: str, sampai: date, pelaku: Pelaku) -> Tugas:
    """Enter the staged bytes `name`; the finished task's `hasil["impor"]` is the id of the import."""
    isi = {"mesin": mesin.id, "berkas": berkas, "hash": name, "sampai": sampai.isoformat()}
    tugas = plan(ENTER, isi, pelaku)
    run_attlog(tugas.id)
    return tugas


def take_back_later(impor: Impor, pelaku: Pelaku) -> Tugas:
    assert impor.mesin is not None
    tugas = plan(TAKE_BACK, {"impor": impor.id, "hash": impor.hash, "mesin": impor.mesin.id}, pelaku)
    run_attlog(tugas.id)
    return tugas


def run(tugas: Tugas, opened: Box) -> None:
    """Do what the task says; a finished one is left alone, a stopped one was finished with the imports."""
    if tugas.keadaan in ("selesai", "gagal"):
        return
    Tugas.update(keadaan="berjalan").where(Tugas.id == tugas.id).execute()
    try:
        impor = _enter(tugas, opened) if tugas.jenis == ENTER else _take_back(tugas, opened)
        finish(tugas, {"impor": impor}, clock.local())
    except BerkasDitolak as refused:
        finish(tugas, {}, clock.local(), failed=" ".join(fault.alasan for fault in refused.tolakan))
    except FileNotFoundError:
        finish(tugas, {}, clock.local(), failed="Berkasnya sudah tidak ada; unggah lagi.")


def _enter(tugas: Tugas, opened: Box) -> int:
    isi = tugas.isi
    done = entered(tugas)
    if done is None:
        mesin, sampai = Mesin.get_by_id(isi["mesin"]), date.fromisoformat(isi["sampai"])
        data = staged(opened.data, isi["hash"])
        done, _ = enter_attlog(opened.data, mesin, isi["berkas"], data, behalf(tugas), sampai=sampai)
    return int(seen_through(opened.data, done, clock.local()).id)


def entered(tugas: Tugas) -> Impor | None:
    """The import that this task began, finished or not."""
    begun = tugas.dibuat.replace(microsecond=0)
    own = (Impor.hash == tugas.isi["hash"]) & (Impor.mesin == tugas.isi["mesin"]) & (Impor.dibuat >= begun)
    found: Impor | None = Impor.select().where(own).order_by(Impor.id.desc()).first()
    return found


def _take_back(tugas: Tugas, opened: Box) -> int:
    impor: Impor = Impor.get_by_id(tugas.isi["impor"])
    if impor.keadaan != "ditarik":
        take_back(opened.data, impor, behalf(tugas))
    return int(impor.id)
