"""Bad input: each refused with words beside the field and the entry kept, or 404."""

from __future__ import annotations

import html
import io
from typing import Any

import pytest
from PIL import Image

from appliance.models import BuktiDukung, Laporan, Skp
from tests.cast import Cast
from tests.exchange.test_bukti_dukung import PDF, huge_png, photo
from tests.web.conftest import Browser
from tests.web.laporan.conftest import fields


def refused(siti: Browser, **changed: Any) -> str:
    page = siti.send("/laporan", fields(**changed), content_type="multipart/form-data")
    assert page.status_code == 422
    assert Laporan.select().count() == 0
    return html.unescape(page.text)


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"tanggal": "2026-10-20"}, "tanggal", "belum tiba"),
        ({"tanggal": "2026-10-01"}, "tanggal", "sudah lewat: 06-10-2026"),
        ({"tanggal": "2026-02-31"}, "tanggal", "bukan tanggal yang ada"),
        ({"tanggal": ""}, "tanggal", "wajib diisi"),
        ({"selesai": "07:00"}, "selesai", "sesudah jam mulai"),
        ({"selesai": "10:00"}, "selesai", "belum tiba"),
        ({"mulai": "25:10"}, "mulai", "bukan jam yang ada"),
        ({"uraian": "x" * 10_000}, "uraian", "paling panjang 2.000 huruf, sekarang 10.000"),
        ({"uraian": " \n "}, "uraian", "Tulis apa yang dikerjakan"),
        ({"butir_skp": "99"}, "butir_skp", "tidak ada di SKP bulan itu"),
        ({"butir_skp": "1", "volume": "0,00001"}, "volume", "paling banyak 4 angka"),
        ({"butir_skp": "1", "volume": "-2"}, "volume", "lebih dari nol"),
        ({"butir_skp": "1", "volume": "NaN"}, "volume", "dengan angka"),
        ({"butir_skp": "1", "volume": "1e9999"}, "volume", "dengan angka"),
    ],
)
def test_each_refusal_stands_beside_its_field_and_the_entry_is_kept(
    siti: Browser, october: Cast, changed: dict[str, str], field: str, words: str
) -> None:
    Skp.create(pegawai=october.siti.pegawai, bulan="2026-10", butir="1", rhk="a", indikator="b", satuan="c", target=1)
    page = refused(siti, **changed)
    beside = page[page.index(f'id="e-{field}"') :].split("</p>")[0]
    assert words in beside
    assert (changed.get("uraian", "").strip() or "Rapat rencana kerja") in page or not changed.get(
        "uraian", "x"
    ).strip()


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"MZ\x90\0" + bytes(300), "foto.jpg", "bukan foto"),
        (PDF[:-8], "undangan.pdf", "rusak atau terpotong"),
        (huge_png(20_000), "bom.png", "terlalu besar"),
        (photo((8000, 5100)), "besar.jpg", "41 megapiksel"),
    ],
)
def test_a_file_that_is_no_evidence_is_named_beside_its_field(
    siti: Browser, data: bytes, name: str, words: str
) -> None:
    page = refused(siti, bukti=(io.BytesIO(data), name))
    beside = page[page.index('id="e-bukti"') :].split("</p>")[0]
    assert words in beside and name in beside
    assert "Rapat rencana kerja" in page


def test_a_script_and_an_emoji_are_shown_as_text(siti: Browser) -> None:
    text = "<script>alert(1)</script> 👩‍⚕️ \"kutip\" & 'lain'"
    assert siti.send("/laporan", fields(uraian=text)).status_code == 303
    page = siti.get("/laporan/2026-10-19").text
    assert "<script>alert" not in page
    assert text in html.unescape(page)


def test_a_double_click_is_one_report(siti: Browser) -> None:
    for _ in range(2):
        assert siti.send("/laporan", fields(kunci_kirim="k1")).status_code == 303
    assert Laporan.select().count() == 1
    assert siti.get("/laporan/2026-10-19").text.count("Laporan terkirim 09.30, menunggu atasan.") == 1


def test_what_is_sent_again_after_the_decision_says_that_it_had_arrived(siti: Browser) -> None:
    siti.send("/laporan", fields(kunci_kirim="k1"))
    Laporan.update(status="disetujui").execute()
    siti.get("/laporan/2026-10-19")
    siti.send("/laporan", fields(kunci_kirim="k1"))
    assert "Laporan ini sudah terkirim sebelumnya." in siti.get("/laporan/2026-10-19").text


def test_a_stale_form_is_refused_and_keeps_what_was_typed(siti: Browser) -> None:
    siti.send("/laporan", fields())
    row = Laporan.get()
    page = siti.send(f"/laporan/{row.id}", fields(uraian="versi lain", versi="menunggu-19990101000000"))
    assert page.status_code == 422
    assert "sudah berubah sejak" in page.text and "versi lain" in page.text
    assert Laporan.get().uraian == "Rapat rencana kerja"


def test_an_approved_report_is_closed_in_words(siti: Browser) -> None:
    siti.send("/laporan", fields())
    Laporan.update(status="disetujui").execute()
    page = siti.send(f"/laporan/{Laporan.get().id}/tarik")
    assert page.status_code == 422 and "sudah disetujui atasan" in page.text


def test_a_photo_is_shown_with_its_type_and_can_do_nothing(siti: Browser) -> None:
    siti.send("/laporan", fields(bukti=(io.BytesIO(photo()), "rapat.jpg")), content_type="multipart/form-data")
    answer = siti.get(f"/bukti/{BuktiDukung.get().id}")
    assert answer.mimetype == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Disposition"].startswith("inline")
    with Image.open(io.BytesIO(answer.data)) as shown:
        assert shown.format == "JPEG"


def test_a_pdf_is_handed_over_and_not_opened_within_the_page(siti: Browser) -> None:
    siti.send("/laporan", fields(bukti=(io.BytesIO(PDF), "a.pdf")), content_type="multipart/form-data")
    answer = siti.get(f"/bukti/{BuktiDukung.get().id}")
    assert (answer.mimetype, answer.data) == ("application/pdf", PDF)
    assert answer.headers["Content-Disposition"].startswith("attachment")
