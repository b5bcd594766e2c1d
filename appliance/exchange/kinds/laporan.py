"""KIND laporan: daily reports, each decided or waiting. Two of one person never share a minute."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from appliance.exchange import field, field_asn
from appliance.exchange.follow import mark_estimates
from appliance.exchange.kind import NIP, Bagian, Baris, Kind, Kolom, Konteks, Ubah
from appliance.exchange.kinds.laporan_putusan import decide
from appliance.exchange.refusal import Tolakan
from appliance.exchange.together import Entri, by_owner, overlapping
from appliance.models.laporan import STATUS, Laporan, Persetujuan

BAGIAN = Bagian(
    "laporan", Laporan, ("nip", "tanggal", "mulai"), ("selesai", "uraian", "status", "butir_skp", "volume"),
    {"nip": NIP}, turunan=(Persetujuan.laporan,),
)  # fmt: skip


def check(rows: Sequence[Baris], _: Konteks) -> Iterator[Tolakan]:
    bad = set()
    for row in rows:
        if not row.hapus and row.nilai["selesai"] <= row.nilai["mulai"]:
            bad.add(row.nomor)
            yield Tolakan(row.nomor, "selesai", f"{row.nilai['selesai']} tidak sesudah mulai {row.nilai['mulai']}")
    good = [row for row in rows if row.nomor not in bad]
    if not good:
        return
    days = sorted(row.nilai["tanggal"].isoformat() for row in good)
    for _nip, entries in by_owner(BAGIAN, good, ("tanggal", days[0], days[-1])):
        yield from _overlaps(entries)


def _overlaps(entries: Sequence[Entri]) -> Iterator[Tolakan]:
    """A report may begin at the minute in which another ended."""
    by_day: dict[str, list[Entri]] = defaultdict(list)
    for entry in entries:
        by_day[entry.isi["tanggal"]].append(entry)
    for day in by_day.values():
        for mine, other in overlapping(day, lambda isi: (isi["mulai"] + "~", isi["selesai"])):
            reason = f"bertindih dengan laporan {other.name('mulai', 'selesai')}"
            yield Tolakan(mine.nomor or 0, "mulai", reason)


def wrote(changes: Sequence[Ubah], konteks: Konteks) -> None:
    decide(changes, konteks)
    mark_estimates(changes, lambda image: (image["tanggal"], image["tanggal"]))


KIND = Kind(
    "laporan",
    (
        Kolom("nip", field_asn.nip, wajib=True),
        Kolom("tanggal", field.tanggal, wajib=True),
        Kolom("mulai", field.jam, wajib=True),
        Kolom("selesai", field.jam, wajib=True),
        Kolom("uraian", field.bebas, wajib=True),
        Kolom("status", field.pilihan(*STATUS), wajib=True),
        Kolom("butir_skp", field.kode),
        Kolom("volume", field.desimal(0, 9_999_999_999)),
    ),
    (BAGIAN,),
    check=check,
    wrote=wrote,
)
