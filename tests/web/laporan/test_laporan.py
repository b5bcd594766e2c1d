"""Siti's reports on her screen, and who else may see them."""

from __future__ import annotations

import gzip
import io
import logging
from collections.abc import Callable, Iterator
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest

from appliance.models import BuktiDukung, Laporan, PengajuanSkp, Persetujuan, Skp
from appliance.models.peraturan import enact, propose
from tests.cast import NOW, Cast
from tests.exchange.test_bukti_dukung import photo
from tests.oktober import ADMIN
from tests.web.conftest import Browser
from tests.web.laporan.conftest import fields, write


def test_the_month_counts_down_and_shows_what_stands_on_each_day(siti: Browser, october: Cast) -> None:
    write(october, "siti", date(2026, 10, 12), status="disetujui")
    back = write(october, "siti", date(2026, 10, 13), status="dikembalikan")
    Persetujuan.create(laporan=back, putusan="dikembalikan", kapan=NOW, catatan="sebutkan nomor suratnya")
    write(october, "siti", date(2026, 10, 16))
    page = siti.get("/laporan").text
    assert "Sen 12 Okt 2026: tanpa volume, disetujui" in page
    assert "Sel 13 Okt 2026: tanpa volume, dikembalikan" in page
    assert "Rab 14 Okt 2026: cuti" in page
    assert "Kam 15 Okt 2026: belum ditulis" in page
    assert "sampai Sel 20 Okt 2026, 1 hari lagi" in page
    assert "Jum 16 Okt 2026: tanpa volume, menunggu atasan" in page
    assert "Kam 1 Okt 2026: tidak ditulis, batasnya lewat" in page
    assert "sebutkan nomor suratnya" in page  # at once, on the first page of reports


def test_the_clock_is_filled_from_the_shift_and_from_the_last_report(siti: Browser, october: Cast) -> None:
    page = siti.get("/laporan/baru").text
    assert 'value="07:30"' in page and 'value="09:30"' in page
    write(october, "siti", date(2026, 10, 19), selesai=time(9, 10))
    assert 'value="09:10"' in siti.get("/laporan/baru").text


def test_yesterdays_and_frequent_work_is_offered(siti: Browser, october: Cast) -> None:
    for day in (5, 6, 7):
        write(october, "siti", date(2026, 10, day), uraian="Apel dan arahan")
    last = write(october, "siti", date(2026, 10, 16), uraian="Menyusun DPA")
    write(october, "budi", date(2026, 10, 16), uraian="Memasang jaringan")
    page = siti.get("/laporan/baru").text
    assert page.index("Menyusun DPA") < page.index("Apel dan arahan")
    assert "Memasang jaringan" not in page
    assert "Menyusun DPA</textarea>" in siti.get(f"/laporan/baru?dari={last.id}").text.replace("\n</", "</")


def test_a_day_on_leave_or_without_a_punch_is_marked_and_may_be_written(siti: Browser) -> None:
    assert "tercatat cuti tahunan" in siti.get("/laporan/2026-10-14/baru").text
    assert "Tidak ada presensi pada hari ini" in siti.get("/laporan/2026-10-15/baru").text
    sent = siti.send("/laporan", fields(tanggal="2026-10-15", mulai="08:00", selesai="09:00"))
    assert sent.status_code == 303


def test_a_phone_may_ask_whether_its_draft_arrived_and_only_its_owners(
    siti: Browser, as_: Callable[[str], Browser]
) -> None:
    siti.send("/laporan", fields(kunci_kirim="k1"))
    assert siti.get("/laporan/terkirim/k1").json == {"tanggal": "2026-10-19", "jam": "09.30"}
    assert as_("budi").get("/laporan/terkirim/k1").status_code == 404


def test_the_superior_and_the_head_see_a_report_and_its_evidence_others_find_nothing(
    october: Cast, as_: Callable[[str], Browser]
) -> None:
    as_("budi").send("/laporan", fields(bukti=(io.BytesIO(photo()), "a.jpg")), content_type="multipart/form-data")
    row, file = Laporan.get(), BuktiDukung.get()
    pages = (f"/bukti/{file.id}", f"/pegawai/{october.budi.nip}/laporan/2026-10-19",
             f"/pegawai/{october.budi.nip}/laporan/2026-10")  # fmt: skip
    for name in ("siti", "hadi", "rina"):
        assert [as_(name).get(path).status_code for path in pages] == [200] * 3, name
    for name in ("joko", "nia", "beni", "wati", "tuti", "andi"):
        assert {as_(name).get(path).status_code for path in pages} <= {403, 404}, name
    for name in ("siti", "joko"):
        other = as_(name)
        assert other.get(f"/laporan/{row.id}/ubah").status_code == 404
        assert other.send(f"/laporan/{row.id}", fields()).status_code == 404
        assert other.send(f"/laporan/{row.id}/tarik").status_code == 404
        assert other.get(f"/laporan/baru?dari={row.id}").status_code == 404


