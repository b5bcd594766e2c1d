"""Pages as people met them: the slowest, by p95 of the last days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from appliance.kesehatan.baris import Baris, Tinjau
from appliance.models.lama_halaman import Keranjang, by_day, by_page, percentile

SLOW = 500_000  # microseconds: the promise of the box
FEW = 20  # requests below which a percentile says little


Histograms = Mapping[tuple[date, str], Counter[int]]


class Lama(NamedTuple):
    """`nama` is an endpoint or a day; microseconds."""

    nama: str
    jumlah: int
    p50: int
    p95: int


def of(nama: str, counts: Keranjang) -> Lama:
    return Lama(nama, sum(counts.values()), percentile(counts, 50) or 0, percentile(counts, 95) or 0)


def slowest(mulai: date, selesai: date) -> list[Lama]:
    """All pages of these days, the slowest first."""
    found = [of(name, counts) for name, counts in by_page(mulai, selesai).items()]
    return sorted(found, key=lambda one: (-one.p95, one.nama))


def days(mulai: date, selesai: date, halaman: str | None = None) -> dict[date, Lama]:
    return {day: of(day.isoformat(), counts) for day, counts in sorted(by_day(mulai, selesai, halaman).items())}


def merged(one: Histograms, other: Histograms) -> dict[tuple[date, str], Counter[int]]:
    """The counts of both."""
    return {key: Counter(one.get(key)) + Counter(other.get(key)) for key in {*one, *other}}


def spoken(micros: int) -> str:
    """120000 -> "120 ms", 1500000 -> "1,5 detik"."""
    if micros < 1_000_000:
        return f"{max(1, round(micros / 1000))} ms"
    return f"{Decimal(micros) / 1_000_000:.1f} detik".replace(".", ",")


def lines(tinjau: Tinjau) -> Iterator[Baris]:
    today = tinjau.now.date()
    all_of_today = of("", by_day(today, today).get(today, {}))
    if not all_of_today.jumlah:
        yield Baris("Kecepatan", "info", "hari ini belum ada halaman yang dibuka")
        return
    slow = [one for one in slowest(today - timedelta(days=6), today) if one.jumlah >= FEW and one.p95 > SLOW]
    text = f"hari ini {all_of_today.jumlah} halaman: separuhnya di bawah {spoken(all_of_today.p50)}, "
    text += f"95 dari 100 di bawah {spoken(all_of_today.p95)}"
    if slow:
        text += f"; {len(slow)} halaman di atas setengah detik dalam 7 hari"
    yield Baris("Kecepatan", "warn" if slow else "good", text, "Lihat daftar halaman yang lambat." if slow else "")
