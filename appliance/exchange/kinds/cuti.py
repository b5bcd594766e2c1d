"""KIND cuti: leave, duty and permits. One person is on one leave at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from appliance.exchange import field, field_asn
from appliance.exchange.follow import mark_leave
from appliance.exchange.kind import NIP, Bagian, Baris, Kind, Kolom, Konteks
from appliance.exchange.refusal import Tolakan
from appliance.exchange.together import by_owner, ends_before, overlapping
from appliance.models.cuti import JENIS, Cuti

BAGIAN = Bagian("cuti", Cuti, ("nip", "jenis", "mulai"), ("selesai", "nomor_surat"), {"nip": NIP})


def check(rows: Sequence[Baris], _: Konteks) -> Iterator[Tolakan]:
    wrong = list(ends_before(rows, "mulai", "selesai"))
    yield from wrong
    bad = {fault.baris for fault in wrong}
    for _nip, entries in by_owner(BAGIAN, [row for row in rows if row.nomor not in bad]):
        for mine, other in overlapping(entries, lambda isi: (isi["mulai"], isi["selesai"])):
            reason = f"bertindih dengan cuti {other.isi['jenis']} {other.name('mulai', 'selesai')}"
            yield Tolakan(mine.nomor or 0, "mulai", reason)


KIND = Kind(
    "cuti",
    (
        Kolom("nip", field_asn.nip, wajib=True),
        Kolom("jenis", field.pilihan(*JENIS), wajib=True),
        Kolom("mulai", field.tanggal, wajib=True),
        Kolom("selesai", field.tanggal, wajib=True),
        Kolom("nomor_surat", field.bebas, bawaan=""),
    ),
    (BAGIAN,),
    check=check,
    wrote=mark_leave,
)