def test_under_predikat_the_screen_says_that_nothing_is_typed_twice(cast: Cast, as_: Callable[[str], Browser]) -> None:
    enact(propose(Path("tests/kasus/contoh.toml").read_text(), "contoh.toml", ADMIN), ADMIN)
    siti = as_("siti")
    assert "tidak perlu diketik lagi di sini" in siti.get("/laporan").text
    assert "tidak perlu diketik lagi di sini" in siti.get("/skp").text


def test_budi_writes_targets_and_siti_agrees(as_: Callable[[str], Browser], october: Cast) -> None:
    budi, siti = as_("budi"), as_("siti")
    target = {"rhk": "Jaringan terawat", "indikator": "Kantor", "satuan": "kantor", "target": "2,5"}
    assert budi.send("/skp/2026-10", target).status_code == 303
    assert Skp.get().target == Decimal("2.5")
    assert "harus lebih dari nol" in budi.send("/skp/2026-10", {**target, "target": "0"}).text
    assert budi.send("/skp/2026-10/kirim").status_code == 303
    where = f"/pegawai/{october.budi.nip}/skp/2026-10"
    assert as_("wati").send(f"{where}/putusan", {"setuju": "ya"}).status_code == 404
    assert "Wajib bila dikembalikan" in siti.get(where).text
    assert siti.send(f"{where}/putusan", {"setuju": "tidak"}).status_code == 422
    assert siti.send(f"{where}/putusan", {"setuju": "ya"}).status_code == 303
    assert PengajuanSkp.get().status == "disetujui"
    assert "disetujui atasan" in budi.get("/skp/2026-10").text


@pytest.fixture
def queries() -> Iterator[list[str]]:
    said: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: said.append(str(record.msg))  # type: ignore[method-assign]
    log = logging.getLogger("peewee")
    log.addHandler(handler)
    log.setLevel(logging.DEBUG)
    yield said
    log.removeHandler(handler)


@pytest.mark.parametrize("path", ["/", "/laporan", "/laporan/2026-10-16", "/laporan/baru", "/skp"])
def test_a_full_month_stays_light(siti: Browser, october: Cast, queries: list[str], path: str) -> None:
    Skp.create(pegawai=october.siti.pegawai, bulan="2026-10", butir="1", rhk="a" * 200, indikator="b" * 200, satuan="c",
               target=1)  # fmt: skip
    for day in range(1, 20):
        for hour in range(7, 13):
            row = write(october, "siti", date(2026, 10, day), mulai=time(hour), selesai=time(hour, 50),
                        uraian=f"Pekerjaan ke-{hour} hari {day}", butir_skp="1", volume=1)  # fmt: skip
            BuktiDukung.create(laporan=row, nama="a.jpg", jenis="jpg", ukuran=1, hash=f"{day}{hour}", dibuat=NOW)
    siti.get(path)
    queries.clear()
    answer = siti.get(path)
    assert answer.status_code == 200
    assert len(queries) <= 12, "\n".join(queries)
    assert len(gzip.compress(answer.data, 6)) <= 14 * 1024


def test_targets_by_htmx_change_in_their_place_and_plain_forms_go_to_the_page(
    as_: Callable[[str], Browser], october: Cast
) -> None:
    budi, htmx = as_("budi"), {"HX-Request": "true"}
    target = {"rhk": "Jaringan terawat", "indikator": "Kantor", "satuan": "kantor", "target": "2"}
    added = budi.send("/skp/2026-10", target, headers=htmx)
    assert added.status_code == 200
    assert "<html" not in added.text
    assert added.text.count('id="skp"') == 1
    assert "Butir SKP ditambahkan" in added.text
    refused = budi.send("/skp/2026-10", {**target, "target": "0"}, headers=htmx)
    assert refused.status_code == 422
    assert refused.text.count('id="skp"') == 1
    assert "harus lebih dari nol" in refused.text
    assert "Jaringan terawat" in refused.text
    assert budi.send("/skp/2026-10/kirim", headers=htmx).status_code == 200
    where = f"/pegawai/{october.budi.nip}/skp/2026-10"
    agreed = as_("siti").send(f"{where}/putusan", {"setuju": "ya"}, headers=htmx)
    assert agreed.status_code == 200
    assert 'id="skp"' in agreed.text
    assert "SKP disetujui." in agreed.text
