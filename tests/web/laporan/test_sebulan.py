"""The month at a glance: under `capaian` the volume a day, else the minutes; and what is still to be done."""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest

from appliance.models import Cuti, Laporan, Skp
from appliance.models.peraturan import enact, propose
from tests.cast import Cast
from tests.oktober import ADMIN
from tests.web.conftest import Browser
from tests.web.laporan.conftest import write

FIFTH, SIXTH, SEVENTH = (date(2026, 10, day) for day in (5, 6, 7))


def cell(page: str, day: date) -> tuple[str, str, str]:
    """(colour, what stands under the number, what is read aloud)"""
    start = rf'/laporan/{day}" class="day ([a-z_]+)[^>]*>'
    found = re.search(start + r'.*?<i[^>]*>(.*?)</i><span class="sr">(.*?)</span>', page)
    assert found is not None
    return found[1], found[2], found[3]


def stats(page: str) -> list[tuple[str, str]]:
    return [(number, name) for name, number in re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", page)]


@pytest.fixture
def targets(october: Cast) -> None:
    for butir, satuan in (("1", "dokumen"), ("2", "rapat"), ("3", "dokumen")):
        Skp.create(pegawai=october.siti.pegawai, bulan="2026-10", butir=butir, rhk="a", indikator="b", satuan=satuan,
                   target=9)  # fmt: skip


@pytest.mark.usefixtures("targets")
def test_under_capaian_a_day_shows_its_volume_and_unlike_units_are_not_added(siti: Browser, october: Cast) -> None:
    write(october, "siti", FIFTH, butir_skp="1", volume=Decimal("3.5"), status="disetujui")
    write(october, "siti", FIFTH, mulai=time(10), selesai=time(11), butir_skp="3", volume=20, status="disetujui")
    write(october, "siti", SIXTH, butir_skp="1", volume=2, status="disetujui")
    write(october, "siti", SIXTH, mulai=time(10), selesai=time(11), butir_skp="2", volume=1)
    write(october, "siti", SEVENTH, status="dikembalikan")
    page = siti.get("/laporan").text
    assert cell(page, FIFTH) == ("hadir", "23,5", "Sen 5 Okt 2026: 23,5 dokumen, disetujui")
    assert cell(page, SIXTH) == ("cuti", "2+1", "Sel 6 Okt 2026: 2 dokumen disetujui, 1 rapat menunggu atasan")
    assert cell(page, SEVENTH) == ("tanpa_keterangan", "↩0", "Rab 7 Okt 2026: tanpa volume, dikembalikan")
    assert "5,5 dari 9 dokumen disetujui" in page
    assert "20 dari 9 dokumen disetujui" in page
    assert "volume disetujui" in page
    assert "menit disetujui" not in page
    assert stats(page)[:4] == [
        ("3", "laporan disetujui"), ("1", "laporan menunggu"), ("1", "laporan dikembalikan"),
        ("4", "hari belum ditulis"),
    ]  # fmt: skip


@pytest.mark.usefixtures("targets")
def test_a_volume_too_long_for_its_cell_is_shortened_and_still_read_aloud_whole(siti: Browser, october: Cast) -> None:
    write(october, "siti", FIFTH, butir_skp="1", volume=Decimal("1234.5"))
    write(october, "siti", FIFTH, mulai=time(10), selesai=time(11), butir_skp="2", volume=12)
    assert cell(siti.get("/laporan").text, FIFTH)[1:] == (
        "1.234,5+…", "Sen 5 Okt 2026: 1.234,5 dokumen, 12 rapat, menunggu atasan",
    )  # fmt: skip


def test_under_menit_a_day_shows_its_minutes(siti: Browser, october: Cast) -> None:
    text = re.sub(r"(?m)^berlaku = .*", "berlaku = 2026-09-01", Path("tests/kasus/peraturan/menit.toml").read_text())
    enact(propose(text, "menit.toml", ADMIN), ADMIN)
    write(october, "siti", FIFTH, status="disetujui")
    write(october, "siti", FIFTH, mulai=time(10), selesai=time(11))
    write(october, "siti", SIXTH, mulai=time(8), selesai=time(8, 50), status="disetujui")
    page = siti.get("/laporan").text
    assert cell(page, FIFTH) == ("cuti", "180", "Sen 5 Okt 2026: 2 jam disetujui, 1 jam menunggu atasan")
    assert cell(page, SIXTH) == ("hadir", "50", "Sel 6 Okt 2026: 50 menit, disetujui")
    assert "menit efektif sehari" in page
    assert stats(page)[:3] == [("2 jam 50 menit", "disetujui"), ("1 jam", "menunggu"), ("0 menit", "dikembalikan")]


def test_what_is_missing_is_counted_and_what_is_no_duty_is_not(siti: Browser, october: Cast) -> None:
    page = siti.get("/laporan").text
    assert cell(page, date(2026, 10, 15)) == ("terlambat", "!", "Kam 15 Okt 2026: belum ditulis")
    assert cell(page, date(2026, 10, 14)) == ("libur", "C", "Rab 14 Okt 2026: cuti")
    assert cell(page, date(2026, 10, 17)) == ("libur", "", "Sab 17 Okt 2026: libur")
    assert cell(page, date(2026, 10, 20)) == ("nanti", "", "Sel 20 Okt 2026: belum tiba")
    assert not Laporan.select().exists() and Cuti.select().count() == 1
    told = {name: number for number, name in stats(page)}
    assert int(told["hari belum ditulis"]) == len(re.findall(r'/baru">Tulis<', page)) == 4
    assert told["hari lewat batas"] == "8"
