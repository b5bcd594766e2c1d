"""A run of the backup: all places, then what is due weekly and monthly. One at a time; each piece leaves a record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from appliance import clock
from appliance.backup import kunci_cadangan, periksa, uji, weekly
from appliance.backup.gagal import CadanganGagal
from appliance.backup.giliran import alone
from appliance.backup.isi import DATABASE, DUMP, NOTE, STAGE, Keterangan, entries, staged
from appliance.backup.restic import PARTS
from appliance.backup.tempat import Tempat, elsewhere, on_disk
from appliance.box import Box
from appliance.models import cadangan
from appliance.models.cadangan import Hasil

WEEK, MONTH = timedelta(days=6, hours=12), timedelta(days=27)
CONFIGURED = ("disk", "kedua")
Say = Callable[[str], None]


@dataclass(slots=True)
class Lari:
    """A run: what it says as it goes, and what went wrong."""

    box: Box
    say: Say
    wrong: list[str]

    def noted(self, jenis: str, tempat: Tempat, name: str, work: Callable[[], Hasil]) -> bool:
        """Do one piece of work and keep its record. Raises nothing but what stops the records themselves."""
        row, began = cadangan.start(jenis, tempat.nama, clock.local()), clock.monotonic()
        try:
            hasil = work()
        except (CadanganGagal, OSError) as reason:
            text = str(reason) if isinstance(reason, CadanganGagal) else f"disk tidak dapat dipakai: {reason.strerror}"
            cadangan.finish(row, Hasil(text), clock.local(), _since(began), failed=True)
            self.wrong.append(f"{tempat.shown}: {name} gagal: {text}")
            return False
        cadangan.finish(row, hasil, clock.local(), _since(began))
        self.say(f"{tempat.shown}: {name} selesai dalam {_since(began)} detik. {hasil.pesan}".strip())
        return True


def places(box: Box) -> list[Tempat]:
    """The places of the settings."""
    found = [on_disk("disk", box.settings.cadangan)] if box.settings.cadangan else []
    return found + ([elsewhere("kedua", box.settings.cadangan_kedua)] if box.settings.cadangan_kedua else [])


def backup(box: Box, wanted: Sequence[Tempat], say: Say, *, week: bool = False) -> list[str]:
    """Copy to these places; returns what went wrong, in words. `week`: also what is due only weekly."""
    lari = Lari(box, say, [])
    with alone(box.data):
        cadangan.note_interrupted(clock.local())
        look_around(box)
        if not kunci_cadangan.read(box.data).penerima:
            raise CadanganGagal("cadangan belum disiapkan; jalankan `ekinerja cadangan siapkan`")
        there = [place for place in wanted if _usable(lari, place)]
        if there:
            _all(lari, there, week)
        look_around(box)
    return lari.wrong


def look_around(box: Box) -> None:
    """Note how the configured places are found."""
    now, known = clock.local(), places(box)
    cadangan.forget_places({place.nama for place in known})
    for place in known:
        seen = periksa.look(place, box.data) if place.disk is not None else periksa.Keadaan("baik")
        cadangan.note_place(place.nama, seen.kode, seen.pesan, seen.bebas, seen.kapasitas, now)


def _usable(lari: Lari, place: Tempat) -> bool:
    """A place that is not there, or not ours, gets a record and nothing is written."""

    def look() -> Hasil:
        seen = periksa.look(place, lari.box.data)
        if seen.kode not in ("baik", "penuh", "sekarat"):  # a dying disk still takes what it can
            raise CadanganGagal(seen.pesan)
        periksa.attempt(place)
        return Hasil()

    if place.disk is None:
        return True
    try:
        look()
    except (CadanganGagal, OSError) as reason:
        return lari.noted("salinan", place, "salinan", _raising(reason))
    return True


def _raising(reason: Exception) -> Callable[[], Hasil]:
    def again() -> Hasil:
        raise reason

    return again


def _all(lari: Lari, there: Sequence[Tempat], week: bool) -> None:
    box, today = lari.box, clock.today()
    try:
        with staged(box, clock.local()) as found:
            copy = partial(_copy, box, found)
            good = [place for place in there if lari.noted("salinan", place, "salinan", partial(copy, place))]
            for place in good:
                if _wants(place, "mingguan", week):
                    lari.noted("mingguan", place, "salinan mingguan", partial(weekly.write, box.data, place, today))
    except CadanganGagal as reason:  # nothing could be staged: no place gets a copy
        for place in there:
            lari.noted("salinan", place, "salinan", _raising(reason))
        return
    for place in good:
        if _wants(place, "rapikan", week):
            lari.noted("rapikan", place, "pemeriksaan isi", partial(_tidy, box, place, today))
    tried = next((place for place in good if place.nama in CONFIGURED), None)
    if tried is not None and _due("uji", None, MONTH):
        lari.noted("uji", tried, "uji pemulihan", partial(uji.trial, box.data, tried))


def _wants(place: Tempat, jenis: str, week: bool) -> bool:
    """What is weekly: at the places of the settings when a week has passed, anywhere when it is asked for."""
    if jenis == "mingguan" and place.disk is None:
        return False
    return week or (place.nama in CONFIGURED and _due(jenis, place, WEEK))


def _copy(box: Box, found: Keterangan, place: Tempat) -> Hasil:
    store = place.store(box.data)
    store.unlock(everything=place.disk is not None)
    names = [f"{STAGE}/{name}" for name in (NOTE, DATABASE, DUMP) if (box.data / STAGE / name).exists()]
    done = store.write(box.data, [*names, *entries(box.data)])
    if not done.utuh:
        raise CadanganGagal("sebagian berkas di folder data tidak terbaca; jalankan `ekinerja check`")
    locked = f" Bulan terkunci terakhir {found.bulan}." if found.bulan else ""
    size = f"Salinan {done.id}: {_mib(done.isi)}, baru ditulis {_mib(done.ukuran)}."
    return Hasil(size + locked, done.ukuran, done.isi, found.bulan)


def _tidy(box: Box, place: Tempat, today: date) -> Hasil:
    """On the disk old copies go and a part of all is read again; a place that is only added to is looked over."""
    store = place.store(box.data)
    if place.disk is None:
        store.check()
        return Hasil("Susunannya utuh.")
    store.drop_old()
    part = today.isocalendar().week % PARTS + 1
    store.check(part)
    return Hasil(f"Utuh; bagian {part} dari {PARTS} dibaca ulang.")


def _due(jenis: str, place: Tempat | None, every: timedelta) -> bool:
    row = cadangan.last(jenis, place.nama if place else None)
    now: datetime = clock.local()
    return row is None or now - row.mulai > every


def _since(began: float) -> int:
    return int(clock.monotonic() - began)


def _mib(size: int) -> str:
    return f"{size // 2**20} MiB" if size >= 2**20 else "kurang dari 1 MiB"
