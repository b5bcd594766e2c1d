"""CSV: UTF-8, comma or semicolon as the header shows, quotes as usual."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from appliance.exchange.cell import TableRefused

csv.field_size_limit(100_000)


def csv_lines(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """(line number, cells) of every record; a record over several lines bears its first. Raises TableRefused."""
    text = _decode(data)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    nomor = 1
    try:
        for cells in reader:
            yield nomor, [cell.strip() for cell in cells]
            nomor = reader.line_num + 1
    except csv.Error as error:
        reason = "tanda kutip tidak ditutup; berkas mungkin terpotong" if "end of data" in str(error) else "bukan CSV"
        raise TableRefused(nomor, reason) from error


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data:
        raise TableRefused(0, "bukan teks UTF-8; simpan sebagai CSV UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        baris = data.count(b"\n", 0, error.start) + 1
        raise TableRefused(baris, "huruf bukan UTF-8; simpan sebagai CSV UTF-8") from error


def _delimiter(text: str) -> str:
    """What parts the names of the header, quotes aside; later rows have no say."""
    header = next((line for line in text.splitlines() if line.strip(" ,;\t")), "")
    bare = "".join(header.split('"')[::2])
    if not bare.count(",") and not bare.count(";"):
        raise TableRefused(1, "baris judul tidak memuat koma atau titik koma; ini bukan tabel CSV")
    return ";" if bare.count(";") > bare.count(",") else ","
