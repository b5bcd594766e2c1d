"""Whose punch it is: what the operator said before what the placement says, and nobody's where two hold a PIN."""

from __future__ import annotations

from datetime import date, datetime

from appliance.models import Mesin, Penempatan, Presensi
from appliance.models.hari_kerja import DirtyDay
from appliance.models.mesin import Pembacaan
from appliance.models.penerimaan import resolve_pins
from appliance.models.pin import Pin
from appliance.models.pin_resolver import PinResolver
from tests.cast import Cast
from tests.models.regency import LATER, Stamp, feed, pin_of

DAY = date(2026, 10, 12)


def found(pin: str, day: date = DAY) -> int | None:
    return PinResolver(Mesin.get(Mesin.sn == "SNDINKES").id).find(pin, day)


def say(cast: Cast, name: str, pin: str, mulai: date, selesai: date | None = None) -> None:
    mesin = Mesin.get(Mesin.sn == "SNDINKES")
    Pin.create(mesin=mesin, pin=pin, pegawai=cast.people[name].pegawai, mulai=mulai, selesai=selesai)


def test_the_operators_word_wins_over_the_placement_for_its_days(cast: Cast) -> None:
    pin = pin_of(cast, "budi")
    say(cast, "siti", pin, date(2026, 10, 5), DAY)
    assert found(pin, date(2026, 10, 4)) == cast.budi.pegawai.id
    assert [found(pin, day) for day in (date(2026, 10, 5), DAY)] == [cast.siti.pegawai.id] * 2
    assert found(pin, date(2026, 10, 13)) == cast.budi.pegawai.id


def test_a_pin_of_two_people_is_nobodys(cast: Cast) -> None:
    Penempatan.update(pin_mesin="017").where(Penempatan.pegawai.in_([cast.budi.pegawai, cast.siti.pegawai])).execute()
    assert found("17") is None
    Penempatan.update(selesai=DAY, sampai=DAY).where(Penempatan.pegawai == cast.siti.pegawai).execute()
    assert found("17") is None
    assert found("17", date(2026, 10, 13)) == cast.budi.pegawai.id


def test_giving_a_pin_to_another_marks_the_days_of_both_and_leaves_withdrawn_punches(cast: Cast) -> None:
    pin = pin_of(cast, "budi")
    feed(cast, "dinkes", [Stamp(pin, datetime(2026, 10, day, 7, 25)) for day in (12, 13)])
    Presensi.update(ditarik=True, pegawai=None).where(Presensi.waktu == datetime(2026, 10, 13, 7, 25)).execute()
    DirtyDay.delete().execute()
    say(cast, "siti", pin, DAY)
    assert resolve_pins([Mesin.get(Mesin.sn == "SNDINKES").id]) == 1
    marked = {(row.pegawai_id, row.tanggal) for row in DirtyDay.select()}
    assert marked == {(cast.budi.pegawai.id, DAY), (cast.siti.pegawai.id, DAY)}


def test_a_doubtful_record_is_counted_once_however_often_it_is_read(cast: Cast) -> None:
    from appliance.devices.punch import reject
    from appliance.models.penerimaan import quarantine

    mesin = Mesin.get(Mesin.sn == "SNDINKES")
    row = Pembacaan.create(mesin=mesin, jalur="flashdisk", mulai=LATER, keadaan="lengkap")
    held = [reject(7, "17\t2026-02-30 07:00:00", "tanggal_mustahil")]
    assert [quarantine(mesin, held, row) for _ in range(2)] == [1, 0]
