"""Taking a USB export back: what only it brought is withdrawn; what another road brought too comes back at once."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from appliance.exchange.attlog import RAW, settle_places
from appliance.exchange.kept import kept_records
from appliance.models.base import BATCH, db
from appliance.models.impor import Impor
from appliance.models.jejak import Pelaku, Perubahan, record
from appliance.models.mesin import Mesin, Pembacaan
from appliance.models.penerimaan import quarantine, receive
from appliance.models.presensi import Karantina, Presensi
from appliance.models.tandai import mark_pairs


def go_on_withdrawing(folder: Path, impor: Impor, pelaku: Pelaku) -> None:
    """Every step may run again after a kill: what is withdrawn stays so until another reading brings it."""
    mesin = impor.mesin
    assert mesin is not None
    contact = (impor.pilihan or {})["pembacaan"]
    _withdraw(contact)
    with db.atomic():
        Karantina.delete().where(Karantina.pembacaan == contact).execute()
    _replay(folder, mesin, contact)
    with db.atomic():
        _step_back(impor, mesin)
        Pembacaan.update(keadaan="ditarik", pesan="Impor berkas ini ditarik.").where(Pembacaan.id == contact).execute()
        image = {"baru": impor.baru, "sampai": impor.sampai, "hash": impor.hash}
        record(pelaku, [Perubahan("tarik impor", "attlog", f"{mesin.sn}/{impor.id}", image, None)], impor)
        impor.keadaan, impor.selesai = "ditarik", pelaku.kapan.replace(tzinfo=None, microsecond=0)
        impor.save(only=[Impor.keadaan, Impor.selesai])
    settle_places(mesin)


def _withdraw(contact: int) -> None:
    while True:
        rows: Any = Presensi.select(Presensi.id, Presensi.pegawai, Presensi.waktu).where(
            (Presensi.pembacaan == contact) & ~Presensi.ditarik
        )
        batch = list(rows.limit(BATCH).tuples())
        if not batch:
            return
        with db.atomic():
            ids = [row[0] for row in batch]
            Presensi.update(ditarik=True, pegawai=None).where(Presensi.id.in_(ids)).execute()
            mark_pairs((who, waktu.date()) for _, who, waktu in batch if who is not None)


def _replay(folder: Path, mesin: Mesin, contact: int) -> None:
    """Later readings found these punches known and did not store them again; their raw bytes still hold them."""
    rows: Any = Presensi.select(Presensi.pin, Presensi.waktu).where((Presensi.mesin == mesin.id) & Presensi.ditarik)
    gone: set[tuple[str, datetime]] = set(rows.tuples())
    begun: Any = Pembacaan.select(Pembacaan.mulai).where(Pembacaan.id == contact).scalar()
    later = Pembacaan.select().where(
        (Pembacaan.mesin == mesin.id)
        & (Pembacaan.id != contact)
        & (Pembacaan.selesai >= begun)
        & (Pembacaan.keadaan != "ditarik")
    )
    for reading in later.order_by(Pembacaan.id):
        punches, rejected = kept_records(folder / RAW, reading)
        back = [punch for punch in punches if (punch.pin, punch.waktu) in gone]
        if back:
            receive(mesin, back, (), pembacaan=reading)
            gone -= {(punch.pin, punch.waktu) for punch in back}
        quarantine(mesin, rejected, reading)


def _step_back(impor: Impor, mesin: Mesin) -> None:
    """The machine's coverage as the imports that still stand give it, unless another road went further by now."""
    if mesin.tercakup is None or impor.sampai is None or mesin.tercakup > impor.sampai:
        return
    days: list[date] = []
    rows = Impor.select().where((Impor.jenis == "attlog") & (Impor.mesin == mesin.id)).order_by(Impor.id)
    for place, other in enumerate(rows):
        if place == 0 and (other.pilihan or {}).get("tercakup"):
            days.append(date.fromisoformat(other.pilihan["tercakup"]))
        if other.id != impor.id and other.keadaan == "selesai" and other.sampai is not None:
            days.append(other.sampai)
    Mesin.update(tercakup=max(days, default=None)).where(Mesin.id == mesin.id).execute()
