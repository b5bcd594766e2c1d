"""A superior's pages stay light with a full team: thirty people, each with a month of reports and their photos."""

import gzip
from collections.abc import Callable
from datetime import date, datetime, time

import pytest

from appliance.models import HariKerja, Laporan, Pegawai, Penempatan, Persetujuan, Skp
from appliance.models.bukti_dukung import BuktiDukung
from tests.cast import NOW, SINCE, Cast
from tests.web.conftest import Browser
from tests.web.hemat import counted

PEOPLE, DAYS = 30, 15
PAGES = (
    "/persetujuan",
    "/persetujuan/tim",
    "/persetujuan/terlewat",
    "/persetujuan/199001012020011000",
    "/",
    "/tpp/2026-10/kinerja",
)


@pytest.fixture
def team(cast: Cast) -> None:
    for i in range(PEOPLE):
        one = Pegawai.create(nip=f"1990010120200110{i:02}", nama=f"Pegawai Nomor {i} Bertugas")
        Penempatan.create(pegawai=one, mulai=SINCE, opd=cast.opd["dinkes"], jabatan="Penelaah Teknis Kebijakan",
                          status_asn="PNS", kelas_jabatan=7, nip_atasan=cast.siti.nip)  # fmt: skip
        Skp.create(pegawai=one, bulan="2026-10", butir="1", rhk="Rekap", indikator="i", satuan="berkas", target=10)
        for day in range(1, DAYS + 1):
            when = date(2026, 10, day)
            HariKerja.create(pegawai=one, tanggal=when, keadaan="kerja", kerja=True)
            row = Laporan.create(pegawai=one, tanggal=when, mulai=time(8), selesai=time(12), volume=1, butir_skp="1",
                                 uraian="Menyusun rekap data pegawai dan mengirimkannya", dikirim=NOW,
                                 status="menunggu" if day > 5 else "disetujui")  # fmt: skip
            if day <= 5:
                Persetujuan.create(laporan=row, putusan="disetujui", atasan=cast.siti.pegawai, aturan="Pasal 21",
                                   kapan=datetime(2026, 10, 12))  # fmt: skip
            BuktiDukung.create(laporan=row, nama=f"foto-{i}-{day}.jpg", jenis="jpg", ukuran=99_000,
                               hash=f"{i % 7}-{day}", dibuat=NOW)  # fmt: skip


@pytest.mark.usefixtures("team")
def test_no_page_of_a_superior_asks_much_or_weighs_much(as_: Callable[[str], Browser]) -> None:
    siti, heavy = as_("siti"), []
    for path in PAGES:
        with counted() as queries:
            answer = siti.get(path)
        assert answer.status_code == 200, path
        weight = len(gzip.compress(answer.data))
        if len(queries) > 12 or weight > 14 * 1024:
            heavy.append(f"{path}: {len(queries)} queries, {weight} bytes")
    assert heavy == []
