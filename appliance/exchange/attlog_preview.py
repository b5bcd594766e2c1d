"""What a USB export would bring, before anything of it is entered."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from appliance.devices.attlog import AttlogFile
from appliance.devices.punch import twin_pins
from appliance.exchange.attlog import read_log, unknown_pins
from appliance.exchange.refusal import Tolakan
from appliance.models.jejak import Pelaku
from appliance.models.mesin import Mesin
from appliance.models.pin_resolver import PinResolver
from appliance.models.presensi import Presensi


@dataclass(slots=True)
class PratinjauAttlog:
    """Counts of lines. `pin` are all PINs of the file, `pin_dikenal` those that anybody ever held at the machine."""

    baris: int
    baru: int
    dikenal: int
    kembar: int
    dilewati: int
    pertama: date
    terakhir: date
    pin: int
    pin_dikenal: int
    pin_asing: dict[str, int]
    tolakan: list[Tolakan] = field(default_factory=list)
    mentah: dict[int, str] = field(default_factory=dict)
    peringatan: list[str] = field(default_factory=list)


def preview_attlog(mesin: Mesin, berkas: str, data: bytes, pelaku: Pelaku) -> PratinjauAttlog:
    """Writes nothing. Raises BerkasDitolak as entering would."""
    log = read_log(mesin, berkas, data, pelaku)
    keys = {(punch.pin, punch.waktu) for punch in log.punches}
    first, last = min(p.waktu for p in log.punches), max(p.waktu for p in log.punches)
    known = _stored(mesin, keys, first, last)
    pins = {punch.pin for punch in log.punches}
    seen = PratinjauAttlog(
        baris=log.lines, baru=len(keys) - known, dikenal=known,
        kembar=len(log.duplicates) + len(log.punches) - len(keys), dilewati=len(log.skipped),
        pertama=first.date(), terakhir=last.date(), pin=len(pins),
        pin_dikenal=len(PinResolver(mesin.id).known(pins)), pin_asing=dict(unknown_pins(mesin, log).most_common()),
        tolakan=[Tolakan(r.nomor, "baris", r.alasan) for r in log.rejected],
        mentah={r.nomor: r.mentah for r in log.rejected},
    )  # fmt: skip
    seen.peringatan = list(_warnings(mesin, seen, log))
    return seen


def _stored(mesin: Mesin, keys: set[tuple[str, datetime]], first: datetime, last: datetime) -> int:
    """How many of the keys stand stored; read row by row, since a log holds a hundred thousand."""
    there = (Presensi.mesin == mesin.id) & Presensi.waktu.between(first, last) & ~Presensi.ditarik
    rows: Any = Presensi.select(Presensi.pin, Presensi.waktu).where(there).tuples().iterator()
    return sum((pin, waktu) in keys for pin, waktu in rows)


def _warnings(mesin: Mesin, seen: PratinjauAttlog, log: AttlogFile) -> list[str]:
    found = []
    if seen.pin_dikenal * 2 < seen.pin:
        found.append(
            f"hanya {seen.pin_dikenal} dari {seen.pin} PIN dikenal di mesin {mesin.sn}; "
            "pastikan berkas ini dari mesin yang dipilih"
        )
    if mesin.tercakup is not None and seen.pertama > mesin.tercakup:
        found.append(f"data mesin ini baru sampai {mesin.tercakup}, berkas mulai {seen.pertama}; mungkin ada celah")
    for pin, ways in twin_pins(log.punches).items():
        found.append(f"PIN {pin} ditulis {' dan '.join(ways)}; mungkin dua orang")
    return found
