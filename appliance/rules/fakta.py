"""The facts of one person's month, as plain values: what the law's functions take.

Nothing here is computed. Dates are inclusive on both ends; `None` as an end means open. Times carry no zone: they are
the office's own clock. Everything is immutable, so a fact that was locked can be judged again years later.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Penempatan:
    """One placement: where, in which class, under which status a person serves from `mulai` to `selesai`."""

    mulai: date
    kelas_jabatan: int | None
    status_asn: str  # PNS, CPNS or PPPK
    selesai: date | None = None
    opd: str = ""
    jabatan: str = ""
    jadwal: str = "5-hari"
    golongan: str | None = None
    ptkp: str | None = None
    gaji_bruto: int | None = None  # rupiah a month
    dasar_bpjs: int | None = None  # rupiah a month


@dataclass(frozen=True, slots=True)
class Gaji:
    """Dated salary facts; where given they win over the same fields of the placement."""

    mulai: date
    golongan: str | None = None
    ptkp: str | None = None
    gaji_bruto: int | None = None
    dasar_bpjs: int | None = None


@dataclass(frozen=True, slots=True)
class Plt:
    """An acting post. `jenis` is plt (the post is vacant) or plh (the holder is away)."""

    mulai: date
    selesai: date | None
    kelas_jabatan: int
    jenis: str = "plt"
    opd: str = ""
    jabatan: str = ""


@dataclass(frozen=True, slots=True)
class Hukdis:
    """A disciplinary punishment; it cuts `bulan` whole months from the month of `mulai`."""

    tingkat: str  # ringan, sedang, berat
    mulai: date
    bulan: int
    jenis: str = ""
    potongan_persen: Decimal | None = None
    nomor_sk: str = ""


@dataclass(frozen=True, slots=True)
class Skp:
    """One target of the month."""

    butir: str
    target: Decimal
    bobot: Decimal | None = None
    rhk: str = ""


@dataclass(frozen=True, slots=True)
class Laporan:
    """One approved report of a day: `mulai` is before `selesai` on the same date."""

    tanggal: date
    mulai: time
    selesai: time
    butir_skp: str | None = None
    volume: Decimal | None = None


@dataclass(frozen=True, slots=True)
class BarisJadwal:
    """One weekday of a local schedule; `pulang` earlier than `masuk` means the next day. Monday is 1."""

    kode: str
    hari: int
    masuk: time
    pulang: time
    berlaku_mulai: date | None = None
    berlaku_sampai: date | None = None


@dataclass(frozen=True, slots=True)
class Giliran:
    """One working interval of a person; `tanggal` is the day it begins on and is judged under.

    `contoh`: its hours come from a decree's entry that is not checked against the signed text yet.
    """

    tanggal: date
    mulai: datetime
    selesai: datetime
    contoh: bool = False


@dataclass(frozen=True, slots=True)
class Cuti:
    """Leave or duty from `mulai` to `selesai`."""

    jenis: str
    mulai: date
    selesai: date
    nomor_surat: str = ""


@dataclass(frozen=True, slots=True)
class Koreksi:
    """An approved correction or manual mark: stands as a punch at its time on `tanggal`."""

    tanggal: date
    masuk: time | None = None
    pulang: time | None = None
    nomor_surat: str = ""


@dataclass(frozen=True, slots=True)
class Gangguan:
    """An outage that protects everybody of an office from `mulai` to `selesai`."""

    mulai: datetime
    selesai: datetime | None
    nomor_surat: str = ""


@dataclass(frozen=True, slots=True)
class Hari:
    """One judged day of a person: what the machine said, what was decided. No percent, no rupiah.

    `keadaan`: `kerja` (a working day, judged), `cuti` (leave or duty on a working day), `libur` (free),
    `belum_ada_data` (a working day whose punches have not all arrived), `di_luar` (outside every placement).
    `kerja` says whether the day counts as a working day of the month, also where `keadaan` is `di_luar`.
    `terlambat` and `pulang_cepat` are whole minutes, before any tolerance of a decree.
    """

    tanggal: date
    keadaan: str
    kerja: bool
    mulai: datetime | None = None  # the working interval
    selesai: datetime | None = None
    masuk_mesin: datetime | None = None  # what machines alone say
    pulang_mesin: datetime | None = None
    masuk: datetime | None = None  # with corrections and manual marks
    pulang: datetime | None = None
    terlambat: int = 0
    pulang_cepat: int = 0
    tanpa_masuk: bool = False
    tanpa_pulang: bool = False
    tanpa_keterangan: bool = False
    tanpa_apel: bool = False
    dilindungi: bool = False  # an outage spared something that would have been cut
    dikoreksi: bool = False  # a correction or manual mark stands on this day
    cuti: str | None = None  # its jenis


@dataclass(frozen=True, slots=True)
class BahanHari:
    """What judging a person's days needs. Any subset of days can be judged alone, given the neighbours' facts.

    `giliran` holds every date to be judged and the day before and after it (a night shift competes with them for a
    punch); a date with `None` is free. `presensi` holds all punches from the day before the first to the day after the
    last judged date, in any order. `tercakup` holds the dates whose data have all arrived. `gangguan` holds, by date,
    the outages of the office that the person serves on that date. A leave row covers whole dates.
    """

    giliran: Mapping[date, Giliran | None]
    ditempatkan: Container[date]
    tercakup: Container[date]
    presensi: Sequence[datetime] = ()
    cuti: Sequence[Cuti] = ()
    koreksi: Sequence[Koreksi] = ()
    gangguan: Mapping[date, Sequence[Gangguan]] = field(default_factory=dict)
    tidak_apel: Container[date] = ()


@dataclass(frozen=True, slots=True)
class BulanPegawai:
    """All facts that one person's TPP of one month needs. `hari` holds every date of the month, in order."""

    bulan: str  # YYYY-MM
    penempatan: tuple[Penempatan, ...]
    hari: tuple[Hari, ...]
    ada_rekaman: bool  # any punch, leave, duty, correction or protection in the whole month
    gaji: tuple[Gaji, ...] = ()
    plt: tuple[Plt, ...] = ()
    hukdis: tuple[Hukdis, ...] = ()
    predikat: str | None = None
    skp: tuple[Skp, ...] = ()
    laporan: tuple[Laporan, ...] = ()  # approved ones only
    tidak_menilai_bawahan: bool = False
    jam_contoh: bool = False  # the hours of a placed working day come from an entry marked `contoh`
