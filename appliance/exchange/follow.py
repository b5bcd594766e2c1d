"""What must be judged or computed again after records of people changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from appliance.exchange.image import Kamus
from appliance.exchange.kind import Isi, Konteks, Ubah
from appliance.models.pegawai import Pegawai
from appliance.models.perkiraan import Perkiraan
from appliance.models.rentang_data import DAY, floor_of
from appliance.models.tandai import mark_months, mark_pairs

AHEAD = timedelta(days=62)  # later days are marked when their data come
Span = Callable[[Isi], tuple[str, str | None]]


def images(changes: Sequence[Ubah]) -> Iterator[Isi]:
    """Both sides of every change."""
    for change in changes:
        if change.berubah:
            yield from (image for image in (change.sebelum, change.sesudah) if image is not None)


def people() -> dict[Any, Any]:
    """NIP to id."""
    return Kamus().ids(Pegawai, "nip")


def mark_spans(changes: Sequence[Ubah], konteks: Konteks, span: Span) -> None:
    """Mark the days of each person, from and to as `span` reads them; an open end reaches to what may be judged."""
    ids, least, greatest = people(), floor_of(konteks.hari_ini), konteks.hari_ini + AHEAD
    pairs: set[tuple[int, date]] = set()
    for image in images(changes):
        mulai, selesai = span(image)
        day = max(date.fromisoformat(mulai[:10]), least)
        last = min(date.fromisoformat(selesai[:10]) if selesai else greatest, greatest)
        while day <= last and image["nip"] in ids:
            pairs.add((ids[image["nip"]], day))
            day += DAY
    mark_pairs(pairs)


def mark_dates(changes: Sequence[Ubah], konteks: Konteks) -> None:
    mark_spans(changes, konteks, lambda image: (image["tanggal"], image["tanggal"]))


def mark_leave(changes: Sequence[Ubah], konteks: Konteks) -> None:
    mark_spans(changes, konteks, lambda image: (image["mulai"], image["selesai"]))


def mark_estimates(changes: Sequence[Ubah], konteks: Konteks, span: Span) -> None:
    """Mark the months' estimates of each person, from and to (YYYY-MM, None: open)."""
    ids, this = people(), konteks.hari_ini.strftime("%Y-%m")
    first = Perkiraan.select(Perkiraan.bulan).order_by(Perkiraan.bulan).limit(1).scalar() or this
    groups: dict[tuple[str, str | None], set[int]] = defaultdict(set)
    for image in images(changes):
        mulai, selesai = span(image)
        if image["nip"] not in ids or (selesai is not None and selesai < min(first, this)):
            continue
        groups[max(mulai[:7], min(first, this)), selesai and selesai[:7]].add(ids[image["nip"]])
        if mulai[:7] <= this <= (selesai or this)[:7]:
            groups[this, this].add(ids[image["nip"]])
    for (mulai, selesai), who in groups.items():
        mark_months(sorted(who), mulai, selesai)
