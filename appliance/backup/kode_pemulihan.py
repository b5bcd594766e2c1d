"""The recovery code: 120 random bits on paper, in groups that a person can type and that say when they are mistyped.

    ABCD2-EFGH7-…   six groups of four signs, each followed by a check sign

The alphabet has no sign that is misread on paper. The check sign is a sum over GF(32) with the group's number in it:
one wrong sign, two signs that changed places, or two groups that did, never fit. The printed form itself, in capitals
and with its hyphens, is the password of the restic repository and of the age key: both open without this program.
"""

from __future__ import annotations

import re
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # as Crockford's base 32: no I, L, O, U
GROUPS, LETTERS = 6, 4
MISREAD = str.maketrans("ILO", "110")


class KodeSalah(ValueError):
    """What was typed is no recovery code; the message says which group, in Indonesian."""


def make() -> str:
    """A new code as it is printed."""
    parts = ("".join(secrets.choice(ALPHABET) for _ in range(LETTERS)) for _ in range(GROUPS))
    return "-".join(part + check(nth, part) for nth, part in enumerate(parts, 1))


def read(typed: str) -> str:
    """The printed form of what was typed: any case, any spaces or hyphens. Raises KodeSalah."""
    text = re.sub(r"[\s\-–—.]", "", typed.upper()).translate(MISREAD)
    strange = sorted(set(text) - set(ALPHABET))
    if strange:
        raise KodeSalah(f"kode pemulihan tidak memuat tanda {' '.join(strange)}")
    size = LETTERS + 1
    if len(text) != GROUPS * size:
        raise KodeSalah(
            f"kode pemulihan terdiri dari {GROUPS} kelompok berisi {size} tanda; yang diketik {len(text)} tanda"
        )
    parts = [text[start : start + size] for start in range(0, len(text), size)]
    wrong = [str(nth) for nth, part in enumerate(parts, 1) if part[LETTERS] != check(nth, part[:LETTERS])]
    if wrong:
        raise KodeSalah(f"kelompok ke-{', ke-'.join(wrong)} dari kode pemulihan salah ketik")
    return "-".join(parts)


def check(nth: int, letters: str) -> str:
    """The check sign of group `nth`, counted from 1."""
    total = nth
    for place, letter in enumerate(letters, 1):
        total ^= _times(ALPHABET.index(letter), place)
    return ALPHABET[total]


def _times(value: int, power: int) -> int:
    """`value` times the generator to the `power` in GF(32), modulo x^5 + x^2 + 1."""
    for _ in range(power):
        value <<= 1
        if value & 32:
            value ^= 0b100101
    return value
