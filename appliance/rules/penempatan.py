"""Which placement, salary row and acting post holds on a day."""

from collections.abc import Iterable, Sequence
from datetime import date

from appliance.rules.fakta import Gaji, Penempatan, Plt


def placement_on(tanggal: date, penempatan: Sequence[Penempatan]) -> Penempatan | None:
    """The placement in which a person serves on that day.

    `selesai` is a placement's last day; without it, it ends on the day before the next one begins. Of two that both
    hold, the later one counts.
    """
    dimulai = False
    for satu in sorted(penempatan, key=lambda p: p.mulai, reverse=True):
        if satu.mulai <= tanggal:
            if (satu.selesai is None and not dimulai) or (satu.selesai is not None and tanggal <= satu.selesai):
                return satu
            dimulai = True
    return None


def placement_near(tanggal: date, penempatan: Sequence[Penempatan]) -> Penempatan | None:
    """The placement of that day, else the nearest earlier one, else the next: whose week the day is counted by."""
    pada = placement_on(tanggal, penempatan)
    if pada is not None or not penempatan:
        return pada
    lebih_awal = [p for p in penempatan if p.mulai <= tanggal]
    if lebih_awal:
        return max(lebih_awal, key=lambda p: p.mulai)
    return min(penempatan, key=lambda p: p.mulai)


def with_salary(tanggal: date, penempatan: Penempatan, gaji: Iterable[Gaji]) -> Gaji:
    """golongan, ptkp, gaji_bruto and dasar_bpjs in force on that day.

    A dated salary row wins over the placement, the latest first; a field that a row leaves open does not override.
    """
    baris = sorted((g for g in gaji if g.mulai <= tanggal), key=lambda g: g.mulai, reverse=True)
    golongan, ptkp = penempatan.golongan, penempatan.ptkp
    gaji_bruto, dasar_bpjs = penempatan.gaji_bruto, penempatan.dasar_bpjs
    for satu in reversed(baris):
        golongan = satu.golongan if satu.golongan is not None else golongan
        ptkp = satu.ptkp if satu.ptkp is not None else ptkp
        gaji_bruto = satu.gaji_bruto if satu.gaji_bruto is not None else gaji_bruto
        dasar_bpjs = satu.dasar_bpjs if satu.dasar_bpjs is not None else dasar_bpjs
    return Gaji(tanggal, golongan, ptkp, gaji_bruto, dasar_bpjs)


def acting_class(tanggal: date, plt: Iterable[Plt]) -> int | None:
    """The highest class of the vacant posts (plt) held on that day; a plh decides but is not paid for it."""
    kelas = [
        p.kelas_jabatan
        for p in plt
        if p.jenis == "plt" and p.mulai <= tanggal and (p.selesai is None or tanggal <= p.selesai)
    ]
    return max(kelas, default=None)
