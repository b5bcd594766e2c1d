"""One read of one network machine: the talk in a child process, then everything that came is taken in."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from appliance import clock, timekeeper
from appliance.box import Box
from appliance.devices.zk import LastState, read_machine
from appliance.giliran import heavy
from appliance.models.kunci import KunciHilang, unseal
from appliance.models.mesin import Mesin, Pembacaan
from appliance.models.pembacaan import last_complete, take_in

LARGE = 20_000  # records from which on a whole log is heavy: some 25 MB while it is judged


def read_in_turn(mesin: Mesin, opened: Box, *, whole: bool = False, wait: float | None = 0) -> Pembacaan:
    """Read; a large log, or one of unknown size, only with the box's heavy turn. Raises SudahBerjalan, see `heavy`."""
    if mesin.jumlah is not None and mesin.jumlah < LARGE:
        return read(mesin, opened.data / "muatan", whole=whole)
    with heavy(opened.data, f"membaca mesin {mesin.sn}", wait=wait):
        return read(mesin, opened.data / "muatan", whole=whole)


def read(mesin: Mesin, folder: Path, *, whole: bool = False) -> Pembacaan:
    """Read now and store what came; `whole` even when the count is unchanged. Never raises for what a machine does."""
    begun = clock.local()
    try:
        key = int(unseal(mesin.kunci) or 0)
    except (KunciHilang, ValueError) as reason:
        return Pembacaan.create(
            mesin=mesin, jalur="lan", mulai=begun, selesai=begun, keadaan="kunci_salah", pesan=str(reason)
        )
    last = LastState() if whole else _last(mesin)
    there = clock.at(mesin.zona)
    reading = read_machine(mesin.alamat, mesin.port, key, serial=mesin.sn, last=last, now=there)
    if timekeeper.doubt():
        reading = replace(reading, drift_s=None)  # whose clock is wrong then, is not for us to say
    return take_in(mesin, reading, folder, begun, clock.local())


def _last(mesin: Mesin) -> LastState:
    row = last_complete(mesin)
    if row is None or not row.rincian or "jumlah" not in row.rincian:
        return LastState()
    tail = tuple((pin, datetime.fromisoformat(waktu)) for pin, waktu in row.rincian.get("ekor", ()))
    return LastState(row.rincian["jumlah"], row.mulai, tail, row.rincian.get("ukuran"))
