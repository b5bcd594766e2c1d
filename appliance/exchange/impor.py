"""The life of an import: previewed, entered once, finished after a kill. Taking back stands in `tarik`."""

from __future__ import annotations

import logging
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

from appliance.exchange.changes import compare, write
from appliance.exchange.kind import Baris, Kind, Konteks
from appliance.exchange.kinds import KINDS
from appliance.exchange.plan import NEW, SAME, Pratinjau, Rencana, plan, replan, sort_of, summarise
from appliance.exchange.refusal import BerkasDitolak, Tolakan
from appliance.exchange.stage import alone, stage, staged
from appliance.exchange.tarik import go_on_taking_back
from appliance.exchange.trail import changes_of, record_changes
from appliance.models import gangguan_disk
from appliance.models.base import BATCH, db
from appliance.models.impor import Impor
from appliance.models.jejak import Pelaku

RUNNING, DONE = "berjalan", "selesai"
TRIES = 3  # to go on with an import that ends in an error nobody expected
failures: Counter[int] = Counter()  # by import; a restart counts anew
log = logging.getLogger(__name__)


def preview(jenis: str, berkas: str, data: bytes, pelaku: Pelaku, *, ignore_extra: bool = False) -> Pratinjau:
    """What entering the file would do. Writes nothing. Raises BerkasDitolak when it is no table."""
    konteks = Konteks(pelaku)
    return summarise(plan(KINDS[jenis], berkas, data, konteks, ignore_extra=ignore_extra), konteks)


def enter(
    folder: Path,
    jenis: str,
    berkas: str,
    data: bytes,
    pelaku: Pelaku,
    *,
    partial: bool = False,
    ignore_extra: bool = False,
) -> Impor:
    """Enter a file of a KIND; `folder` is the data folder. All or nothing, but with `partial` what is good enters.

    Raises BerkasDitolak with every refused row. What an earlier import left unfinished is finished first.
    """
    with alone(folder):
        finish_all(folder, pelaku.kapan)
        konteks = Konteks(pelaku)
        rencana = plan(KINDS[jenis], berkas, data, konteks, ignore_extra=ignore_extra)
        if rencana.tolakan and (not partial or not rencana.rows):
            raise BerkasDitolak(berkas, rencana.tolakan)
        impor = _open(folder, jenis, berkas, data, pelaku, rencana, ignore_extra=ignore_extra)
        konteks.impor = impor.id
        _run(impor, rencana.kind, rencana.rows, konteks)
        return impor


def _open(
    folder: Path, jenis: str, berkas: str, data: bytes, pelaku: Pelaku, rencana: Rencana, *, ignore_extra: bool
) -> Impor:
    name = stage(folder, data)
    doubts = [fault.asdict() for fault in rencana.peringatan]
    opened: Impor = Impor.create(
        jenis=jenis, berkas=berkas, hash=name, keadaan=RUNNING, pengguna=pelaku.pengguna_id, pelaku=pelaku.nama,
        dibuat=pelaku.kapan.replace(tzinfo=None, microsecond=0), baris=len(rencana.rows),
        sebagian=bool(rencana.tolakan), pilihan={"abaikan": ignore_extra, "dari": pelaku.dari, "peringatan": doubts},
        penolakan=[fault.asdict() for fault in rencana.tolakan] or None,
    )  # fmt: skip
    return opened


def _run(impor: Impor, kind: Kind, rows: list[Baris], konteks: Konteks) -> None:
    """Batch by batch from where it stopped; the resume point moves in the transaction that writes."""
    size = BATCH // len(kind.bagian)
    while impor.masuk < len(rows):
        _batch(impor, kind, rows[impor.masuk : impor.masuk + size], konteks)
    kind.finish(list(changes_of(impor)), konteks)
    impor.keadaan, impor.selesai = DONE, konteks.kapan
    impor.save(only=[Impor.keadaan, Impor.selesai])


def _batch(impor: Impor, kind: Kind, rows: list[Baris], konteks: Konteks) -> None:
    with db.atomic():
        by_row = compare(kind, rows, konteks)
        changes = [change for row in by_row for change in row if change.berubah]
        write(changes, konteks)
        kind.wrote(changes, konteks)
        record_changes(konteks.pelaku, changes, impor)
        sorts = [sort_of(row) for row in by_row]
        impor.masuk += len(rows)
        impor.baru += sorts.count(NEW)
        impor.sama += sorts.count(SAME)
        impor.berubah += len(sorts) - sorts.count(NEW) - sorts.count(SAME)
        impor.save(only=[Impor.masuk, Impor.baru, Impor.sama, Impor.berubah])


def finish_unfinished(folder: Path, now: datetime, *, wait: bool = True) -> int:
    """Finish what a kill left half done; returns how many imports. Call at the start of everything that writes.

    With `wait` false an import that runs this very moment in another process is left to it.
    """
    if not _unfinished().exists():
        return 0
    with alone(folder, wait=wait) as mine:
        return finish_all(folder, now) if mine else 0


def _unfinished() -> Any:
    return Impor.select().where(Impor.keadaan.in_((RUNNING, "menarik"))).order_by(Impor.id)


def finish_all(folder: Path, now: datetime) -> int:
    """The same for who holds the import lock already. One that fails stands in nobody's way, and is given up after
    TRIES; trouble of the disk is no try of its own: it is raised, for it would meet the others too."""
    done = 0
    for impor in list(_unfinished()):
        try:
            _finish(folder, impor, now)
            done += 1
        except Exception as error:
            if gangguan_disk.of(error) is not None:
                raise
            log.exception("impor %s tidak dapat dilanjutkan", impor.id)
            _count_failure(impor)
    return done


def _count_failure(impor: Impor) -> None:
    """Taking back goes on being tried: half of it is worse than none."""
    failures[impor.id] += 1
    if failures[impor.id] >= TRIES:
        given_up = (Impor.id == impor.id) & (Impor.keadaan == RUNNING)
        Impor.update(keadaan="terhenti").where(given_up).execute()


def seen_through(folder: Path, impor: Impor, now: datetime) -> Impor:
    """An import that was begun, finished. Raises BerkasDitolak for one that was given up."""
    if impor.keadaan == RUNNING:
        finish_unfinished(folder, now)
        impor = Impor.get_by_id(impor.id)
    if impor.terhenti:
        raise BerkasDitolak(impor.berkas, [Tolakan(0, "", f"impor {impor.terhenti}")])
    if impor.keadaan == RUNNING:
        raise RuntimeError(f"impor {impor.id} belum selesai")
    return impor


def _finish(folder: Path, impor: Any, now: datetime) -> None:
    who = Pelaku(impor.pengguna_id, impor.pelaku, (impor.pilihan or {}).get("dari", ""), now)
    if impor.keadaan == "menarik":
        go_on_taking_back(folder, impor, Konteks(who, impor.id))
    elif impor.jenis == "attlog":
        from appliance.exchange.attlog import go_on_entering

        go_on_entering(folder, impor, who)
    else:
        _go_on(folder, impor, who)


def _go_on(folder: Path, impor: Impor, who: Pelaku) -> None:
    kind = KINDS[impor.jenis]
    refused = {fault["baris"] for fault in impor.penolakan or ()}
    ignore = bool((impor.pilihan or {}).get("abaikan"))
    rows = replan(kind, staged(folder, impor.hash), refused, ignore_extra=ignore)
    _run(impor, kind, rows, Konteks(who, impor.id))
