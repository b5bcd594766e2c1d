"""KIND pin: whose PIN it is on one machine, from when; wins over pin_mesin of pegawai."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from appliance.exchange import field, field_asn
from appliance.exchange.image import Kamus
from appliance.exchange.kind import MESIN, NIP, Bagian, Baris, Kind, Kolom, Konteks, Ubah
from appliance.exchange.refusal import Tolakan
from appliance.exchange.together import Entri, by_owner, ends_before, overlapping
from appliance.models.mesin import Mesin
from appliance.models.penempatan import OPEN
from appliance.models.penerimaan import resolve_pins
from appliance.models.pin import Pin

BAGIAN = Bagian("pin", Pin, ("mesin", "pin", "mulai"), ("nip", "selesai"), {"mesin": MESIN, "nip": NIP})


def check(rows: Sequence[Baris], _: Konteks) -> Iterator[Tolakan]:
    yield from ends_before(rows, "mulai", "selesai")
    for sn, entries in by_owner(BAGIAN, rows):
        by_pin: dict[str, list[Entri]] = defaultdict(list)
        for entry in entries:
            by_pin[entry.isi["pin"]].append(entry)
        for pin, held in by_pin.items():
            for mine, other in overlapping(held, lambda i: (i["mulai"], i["selesai"] or OPEN.isoformat())):
                reason = f"PIN {pin} di mesin {sn} pada waktu yang sama dipegang NIP {other.isi['nip']}"
                yield Tolakan(mine.nomor or 0, "mulai", f"{reason}, {other.name('mulai', 'selesai')}")


def finish(changes: Sequence[Ubah], _: Konteks) -> None:
    machines = Kamus().ids(Mesin, "sn")
    resolve_pins(sorted({machines[change.kunci[0]] for change in changes}))


KIND = Kind(
    "pin",
    (
        Kolom("mesin", field.kode, wajib=True),
        Kolom("pin", field.pin, wajib=True),
        Kolom("nip", field_asn.nip, wajib=True),
        Kolom("mulai", field.tanggal, wajib=True),
        Kolom("selesai", field.tanggal),
    ),
    (BAGIAN,),
    check=check,
    finish=finish,
)
