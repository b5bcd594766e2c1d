"""Taking an import back as a whole: every record as it was before, unless somebody changed one since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from appliance.exchange.changes import write
from appliance.exchange.holding import holders, leaving_ids
from appliance.exchange.image import Kamus, stored
from appliance.exchange.kind import Bagian, Isi, Konteks, Ubah
from appliance.exchange.kinds import KINDS
from appliance.exchange.refusal import BerkasDitolak, Tolakan
from appliance.exchange.stage import alone
from appliance.exchange.trail import TAKEN_BACK, changes_of, record_changes
from appliance.models.base import BATCH, db
from appliance.models.impor import Impor
from appliance.models.jejak import Pelaku

TAKING, TAKEN = "menarik", "ditarik"


def take_back(folder: Path, impor: Impor, pelaku: Pelaku) -> None:
    """Restore what stood before a finished import. Raises BerkasDitolak, changing nothing, naming why."""
    with alone(folder):
        fresh: Impor = Impor.get_by_id(impor.id)
        if not fresh.dapat_ditarik:
            raise _refused(fresh, [f"impor ini {fresh.keadaan}, hanya yang selesai dapat ditarik"])
        wanted = undoing(fresh) if fresh.jenis != "attlog" else []
        faults = changed_since(wanted) or still_held(wanted)
        if faults:
            raise _refused(fresh, faults)
        fresh.keadaan, fresh.masuk = TAKING, len(wanted)
        fresh.pilihan = {**(fresh.pilihan or {}), "dari": pelaku.dari}
        fresh.save(only=[Impor.keadaan, Impor.masuk, Impor.pilihan])
        go_on_taking_back(folder, fresh, Konteks(pelaku, fresh.id))


def _refused(impor: Impor, reasons: Sequence[str]) -> BerkasDitolak:
    return BerkasDitolak(str(impor.berkas), [Tolakan(0, "", reason) for reason in reasons])


def undoing(impor: Impor) -> list[Ubah]:
    """The import's changes turned round, newest first."""
    return [turned(change) for change in changes_of(impor, newest_first=True)]


def turned(change: Ubah) -> Ubah:
    return replace(change, sebelum=change.sesudah, sesudah=change.sebelum)


def changed_since(wanted: Iterable[Ubah]) -> list[str]:
    """Records that no longer stand as the import left them."""
    faults = []
    for change in with_ids(wanted):
        now = change.rahasia["kini"]
        if now != change.sebelum:
            key = "/".join(str(k) for k in change.kunci)
            faults.append(f"{change.bagian.objek} {key} sudah diubah sejak impor ini; impor tidak ditarik")
    return faults


def still_held(wanted: Sequence[Ubah]) -> list[str]:
    """Records made by the import that others rest on by now. Those that this very import made go along."""
    found = with_ids(wanted)
    return [
        f"{change.bagian.objek} {'/'.join(map(str, change.kunci))} masih dipakai oleh {noun}; impor tidak ditarik"
        for change, noun in holders(found, leaving_ids(found))
    ]


def with_ids(changes: Iterable[Ubah]) -> list[Ubah]:
    """The same changes with the ids of the stored records, and their image now under `rahasia["kini"]`."""
    wanted = list(changes)
    kamus = Kamus()
    now: dict[str, dict[tuple[Any, ...], tuple[Any, Isi]]] = {}
    parts: dict[str, Bagian] = {change.bagian.objek: change.bagian for change in wanted}
    for objek, bagian in parts.items():
        now[objek] = stored(bagian, [c.kunci for c in wanted if c.bagian is bagian], kamus)
    found = []
    for change in wanted:
        row_id, image = now[change.bagian.objek].get(change.kunci, (None, None))
        found.append(replace(change, id=row_id, rahasia={"kini": image}))
    return found


def go_on_taking_back(folder: Path, impor: Impor, konteks: Konteks) -> None:
    """Batch by batch; `masuk` counts down what is left, in the transaction that restores."""
    if impor.jenis == "attlog":
        from appliance.exchange.attlog_tarik import go_on_withdrawing

        go_on_withdrawing(folder, impor, konteks.pelaku)
        return
    kind, wanted = KINDS[str(impor.jenis)], undoing(impor)
    while impor.masuk:
        start = len(wanted) - impor.masuk
        with db.atomic():
            batch = [replace(c, rahasia={}) for c in with_ids(wanted[start : start + BATCH])]
            write(batch, konteks)
            kind.wrote(batch, konteks)
            record_changes(konteks.pelaku, batch, impor, TAKEN_BACK)
            impor.masuk -= len(batch)
            impor.save(only=[Impor.masuk])
    kind.finish(wanted, konteks)
    impor.keadaan, impor.selesai = TAKEN, konteks.kapan
    impor.save(only=[Impor.keadaan, Impor.selesai])
