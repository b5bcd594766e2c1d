"""Values as a paper shows them: dots between thousands, a comma before decimals, months by name. Exact, no floats."""

from datetime import date, datetime
from decimal import Decimal

KOSONG = "–"
MINUS = "−"
BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
_HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_TUKAR = str.maketrans(",.", ".,")


def angka(nilai: int) -> str:
    """Rupiah without the currency: 1179000 -> "1.179.000"."""
    if not isinstance(nilai, int):
        raise TypeError(f"rupiah harus bilangan bulat: {nilai!r}")
    return (MINUS if nilai < 0 else "") + f"{abs(nilai):,}".translate(_TUKAR)


def persen(nilai: Decimal | str | None) -> str:
    """A percent without its sign, all decimals that it has and at least two: "92.5" -> "92,50"; None is a dash."""
    if nilai is None or nilai == "":
        return KOSONG
    tepat = Decimal(nilai).normalize()
    banyak = max(2, -int(tepat.as_tuple().exponent))
    return (MINUS if tepat < 0 else "") + f"{abs(tepat):.{banyak}f}".translate(_TUKAR)


def tanggal(hari: date) -> str:
    """3 November 2026."""
    return f"{hari.day} {BULAN[hari.month - 1]} {hari.year}"


def hari_pendek(hari: date) -> str:
    """Sen 2, as a line of a slip shows a day of its month."""
    return f"{_HARI[hari.weekday()][:3]} {hari.day}"


def bulan(teks: str) -> str:
    """2026-10 -> Oktober 2026."""
    return f"{BULAN[int(teks[5:]) - 1]} {teks[:4]}"


def saat(kapan: datetime) -> str:
    """3 November 2026 pukul 08.15."""
    return f"{tanggal(kapan)} pukul {kapan:%H.%M}"


def ringkas(nilai: Decimal | str) -> str:
    """A rate without trailing zeros: "5" -> "5", "1.25" -> "1,25"."""
    tepat = Decimal(nilai).normalize()
    return f"{tepat:f}".replace(".", ",")
