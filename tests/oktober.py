"""October 2026 at Dinas Kesehatan, as machines gave it and the real pipeline judged it, up to Friday the 16th.

Siti: late on the 6th (07.47), annual leave on the 14th, nothing on the 15th, no punch home on the 13th, and this
morning (the 19th) at 07.24. Everybody else punches in time.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from appliance.exchange.peraturan_berkas import regional, shelf
from appliance.models import Cuti, Mesin, MesinOpd, Opd, Pembacaan, Predikat, Presensi
from appliance.models.cakupan import settle
from appliance.models.jejak import Pelaku
from appliance.models.penghitungan import bring_up_to_date
from appliance.models.peraturan import enact, propose, rak
from appliance.models.tandai import open_month
from tests.cast import NOW, Cast

FIRST, COVERED = date(2026, 10, 1), date(2026, 10, 16)
ADMIN = Pelaku(None, "administrator mesin", "uji", NOW)
SITI = {
    date(2026, 10, 6): ["07:47:12", "16:02:00"],
    date(2026, 10, 13): ["07:20:00"],
    date(2026, 10, 14): [],
    date(2026, 10, 15): [],
    date(2026, 10, 19): ["07:24:31", "07:24:50"],
}


def live(cast: Cast) -> None:
    """Let the month happen."""
    for name, text in shelf() + regional():
        enact(propose(text, name, ADMIN), ADMIN)
    opd = cast.opd["dinkes"]
    mesin = Mesin.create(sn="CQZ7224460246", opd=opd, jalur="lan", tercakup=COVERED, kontak=NOW - timedelta(minutes=2))
    MesinOpd.create(mesin=mesin, opd=opd)
    visit = Pembacaan.create(mesin=mesin, jalur="lan", mulai=NOW, keadaan="selesai")
    for pin, (name, person) in enumerate(cast.people.items(), 1):
        Predikat.create(pegawai=person.pegawai, bulan="2026-10", predikat="baik")
        if name in ("hadi", "siti", "budi", "wati", "beni"):
            _punch(mesin, visit, str(pin), person.pegawai.id, SITI if name == "siti" else {})
    day = date(2026, 10, 14)
    Cuti.create(pegawai=cast.siti.pegawai, jenis="tahunan", mulai=day, selesai=day, nomor_surat="851/12/2026")
    settle(opd.id)
    assert Opd.get_by_id(opd.id).data_sampai == COVERED
    open_month("2026-10")
    bring_up_to_date(rak(), NOW)


def _punch(mesin: Mesin, visit: Pembacaan, pin: str, person: int, odd: dict[date, list[str]]) -> None:
    day = FIRST
    while day <= NOW.date():
        usual = ["07:25:05", "16:35:40"] if day.weekday() < 5 and day <= COVERED else []
        for text in odd.get(day, usual):
            moment = datetime.combine(day, time.fromisoformat(text))
            Presensi.create(mesin=mesin, pin=pin, waktu=moment, pegawai=person, pembacaan=visit)
        day += timedelta(days=1)
