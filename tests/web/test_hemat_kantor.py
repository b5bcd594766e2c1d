"""The office's pages stay light with many people: few queries, little to load, nothing that needs a script."""

import gzip
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from appliance.models import (
    Apel,
    Cuti,
    Gangguan,
    HariKerja,
    Karantina,
    Koreksi,
    Pegawai,
    Pembacaan,
    Penempatan,
    Periksa,
    Pin,
    Roster,
)  # fmt: skip
from tests.cast import NOW, SINCE, TODAY, Cast
from tests.web.conftest import Browser
from tests.web.hemat import counted
from tests.web.kantor_isi import every_day, machine, punch

PEOPLE = 220  # more than most offices have
PAGES = (
    "/verifikasi?bulan=2026-10", "/cuti", "/cuti/baru", "/apel", "/apel/2026-10-12", "/koreksi", "/koreksi/baru",
    "/koreksi/menunggu", "/gangguan", "/gangguan/baru", "/presensi-manual", "/presensi-manual/2026-10-12", "/roster",
    "/pegawai", "/mesin", "/mesin/A1", "/mesin/A1/ubah", "/mesin/baru", "/pin", "/pin/terdaftar", "/pin/karantina",
    "/pin/A1/900", "/impor", "/impor/baru",
)  # fmt: skip


@pytest.fixture
def crowd(cast: Cast) -> None:
    """Two hundred more people at Dinas Kesehatan, each with something on every list."""
    office = cast.opd["dinkes"]
    mesin = machine(office)
    reading = Pembacaan.create(mesin=mesin, jalur="lan", mulai=NOW, keadaan="lengkap")
    for i in range(PEOPLE):
        one = Pegawai.create(nip=f"1990010120200110{i:02}"[:14] + f"{i:04}", nama=f"Pegawai Nomor {i} Bertugas")
        Penempatan.create(pegawai=one, mulai=SINCE, opd=office, jabatan="Penelaah Teknis Kebijakan", status_asn="PNS",
                          kelas_jabatan=7, nip_atasan=cast.wati.nip)  # fmt: skip
        day = date(2026, 10, 1) + timedelta(days=i % 18)
        Cuti.create(pegawai=one, jenis="tahunan", mulai=day, selesai=day, nomor_surat=f"851/{i}")
        Apel.create(pegawai=one, tanggal=date(2026, 10, 12), hadir=i % 9 > 0)
        Koreksi.create(pegawai=one, tanggal=day, masuk=NOW.time(), alasan="lupa", diajukan=NOW)
        HariKerja.create(pegawai=one, tanggal=day, keadaan="kerja", kerja=True, tanpa_keterangan=True)
        Roster.create(pegawai=one, tanggal=day, kode_jadwal="LIBUR")
        Pin.create(mesin=mesin, pin=str(i), pegawai=one, mulai=SINCE)
        Periksa.create(bulan="2026-09", pegawai=one, kapan=NOW)
        Karantina.create(mesin=mesin, pembacaan=reading, nomor=i, mentah=f"baris {i}", alasan="rusak", hash=str(i))
        Gangguan.create(opd=office, mulai=datetime(2026, 10, 1) + timedelta(hours=i), alasan="padam", selesai=NOW)
    for pin in range(900, 960):
        punch(mesin, str(pin), every_day(TODAY - timedelta(days=5), 2))


@pytest.mark.usefixtures("crowd")
def test_no_page_asks_much_or_weighs_much(as_: Callable[[str], Browser]) -> None:
    wati, heavy = as_("wati"), []
    for path in PAGES:
        with counted() as queries:
            answer = wati.get(path)
        assert answer.status_code == 200, path
        weight = len(gzip.compress(answer.data))
        if len(queries) > 12 or weight > 14 * 1024:
            heavy.append(f"{path}: {len(queries)} queries, {weight} bytes")
    assert heavy == []


@pytest.mark.usefixtures("crowd")
def test_every_form_has_its_address_and_every_list_its_next_page(as_: Callable[[str], Browser]) -> None:
    wati = as_("wati")
    for path in PAGES:
        page = wati.get(path).text
        assert "<form method" not in page.replace('<form method="post" action="/', "").replace('<form method="get', "")
    for path in ("/cuti", "/pin/terdaftar", "/pin/karantina", "/pegawai", "/roster", "/apel/2026-10-12"):
        page = wati.get(path).text
        assert 'rel="next"' in page, path
