"""KIND roster: which schedule a person works on a date, LIBUR for a free day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from appliance.exchange import field, field_asn
from appliance.exchange.follow import mark_dates
from appliance.exchange.kind import NIP, Bagian, Baris, Kind, Kolom, Konteks, Ubah
from appliance.exchange.refusal import Tolakan
from appliance.exchange.schedules import local_rows
from appliance.models.jadwal import Roster
from appliance.models.peraturan import rak
from appliance.rules.jadwal import KeliruJadwal, giliran


def check(rows: Sequence[Baris], _: Konteks) -> Iterator[Tolakan]:
    """A schedule must have hours on the weekday for which a roster names it."""
    shelf, local = rak(), local_rows()
    faults: dict[tuple[str, date], str | None] = {}
    for row in rows:
        if row.hapus:
            continue
        key = (row.nilai["kode_jadwal"], row.nilai["tanggal"])
        if key not in faults:
            faults[key] = None
            try:
                giliran(key[1], key[0], shelf, local, (), {key[1]: key[0]})
            except KeliruJadwal as fault:
                faults[key] = str(fault)
        if faults[key]:
            yield Tolakan(row.nomor, "kode_jadwal", str(faults[key]))


def wrote(changes: Sequence[Ubah], konteks: Konteks) -> None:
    mark_dates(changes, konteks)


KIND = Kind(
    "roster",
    (
        Kolom("nip", field_asn.nip, wajib=True),
        Kolom("tanggal", field.tanggal, wajib=True),
        Kolom("kode_jadwal", field.kode, wajib=True),
    ),
    (Bagian("roster", Roster, ("nip", "tanggal"), ("kode_jadwal",), {"nip": NIP}),),
    check=check,
    wrote=wrote,
)
