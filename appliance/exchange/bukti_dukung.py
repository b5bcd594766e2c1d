"""What may be evidence: a photo, made small; or a PDF without anything that runs. Judged by content, not by name."""

from __future__ import annotations

import re
from typing import IO

from appliance.exchange.foto import as_jpeg, is_photo
from appliance.models.laporan_kirim import Lampiran
from appliance.models.refused import Refused

PDF_MOST = 2 * 1024 * 1024
PHOTO_MOST = 25 * 1024 * 1024  # bytes: as a phone takes it, where no script made it small
NAME_MOST = 80

ESCAPED = re.compile(rb"#([0-9a-fA-F]{2})")
RUNS = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|XFA|RichMedia)(?![A-Za-z])")
SEALED = re.compile(rb"/Encrypt(?![A-Za-z])")
TRAILER = 2048  # bytes at the end in which a PDF says that it ends


def accept(stream: IO[bytes], filename: str) -> Lampiran:
    """The file as it will be kept. Raises Refused on `bukti` with the reason."""
    nama = bare_name(filename)
    data = stream.read(PHOTO_MOST + 1)
    if len(data) > PHOTO_MOST:
        _refuse(f"{nama} lebih besar dari {PHOTO_MOST // 1024 // 1024} MB. Perkecil dulu, lalu pilih lagi.")
    if is_photo(data):
        return Lampiran(nama, "jpg", as_jpeg(data, nama))
    if data.startswith(b"%PDF-"):
        _check_pdf(data, nama)
        return Lampiran(nama, "pdf", data)
    _refuse(f"{nama} bukan foto (JPEG, PNG, WebP) dan bukan PDF, apa pun namanya. Pilih berkas lain.")
    raise AssertionError


def _check_pdf(data: bytes, nama: str) -> None:
    if len(data) > PDF_MOST:
        _refuse(f"{nama} lebih besar dari {PDF_MOST // 1024 // 1024} MB. Kirim halaman yang perlu saja.")
    end = data[-TRAILER:]
    if b"%%EOF" not in end or b"startxref" not in end:
        _refuse(f"PDF {nama} rusak atau terpotong. Simpan ulang, lalu pilih lagi.")
    plain = ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), data)
    if SEALED.search(plain):
        _refuse(f"PDF {nama} terkunci kata sandi. Simpan tanpa kata sandi, lalu pilih lagi.")
    if RUNS.search(plain):
        _refuse(f"PDF {nama} memuat program atau berkas lain di dalamnya. Cetak ulang menjadi PDF biasa.")


def bare_name(filename: str) -> str:
    """What the person's device called it, without its folders and without signs that cannot be printed."""
    last = filename.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(sign for sign in last if sign.isprintable())[-NAME_MOST:].strip() or "berkas"


def _refuse(reason: str) -> None:
    raise Refused({"bukti": reason})
