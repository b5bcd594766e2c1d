"""What is wrong with the backups, in plain words: for the administrators' Beranda, the health page, `ekinerja check`.

Everything comes from rows: a page must not wait for a disk that hangs.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from appliance.models.cadangan import Cadangan, TempatCadangan, last
from appliance.models.peringatan import Peringatan

LATE = timedelta(hours=30)  # a night was missed
LATE_WEEK = timedelta(days=9)
LATE_MONTH = timedelta(days=40)
UNSEEN = timedelta(hours=26)
NAMES = {"disk": "Disk cadangan", "kedua": "Tempat cadangan kedua"}


def warnings(now: datetime) -> Iterator[Peringatan]:
    """Each says what is wrong and what to do; none when every copy is fresh and proven."""
    places = list(TempatCadangan.select().order_by(TempatCadangan.tempat))
    if not places:
        yield _say("Belum ada tempat cadangan. Pasang disk USB, isi EKINERJA_CADANGAN, lalu jalankan "
                   "`ekinerja cadangan siapkan`.")  # fmt: skip
        return
    for place in places:
        yield from _place(place, now)
        yield from _copies(str(place.tempat), now)
    yield from _proofs(now)


def _place(place: TempatCadangan, now: datetime) -> Iterator[Peringatan]:
    name = NAMES.get(place.tempat, place.tempat)
    if place.keadaan != "baik":
        yield _say(f"{name}: {place.pesan} (sejak {place.sejak:%Y-%m-%d %H:%M}).")
    elif now - place.diperiksa > UNSEEN:
        yield _say(f"{name} tidak terbaca sejak {place.diperiksa:%Y-%m-%d %H:%M}; periksa kabel dan disknya.")


def _copies(tempat: str, now: datetime) -> Iterator[Peringatan]:
    name = NAMES.get(tempat, tempat)
    good, newest = last("salinan", tempat), last("salinan", tempat, good=False)
    if good is None:
        yield _say(f"{name}: belum pernah ada salinan. Jalankan `scripts/backup`.")
    elif now - good.mulai > LATE:
        yield _say(
            f"{name}: salinan terakhir {good.mulai:%Y-%m-%d %H:%M}, lebih dari sehari. Jalankan `scripts/backup`."
        )
    if newest is not None and newest.keadaan != "baik":
        yield _say(f"{name}: percobaan terakhir {newest.mulai:%Y-%m-%d %H:%M} {newest.keadaan}: {newest.pesan}.")
    for jenis, what in (("rapikan", "pemeriksaan isi"), ("mingguan", "salinan mingguan")):
        row = last(jenis, tempat, good=False)
        if row is not None and row.keadaan != "baik":
            yield _say(f"{name}: {what} {row.mulai:%Y-%m-%d} {row.keadaan}: {row.pesan}.")
    week = last("mingguan", tempat)
    if tempat == "disk" and good is not None and (week is None or now - week.mulai > LATE_WEEK):
        since = f"sejak {week.mulai:%Y-%m-%d}" if week else "sama sekali"
        yield _say(f"{name}: belum ada salinan mingguan {since}. Jalankan `scripts/backup --mingguan`.")


def _proofs(now: datetime) -> Iterator[Peringatan]:
    """A copy that nobody has tried is a hope; so is a code that nobody can find."""
    first: Cadangan | None = Cadangan.select().where(Cadangan.jenis == "salinan").order_by(Cadangan.mulai).first()
    tried, trial = last("uji"), last("uji", good=False)
    if trial is not None and trial.keadaan != "baik":
        yield _say(f"Uji pemulihan {trial.mulai:%Y-%m-%d} {trial.keadaan}: {trial.pesan}.")
    begun = tried.mulai if tried else first.mulai if first else now
    if now - begun > LATE_MONTH:
        yield _say("Uji pemulihan bulanan terlambat. Jalankan `ekinerja cadangan uji`.")
    drills = [row.mulai for row in (last("latihan"), last("kode")) if row is not None]
    if not drills:
        yield _say("Kode pemulihan belum dibuat. Jalankan `ekinerja cadangan siapkan`.")
    elif now - max(drills) > LATE_MONTH:
        yield _say("Latihan kode pemulihan bulan ini belum dilakukan. Jalankan `ekinerja cadangan latihan`.")


def _say(text: str) -> Peringatan:
    return Peringatan("cadangan", text)
