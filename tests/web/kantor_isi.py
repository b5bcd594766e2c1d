"""What the office's tests enter before they look: punches, a machine, a decree with its limit of corrections."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from appliance.models import Mesin, MesinOpd, Opd, Pegawai, Pembacaan, Presensi
from appliance.models.jejak import Pelaku
from appliance.models.peraturan import enact, propose
from tests.cast import NOW

ADMIN = Pelaku(None, "administrator mesin", "uji", NOW)
DECREE = """
[peraturan]
id = "uji-koreksi"
nama = "Peraturan uji"
tentang = "koreksi"
diundangkan = 2026-01-01
berlaku = 2026-01-01

[koreksi.batas_sebulan]
pasal = "Pasal 9"
satuan = "kali sebulan"
nilai = 2
"""


def allow_two_corrections() -> None:
    enact(propose(DECREE, "uji.toml", ADMIN), ADMIN)


def machine(opd: Opd, sn: str = "A1", jalur: str = "lan", until: date | None = None) -> Mesin:
    mesin: Mesin = Mesin.create(sn=sn, opd=opd, jalur=jalur, alamat="10.0.0.9", tercakup=until)
    MesinOpd.create(mesin=mesin, opd=opd)
    return mesin


def punch(mesin: Mesin, pin: str, moments: list[datetime], owner: Pegawai | None = None) -> None:
    reading = Pembacaan.create(mesin=mesin, jalur=mesin.jalur, mulai=NOW, selesai=NOW, keadaan="lengkap")
    for moment in moments:
        Presensi.create(mesin=mesin, pin=pin, waktu=moment, pegawai=owner, pembacaan=reading)


def every_day(first: date, days: int, at: str = "07:20") -> list[datetime]:
    return [datetime.combine(first + timedelta(days=i), datetime.strptime(at, "%H:%M").time()) for i in range(days)]
