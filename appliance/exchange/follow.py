"""What must be judged or computed again after records of people changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from appliance.exchange.image import Kamus
from appliance.exchange.kind import Isi, Konteks, Ubah
from appliance.models.pegawai import Pegawai
from appliance.models.penempatan import OPEN
from appliance.models.tandai import mark_days, mark_months

Span = Callable[[Isi], tuple[str, str | None]]


def images(changes: Sequence[Ubah]) -> Iterator[Isi]:
    """Both sides of every change."""
    for change in changes:
        if change.berubah:
            yield from (image for image in (change.sebelum, change.sesudah) if image is not None)


def people() -> dict[Any, Any]:
    """NIP to id."""
    return Kamus().ids(Pegawai, "nip")


def _grouped(changes: Sequence[Ubah], span: Span) -> dict[tuple[str, str | None], set[int]]:
    """People by the span that their change touches."""
    ids = people()
    groups: dict[tuple[str, str | None], set[int]] = defaultdict(set)
    for image in images(changes):
        if image["nip"] in ids:
            groups[span(image)].add(ids[image["nip"]])
    return groups


def mark_dates(changes: Sequence[Ubah], _: Konteks) -> None:
    _mark_spans(changes, lambda image: (image["tanggal"], image["tanggal"]))


def mark_leave(changes: Sequence[Ubah], _: Konteks) -> None:
    _mark_spans(changes, lambda image: (image["mulai"], image["selesai"]))


def _mark_spans(changes: Sequence[Ubah], span: Span) -> None:
    for (mulai, selesai), who in _grouped(changes, span).items():
        mark_days(sorted(who), date.fromisoformat(mulai), date.fromisoformat(selesai) if selesai else OPEN)


def mark_estimates(changes: Sequence[Ubah], span: Span) -> None:
    """Mark the months' estimates of each person, from and to (dates or YYYY-MM, None: open)."""

    def months(image: Isi) -> tuple[str, str | None]:
        mulai, selesai = span(image)
        return mulai[:7], selesai[:7] if selesai else None

    for (mulai, selesai), who in _grouped(changes, months).items():
        mark_months(sorted(who), mulai, selesai)
