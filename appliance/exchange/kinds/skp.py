"""KIND skp: the month's targets. All items of a person's month bear a weight, or none does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from appliance.exchange import field, field_asn
from appliance.exchange.kind import NIP, Bagian, Baris, Kind, Kolom, Konteks, Ubah
from appliance.exchange.kinds.predikat import mark_the_month
from appliance.exchange.refusal import Tolakan
from appliance.exchange.together import Entri, by_owner
from appliance.models.skp import Skp, take_over

BAGIAN = Bagian(
    "skp", Skp, ("nip", "bulan", "butir"), ("rhk", "indikator", "satuan", "target", "bobot"), {"nip": NIP}
)  # fmt: skip


def check(rows: Sequence[Baris], _: Konteks) -> Iterator[Tolakan]:
    if not rows:
        return
    given = [row.nilai["bulan"] for row in rows]
    for _nip, entries in by_owner(BAGIAN, rows, ("bulan", min(given), max(given))):
        by_month: dict[str, list[Entri]] = defaultdict(list)
        for entry in entries:
            by_month[entry.isi["bulan"]].append(entry)
        for month, items in by_month.items():
            yield from _mixed_weights(month, items)


def _mixed_weights(month: str, items: Sequence[Entri]) -> Iterator[Tolakan]:
    bare = [item for item in items if item.isi["bobot"] is None]
    if not bare or len(bare) == len(items):
        return
    for item in items:
        if item.nomor is not None:
            have = f"{len(items) - len(bare)} dari {len(items)} butir bulan {month} berbobot"
            yield Tolakan(item.nomor, "bobot", f"{have}; isi untuk semua butir atau tidak satu pun")


def wrote(changes: Sequence[Ubah], konteks: Konteks) -> None:
    """What comes from outside counts at once: it needs no superior's word here."""
    take_over([change.id for change in changes if change.sesudah is not None and change.id is not None])
    mark_the_month(changes, konteks)


KIND = Kind(
    "skp",
    (
        Kolom("nip", field_asn.nip, wajib=True),
        Kolom("bulan", field.bulan, wajib=True),
        Kolom("butir", field.kode, wajib=True),
        Kolom("rhk", field.bebas, wajib=True),
        Kolom("indikator", field.bebas, wajib=True),
        Kolom("satuan", field.teks, wajib=True),
        Kolom("target", field.desimal(0, 9_999_999_999, di_atas=True), wajib=True),
        Kolom("bobot", field.desimal(0, 10_000, di_atas=True)),
    ),
    (BAGIAN,),
    check=check,
    wrote=wrote,
)
