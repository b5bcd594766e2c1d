"""Working hours of a date: from the roster, a local schedule, or the decrees' `jam_kerja`."""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from appliance.rules.fakta import BarisJadwal, Giliran, Penempatan
from appliance.rules.penempatan import placement_near
from appliance.rules.rak import Rak
from appliance.rules.skema import JAM_KERJA

LIBUR = "LIBUR"  # the roster's word for a free day
_ESOK = timedelta(days=1)


class KeliruJadwal(ValueError):
    """A schedule that cannot be read for a day; the text names kode and day, in Indonesian."""


def giliran(
    tanggal: date,
    kode: str,
    rak: Rak,
    baris: Sequence[BarisJadwal],
    libur: Container[date],
    roster: Mapping[date, str],
) -> Giliran | None:
    """The working interval that begins on a date, or None when the date is free.

    A roster row decides for its date, also on a holiday. Holidays are free for every weekly schedule. Local rows of a
    kode that are valid on the date define its week; else the decree of the day does. KeliruJadwal for an unknown kode
    and for a roster row whose kode has no hours on that weekday.
    """
    rencana = roster.get(tanggal)
    if rencana == LIBUR:
        return None
    if rencana is None and tanggal in libur:
        return None
    dipakai = rencana if rencana is not None else kode
    jam = _hours(tanggal, dipakai, rak, baris)
    if jam is None:
        if rencana is not None:
            raise KeliruJadwal(f"jadwal {rencana} tidak mempunyai jam kerja pada {tanggal.isoformat()} (roster)")
        return None
    masuk, pulang, contoh = jam
    if masuk == pulang:
        raise KeliruJadwal(f"jadwal {dipakai}: masuk dan pulang sama pada {tanggal.isoformat()}")
    selesai = tanggal + _ESOK if pulang < masuk else tanggal
    return Giliran(tanggal, datetime.combine(tanggal, masuk), datetime.combine(selesai, pulang), contoh)


def series(
    tanggal: Iterable[date],
    penempatan: Sequence[Penempatan],
    rak: Rak,
    baris: Sequence[BarisJadwal],
    libur: Container[date],
    roster: Mapping[date, str],
) -> dict[date, Giliran | None]:
    """The working intervals of a person on many dates.

    A date outside every placement follows the schedule of the nearest earlier placement, else of the next one: it
    stays in the divisor of the month.
    """
    hasil: dict[date, Giliran | None] = {}
    for satu in tanggal:
        milik = placement_near(satu, penempatan)
        hasil[satu] = giliran(satu, milik.jadwal, rak, baris, libur, roster) if milik else None
    return hasil


def _hours(tanggal: date, kode: str, rak: Rak, baris: Sequence[BarisJadwal]) -> tuple[time, time, bool] | None:
    setempat = [b for b in baris if b.kode == kode]
    berlaku = [b for b in setempat if _valid(b, tanggal)]
    if berlaku:
        hari = [b for b in berlaku if b.hari == tanggal.isoweekday()]
        if not hari:
            return None
        terbaru = max(hari, key=lambda b: b.berlaku_mulai or date.min)
        return terbaru.masuk.replace(second=0, microsecond=0), terbaru.pulang.replace(second=0, microsecond=0), False
    entri = rak.cari(JAM_KERJA + kode, tanggal)
    if entri is not None:
        jam: tuple[time, time] | None = entri.nilai.get(tanggal.isoweekday())
        return (*jam, entri.contoh) if jam else None
    if setempat or rak.knows(JAM_KERJA + kode):
        return None
    raise KeliruJadwal(f"jadwal {kode} tidak dikenal (dipakai pada {tanggal.isoformat()})")


def _valid(baris: BarisJadwal, tanggal: date) -> bool:
    mulai, sampai = baris.berlaku_mulai, baris.berlaku_sampai
    return (mulai is None or mulai <= tanggal) and (sampai is None or tanggal <= sampai)
