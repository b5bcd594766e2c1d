"""One stamp of one person at one machine, whatever road it came by, and why a record is not let in.

Identity of a punch is (machine, `pin`, `waktu` to the second): the further columns differ from road to road for the
same stamp, so they are hints and never part of a key.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

EARLIEST_YEAR = 2015  # a machine that lost its clock says 2000
AHEAD = timedelta(minutes=10)

ALASAN = {
    "tak_terbaca": "baris tidak terbaca sebagai PIN dan waktu",
    "pin_salah": "PIN kosong, lebih dari 24 tanda, atau memuat tanda selain huruf dan angka",
    "uid_tak_dikenal": "nomor slot tidak ada dalam daftar pengguna mesin, orangnya tidak dapat dipastikan",
    "tanggal_mustahil": "tanggal atau jam tidak ada dalam kalender",
    "terlalu_lama": f"waktu sebelum tahun {EARLIEST_YEAR}, jam mesin kemungkinan pernah kembali ke awal",
    "masa_depan": "waktu lebih dari 10 menit di depan jam sekarang",
}

_PIN = re.compile(r"[A-Za-z0-9]{1,24}")
_TIME = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})[ T]+(\d{1,2}):(\d{2}):(\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Punch:
    """A stamp as a machine gave it. `waktu` is naive, in the machine's own zone.

    `pin` is canonical (see `canonical_pin`), `pin_mentah` as written but for padding. `verifikasi` (finger, face, card;
    numbering differs by road) and `kunci_io` (the in/out key, which people seldom press) are None where not certain.
    """

    pin: str
    pin_mentah: str
    waktu: datetime
    verifikasi: int | None = None
    kunci_io: int | None = None
    kode_kerja: str | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that waits in quarantine: its number (from 1), the raw line or hex, the reason in Indonesian.

    `kode` is a key of ALASAN. `pin` and `waktu` are given where they could be read, for the officer who decides.
    """

    nomor: int
    mentah: str
    alasan: str
    kode: str
    pin: str | None = None
    waktu: datetime | None = None


def reject(nomor: int, mentah: str, kode: str, *, pin: str | None = None, waktu: datetime | None = None) -> Rejected:
    return Rejected(nomor, mentah, ALASAN[kode], kode, pin, waktu)


@lru_cache(maxsize=16384)
def canonical_pin(mentah: str) -> str:
    """The PIN by which a machine's people are matched: no padding, no leading zeros when all digits.

    Raises ValueError when it is empty, longer than 24 or not letters and digits. Equal PINs share one object, which is
    what keeps a log of 100,000 records small.
    """
    pin = mentah.strip(" \t\x00")
    if not _PIN.fullmatch(pin):
        raise ValueError(mentah)
    return pin.lstrip("0") or "0" if pin.isdigit() else pin


def parse_time(text: str) -> datetime | None:
    """`YYYY-MM-DD HH:MM:SS` as naive time; None when it has another form. ValueError when no calendar has it."""
    found = _TIME.fullmatch(text.strip())
    if not found:
        return None
    year, month, day, hour, minute, second = map(int, found.groups())
    return datetime(year, month, day, hour, minute, second)


def time_fault(waktu: datetime, now: datetime) -> str | None:
    """The code of why `waktu` is doubtful at `now` (both naive, in the machine's zone), or None when it is fine."""
    if waktu.year < EARLIEST_YEAR:
        return "terlalu_lama"
    return "masa_depan" if waktu > now + AHEAD else None


def admit(nomor: int, mentah: str, punch: Punch, now: datetime) -> Punch | Rejected:
    """The punch itself when its time is credible at `now`, else the same record rejected."""
    kode = time_fault(punch.waktu, now)
    return reject(nomor, mentah, kode, pin=punch.pin, waktu=punch.waktu) if kode else punch


def twin_pins(punches: Iterable[Punch]) -> dict[str, list[str]]:
    """Canonical PINs that the machine writes in several ways (`1` and `00001`): perhaps two people, so ask."""
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for punch in punches:
        forms[punch.pin].add(punch.pin_mentah)
    return {pin: sorted(ways) for pin, ways in forms.items() if len(ways) > 1}
