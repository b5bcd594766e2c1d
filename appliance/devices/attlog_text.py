"""The bytes of a USB export as numbered text lines: byte order marks, line ends, the size limit, what is no text."""

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO

MAX_BYTES = 50 * 1024 * 1024
_BLOCK = 64 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"PK\x03\x04", "berkas ZIP atau XLSX"),
    (b"\xff\xd8\xff", "foto JPEG"),
    (b"\x89PNG", "gambar PNG"),
    (b"GIF8", "gambar GIF"),
    (b"%PDF", "berkas PDF"),
    (b"\xd0\xcf\x11\xe0", "berkas Excel lama (.xls)"),
    (b"\x1f\x8b", "berkas terkompresi"),
    (b"Rar!", "berkas RAR"),
    (b"SQLite format 3", "basis data"),
)
_CONTROL = frozenset(range(32)) - {9, 10, 12, 13, 26}  # 26 ends a file on old systems


class AttlogRefused(ValueError):
    """The whole file is refused; `alasan` says why, in Indonesian."""

    def __init__(self, alasan: str) -> None:
        super().__init__(alasan)
        self.alasan = alasan


def encoding_of(head: bytes) -> str:
    """The encoding of a file that begins with `head` (any length). Raises AttlogRefused for what is no text."""
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise AttlogRefused(f"ini {what}, bukan log presensi mesin")
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    if len(head) > 3 and head[1:64:2].count(0) == len(head[1:64:2]):
        return "utf-16-le"
    if any(byte in _CONTROL for byte in head):
        raise AttlogRefused("berkas ini bukan teks, jadi bukan log presensi mesin")
    return "utf-8"


def text_lines(stream: BinaryIO) -> Iterator[str]:
    """The lines without their ends, read block by block. Raises AttlogRefused above 50 MB or for what is no text.

    Bytes that the encoding does not know stay visible as \\xNN, so that no raw line is lost.
    """
    block = stream.read(_BLOCK)
    decoder = io.IncrementalNewlineDecoder(
        codecs.getincrementaldecoder(encoding_of(block[:4096]))(errors="backslashreplace"),
        translate=True,
    )
    size, rest = 0, ""
    while block:
        size += len(block)
        if size > MAX_BYTES:
            raise AttlogRefused("berkas lebih dari 50 MB, log satu mesin tidak pernah sebesar itu")
        *lines, rest = (rest + decoder.decode(block)).split("\n")
        yield from lines
        if len(rest) > _BLOCK:
            raise AttlogRefused("berkas ini memuat baris yang sangat panjang, jadi bukan log presensi mesin")
        block = stream.read(_BLOCK)
    *lines, rest = (rest + decoder.decode(b"", final=True)).split("\n")
    yield from lines
    if rest:
        yield rest
