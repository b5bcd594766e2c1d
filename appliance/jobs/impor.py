"""Files of a KIND in the background: looked through, entered, taken back. Their bytes are staged under their hash."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from appliance import clock
from appliance.box import Box
from appliance.exchange.impor import enter, preview, seen_through
from appliance.exchange.pratinjau import told
from appliance.exchange.refusal import BerkasDitolak
from appliance.exchange.stage import staged
from appliance.exchange.tarik import take_back
from appliance.jobs.queue import behalf, box, huey
from appliance.models.impor import Impor
from appliance.models.jejak import Pelaku
from appliance.models.tugas import Tugas, finish, plan

PREVIEW, ENTER, TAKE_BACK = "pratinjau_impor", "impor", "tarik_impor"
KINDS = (PREVIEW, ENTER, TAKE_BACK)


@dataclass(frozen=True, slots=True)
class Kiriman:
    """An uploaded file: its KIND, the name it was given, the hash of its bytes, whether further columns are skipped."""

    jenis: str
    berkas: str
    hash: str
    abaikan: bool = False


@huey.task()
def run_import(tugas_id: int) -> None:
    with box() as opened:
        run(Tugas.get_by_id(tugas_id), opened)


def preview_later(kiriman: Kiriman, pelaku: Pelaku) -> Tugas:
    """Look a staged file through; `hasil` of the finished task is what `told` gives."""
    return _later(PREVIEW, asdict(kiriman), pelaku)


def enter_later(kiriman: Kiriman, pelaku: Pelaku, *, partial: bool = False) -> Tugas:
    """Enter it; `hasil["impor"]` of the finished task is the id of the import."""
    return _later(ENTER, {**asdict(kiriman), "sebagian": partial}, pelaku)


def take_back_later(impor: Impor, pelaku: Pelaku) -> Tugas:
    return _later(TAKE_BACK, {"impor": impor.id, "jenis": impor.jenis, "berkas": impor.berkas}, pelaku)


def _later(jenis: str, isi: dict[str, Any], pelaku: Pelaku) -> Tugas:
    tugas = plan(jenis, isi, pelaku)
    run_import(tugas.id)
    return tugas


def run(tugas: Tugas, opened: Box) -> None:
    """Do what the task says; a finished one is left alone, a stopped import was finished by the imports themselves."""
    if tugas.keadaan in ("selesai", "gagal"):
        return
    Tugas.update(keadaan="berjalan").where(Tugas.id == tugas.id).execute()
    work = {PREVIEW: _preview, ENTER: _enter, TAKE_BACK: _take_back}[tugas.jenis]
    try:
        finish(tugas, work(tugas, opened), clock.local())
    except BerkasDitolak as refused:
        finish(tugas, told(refused), clock.local(), failed=refused.tolakan[0].alasan)
    except FileNotFoundError:
        finish(tugas, {}, clock.local(), failed="Berkasnya sudah tidak ada; unggah lagi.")


def _preview(tugas: Tugas, opened: Box) -> dict[str, Any]:
    isi = tugas.isi
    data = staged(opened.data, isi["hash"])
    return told(preview(isi["jenis"], isi["berkas"], data, behalf(tugas), ignore_extra=isi["abaikan"]))


def _enter(tugas: Tugas, opened: Box) -> dict[str, Any]:
    isi, done = tugas.isi, entered(tugas)
    if done is None:
        data = staged(opened.data, isi["hash"])
        options = {"partial": isi["sebagian"], "ignore_extra": isi["abaikan"]}
        done = enter(opened.data, isi["jenis"], isi["berkas"], data, behalf(tugas), **options)
    return {"impor": seen_through(opened.data, done, clock.local()).id}


def entered(tugas: Tugas) -> Impor | None:
    """The import that this task began, finished or not: its progress is the import's own."""
    own = (Impor.hash == tugas.isi["hash"]) & (Impor.jenis == tugas.isi["jenis"])
    begun = own & (Impor.dibuat >= tugas.dibuat.replace(microsecond=0))
    found: Impor | None = Impor.select().where(begun).order_by(Impor.id.desc()).first()
    return found


def _take_back(tugas: Tugas, opened: Box) -> dict[str, Any]:
    impor: Impor = Impor.get_by_id(tugas.isi["impor"])
    if impor.keadaan != "ditarik":
        take_back(opened.data, impor, behalf(tugas))
    return {"impor": impor.id}
