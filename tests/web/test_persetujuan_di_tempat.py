"""Decisions in place: the same forms by htmx, and the list of what was decided already."""

from __future__ import annotations

import re
from datetime import date

import pytest

from appliance.models import BuktiDukung, Laporan, Penempatan
from appliance.models.penempatan import settle
from tests.cast import NOW, Cast
from tests.oktober import live
from tests.web.test_kehadiran import text_of
from tests.web.test_persetujuan import As, marks, report, status


@pytest.fixture(autouse=True)
def october(cast: Cast) -> Cast:
    live(cast)
    return cast


def test_htmx_gets_the_one_element_with_the_notice_and_the_number_of_the_menu(cast: Cast, as_: As) -> None:
    for hour in (8, 10):
        report(cast, hour=hour)
    siti, path = as_("siti"), f"/persetujuan/{cast.budi.nip}"
    seen = marks(siti.get(path).text, "lihat")
    answer = siti.send(f"{path}/setujui", {"satu": seen[0]}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert re.findall(r'\bid="(persetujuan|pemberitahuan|menu)"', answer.text) == [
        "persetujuan",
        "pemberitahuan",
        "menu",
    ]
    assert "1 laporan disetujui." in answer.text
    assert "Persetujuan 1 menunggu" in text_of(answer.text)
    assert marks(answer.text, "lihat") == seen[1:]
    again = siti.get(path).text
    assert "1 laporan disetujui." not in again  # said once
    last = siti.send(f"{path}/setujui", {"semua": "ya", "lihat": seen[1:]}, headers={"HX-Request": "true"})
    assert last.headers["HX-Redirect"] == "/persetujuan"


def test_a_decided_report_may_still_be_returned_from_the_list_of_those(cast: Cast, as_: As) -> None:
    row = report(cast)
    Laporan.update(status="disetujui").execute()
    siti, path = as_("siti"), f"/persetujuan/{cast.budi.nip}"
    page = siti.get(f"{path}?dinilai=ya").text
    stamp = re.findall(r'name="lihat" value="([0-9a-f]{10})"', page)[0]
    refused = siti.send(f"{path}/{row.id}/kembalikan", {"lihat": stamp, "catatan": ""})
    assert refused.status_code == 422
    assert "Tulis apa yang perlu diperbaiki" in refused.text  # the list is open where something was wrong in it
    assert siti.send(f"{path}/{row.id}/kembalikan", {"lihat": stamp, "catatan": "Foto?"}).status_code == 303
    assert status(row) == "dikembalikan"


def test_who_was_superior_last_month_still_finds_what_he_decided_then(cast: Cast, as_: As) -> None:
    old = report(cast, day=date(2026, 9, 30))
    Laporan.update(status="disetujui").where(Laporan.id == old.id).execute()
    Penempatan.create(
        pegawai=cast.budi.pegawai, mulai=date(2026, 10, 1), opd=cast.opd["dinkes"], jabatan="Analis", kelas_jabatan=8,
        status_asn="PNS", nip_atasan=cast.beni.nip,
    )  # fmt: skip
    settle(cast.budi.pegawai.id)
    report(cast, text="Milik bulan ini")
    page = as_("siti").get(f"/persetujuan/{cast.budi.nip}")
    assert page.status_code == 200
    assert "Milik bulan ini" not in page.text
    assert "Menyusun rekap" in as_("siti").get(f"/persetujuan/{cast.budi.nip}?dinilai=ya").text


def test_the_same_evidence_of_another_day_or_person_is_said_before_it_is_opened(cast: Cast, as_: As) -> None:
    first, again, other = report(cast, day=date(2026, 10, 13)), report(cast), report(cast, "joko")
    alone = report(cast, hour=10)
    for row, digest in ((first, "a"), (again, "a"), (other, "a"), (alone, "b")):
        BuktiDukung.create(laporan=row, nama="foto.jpg", jenis="jpg", ukuran=9, hash=digest, dibuat=NOW)
    page = as_("siti").get(f"/persetujuan/{cast.budi.nip}").text
    said = {number: text_of(item) for number, item in re.findall(r'name="pilih" value="(\d+):(.*?)</li>', page, re.S)}
    assert "bukti sama juga dipakai Budi Hartono pada Kam 15 Okt 2026" in said[str(first.id)]
    assert "bukti sama juga dipakai Budi Hartono pada Sel 13 Okt 2026" in said[str(again.id)]
    for row in (first, again):
        assert "bukti sama juga dipakai Joko Prasetyo pada Kam 15 Okt 2026" in said[str(row.id)]
    assert "bukti sama" not in said[str(alone.id)]
