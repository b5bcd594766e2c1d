"""Values as an officer reads them: Jinja filters, Indonesian, exact. Nothing here looks at the clock.

`None` is shown as a dash, so a missing fact is seen as missing and never as zero.
"""

from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from flask import Flask

KOSONG = "—"
INDONESIA = str.maketrans(",.", ".,")  # a point between thousands, a comma before decimals
MINUS = "−"
HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
BULAN = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


def angka(nilai: int | Decimal | None) -> str:
    """3455 -> "3.455", Decimal("48.25") -> "48,25". A float is refused: it has already lost its value."""
    if nilai is None:
        return KOSONG
    if isinstance(nilai, float):
        raise TypeError(f"float di layar: {nilai!r}")
    teks = f"{abs(nilai):,f}" if isinstance(nilai, Decimal) else f"{abs(nilai):,}"
    return (MINUS if nilai < 0 else "") + teks.translate(INDONESIA)


def rupiah(nilai: int | None) -> str:
    """1179000 -> "Rp 1.179.000", -52500 -> "−Rp 52.500". Whole rupiah only."""
    if nilai is None:
        return KOSONG
    if not isinstance(nilai, int):
        raise TypeError(f"rupiah harus bilangan bulat: {nilai!r}")
    return (MINUS if nilai < 0 else "") + "Rp " + angka(abs(nilai))


def persen(nilai: int | Decimal | Fraction | None) -> str:
    """Decimal("0.5") -> "0,50 %": two decimals at least, up to four where the value has them."""
    if nilai is None:
        return KOSONG
    if isinstance(nilai, float):
        raise TypeError(f"float di layar: {nilai!r}")
    tepat = Decimal(nilai.numerator) / nilai.denominator if isinstance(nilai, Fraction) else Decimal(nilai)
    empat = tepat.quantize(Decimal("0.0001"), ROUND_HALF_UP)
    dua = empat.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return angka(dua if dua == empat else empat.normalize()) + " %"


def tanggal(hari: date | None) -> str:
    """2026-10-19 -> "Sen 19 Okt 2026"."""
    return KOSONG if hari is None else f"{HARI[hari.weekday()][:3]} {hari.day} {BULAN[hari.month - 1][:3]} {hari.year}"


def tanggal_panjang(hari: date | None) -> str:
    """2026-10-19 -> "Senin, 19 Oktober 2026"."""
    return KOSONG if hari is None else f"{HARI[hari.weekday()]}, {hari.day} {bulan(hari)}"


def bulan(nilai: date | str | None) -> str:
    """A day of the month, or "2026-10" -> "Oktober 2026"."""
    if nilai is None:
        return KOSONG
    hari = date.fromisoformat(f"{nilai}-01") if isinstance(nilai, str) else nilai
    return f"{BULAN[hari.month - 1]} {hari.year}"


def jam(nilai: time | datetime | None) -> str:
    """07:24:31 -> "07.24"; the seconds are dropped, as the law does."""
    return KOSONG if nilai is None else f"{nilai.hour:02}.{nilai.minute:02}"


def waktu(nilai: datetime | None) -> str:
    """2026-10-19 07:24 -> "Sen 19 Okt 2026 07.24"."""
    return KOSONG if nilai is None else f"{tanggal(nilai)} {jam(nilai)}"


def menit(nilai: int | None) -> str:
    """17 -> "17 menit", 77 -> "1 jam 17 menit", 120 -> "2 jam"."""
    if nilai is None:
        return KOSONG
    jam_, sisa = divmod(nilai, 60)
    return " ".join(filter(None, [f"{angka(jam_)} jam" if jam_ else "", f"{sisa} menit" if sisa or not jam_ else ""]))


def sejak(lalu: datetime | None, kini: datetime) -> str:
    """How long ago, "2 menit lalu"; never -> "tidak pernah"; a time still to come is given in full."""
    if lalu is None:
        return "tidak pernah"
    detik = int((kini - lalu).total_seconds())
    if detik < -60:
        return waktu(lalu)
    for satuan, lama in (("hari", 86400), ("jam", 3600), ("menit", 60)):
        if detik >= lama:
            return f"{angka(detik // lama)} {satuan} lalu"
    return "baru saja"


def ukuran(bita: int | None) -> str:
    """Size of a file in bytes: 812 -> "812 B", 204800 -> "200 kB", 5242880 -> "5,0 MB"."""
    if bita is None or bita < 1000:
        return KOSONG if bita is None else f"{bita} B"
    if bita < 1_000_000:
        return f"{angka(round(bita / 1024))} kB"
    return f"{angka((Decimal(bita) / 1048576).quantize(Decimal('0.1'), ROUND_HALF_UP))} MB"


def init_app(app: Flask) -> None:
    for saring in (angka, rupiah, persen, tanggal, tanggal_panjang, bulan, jam, waktu, menit, sejak, ukuran):
        app.add_template_filter(saring)
