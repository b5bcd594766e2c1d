"""Whole rupiah and exact percents. Nothing here is a binary float."""

from collections.abc import Collection, Sequence
from fractions import Fraction
from math import ceil, floor

DESIMAL = 4  # the most decimals that a printed percent has


def round_half_up(nilai: Fraction) -> int:
    """The nearest whole number; exactly half goes up, towards the larger number. The only rounding of the project."""
    return (2 * nilai.numerator + nilai.denominator) // (2 * nilai.denominator)


def allocate(parts: Sequence[Fraction], total: int) -> list[int]:
    """Whole numbers near `parts` whose sum is `total`, by largest remainder; on a tie the earlier part gets the unit.

    `total` lies between the sum of the floors and that sum plus the number of parts, as it does when it is the rounded
    sum of the parts; else ValueError.
    """
    bulat = [part.numerator // part.denominator for part in parts]
    kurang = total - sum(bulat)
    if not 0 <= kurang <= len(parts):
        raise ValueError(f"{total} is not the rounded sum of the parts")
    if kurang:
        sisa = [part - utuh for part, utuh in zip(parts, bulat, strict=True)]
        urutan = sorted(range(len(parts)), key=sisa.__getitem__, reverse=True)  # stable: equal ones keep their order
        for i in urutan[:kurang]:
            bulat[i] += 1
    return bulat


def allocate_two(parts: Sequence[Fraction], second: Collection[int], totals: tuple[int, int]) -> list[int]:
    """Like `allocate` with the sum of `totals`, but so that the parts numbered in `second` add up to the second total.

    Each part stays next to its exact value. Where that is not possible (a half-rupiah tie of totals that were rounded
    in another division than the parts are), the parts are made whole as one.
    """
    groups = ([i for i in range(len(parts)) if i not in second], sorted(second))
    bulat = [0] * len(parts)
    for group, total in zip(groups, totals, strict=True):
        own = [parts[i] for i in group]
        if not sum(map(floor, own)) <= total <= sum(map(ceil, own)):
            return allocate(parts, sum(totals))
        for i, rupiah in zip(group, allocate(own, total), strict=True):
            bulat[i] = rupiah
    return bulat


def persen_teks(nilai: Fraction) -> str:
    """A percent as text: decimal point, at most four decimals rounded half up, no trailing zeros."""
    skala = 10**DESIMAL
    bulat = round_half_up(nilai * skala)
    tanda = "-" if bulat < 0 else ""
    utuh, pecahan = divmod(abs(bulat), skala)
    ekor = f"{pecahan:0{DESIMAL}d}".rstrip("0")
    return f"{tanda}{utuh}.{ekor}" if ekor else f"{tanda}{utuh}"
