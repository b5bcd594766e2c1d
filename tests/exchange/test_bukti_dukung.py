"""What may be evidence, by its content: photos come out small and bare, everything doubtful is refused in words."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable

import pytest
from PIL import Image

from appliance.exchange import foto
from appliance.exchange.bukti_dukung import accept
from appliance.models.refused import Refused

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<<>>\nstartxref\n9\n%%EOF\n"


def photo(size: tuple[int, int] = (3000, 2000), kind: str = "JPEG", **options: object) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(out, kind, **options)
    return out.getvalue()


def placed_and_turned() -> bytes:
    """As a phone takes it: lying on its side, with the place where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "S"
    exif[0x010F] = "TelefonRahasia"
    return photo((3000, 2000), exif=exif)


def huge_png(side: int) -> bytes:
    """A few bytes that claim `side` x `side` pixels."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(200_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def huge_webp() -> bytes:
    return b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + b"\xff\x3f\0" * 2


def refusal(data: bytes, name: str = "foto.jpg") -> str:
    with pytest.raises(Refused) as refused:
        accept(io.BytesIO(data), name)
    return refused.value.errors["bukti"]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_becomes_a_small_jpeg(kind: str) -> None:
    kept = accept(io.BytesIO(photo(kind=kind)), "C:\\kamera\\rapat.PNG")
    assert (kept.nama, kept.jenis) == ("rapat.PNG", "jpg")
    with Image.open(io.BytesIO(kept.isi)) as small:
        assert (small.format, max(small.size)) == ("JPEG", 1280)


def test_the_place_and_the_phone_are_gone_and_the_photo_stands_upright() -> None:
    given = placed_and_turned()
    assert b"TelefonRahasia" in given
    kept = accept(io.BytesIO(given), "a.jpg").isi
    assert b"TelefonRahasia" not in kept and b"Exif" not in kept
    with Image.open(io.BytesIO(kept)) as small:
        assert small.size[1] > small.size[0]
        assert not small.getexif()


def test_the_same_photo_gives_the_same_bytes() -> None:
    assert accept(io.BytesIO(photo()), "a.jpg").isi == accept(io.BytesIO(photo()), "b.jpg").isi


def test_what_can_be_seen_through_stands_on_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(io.BytesIO(accept(io.BytesIO(out.getvalue()), "a.png").isi)) as small:
        assert small.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("make", "name", "words"),
    [
        (lambda: b"MZ\x90\0" + bytes(500), "foto.jpg", "bukan foto"),
        (lambda: b"#!/bin/sh\nrm -rf ~\n", "laporan.pdf", "bukan foto"),
        (lambda: b"<svg onload=alert(1)>", "gambar.jpg", "bukan foto"),
        (lambda: b"", "kosong.jpg", "bukan foto"),
        (lambda: photo((8000, 5100)), "besar.jpg", "41 megapiksel; paling banyak 40"),
        (lambda: photo((4000, 4000), progressive=True), "besar.jpg", "16 megapiksel; paling banyak 13"),
        (lambda: huge_png(5_000), "bom.png", "25 megapiksel"),
        (lambda: huge_png(65_000), "bom.png", "terlalu besar untuk dibuka"),
        (huge_webp, "bom.webp", "268 megapiksel"),
        (lambda: photo()[:3000], "potong.jpg", "rusak"),
        (lambda: b"\xff\xd8\xff" + bytes(50), "rusak.jpg", "rusak"),
        (lambda: PDF[:-10], "potong.pdf", "rusak atau terpotong"),
        (lambda: PDF + bytes(2 * 1024 * 1024), "tebal.pdf", "lebih besar dari 2 MB"),
        (lambda: PDF.replace(b"trailer<<", b"trailer<</Encrypt 5 0 R"), "sandi.pdf", "kata sandi"),
        (lambda: PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript/JS(x)>>"), "js.pdf", "memuat program"),
        (lambda: PDF.replace(b"/Catalog", b"/Catalog/A<</S/L#61unch>>"), "jalan.pdf", "memuat program"),
    ],
)
def test_what_is_no_evidence_is_refused_by_its_content(make: Callable[[], bytes], name: str, words: str) -> None:
    reason = refusal(make(), name)
    assert words in reason and name in reason


def test_forty_megapixels_in_lines_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    assert foto.MOST == 40_000_000
    with Image.open(io.BytesIO(accept(io.BytesIO(photo((7000, 5700))), "a.jpg").isi)) as small:
        assert max(small.size) == 1280


def test_a_plain_pdf_is_kept_as_it_came() -> None:
    kept = accept(io.BytesIO(PDF), "undangan.pdf")
    assert (kept.jenis, kept.isi) == ("pdf", PDF)
