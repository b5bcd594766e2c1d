"""Photos of strangers made harmless: known by content, bounded before they are unpacked, written anew without EXIF."""

from __future__ import annotations

import io
from threading import BoundedSemaphore
from typing import Any

from appliance.models.refused import Refused

SIDE, QUALITY = 1280, 75  # pixels of the longer side, and how well JPEG keeps it: about 100 kB
MOST = 40_000_000  # pixels; a JPEG that is unpacked line by line at a fraction of its size
MOST_WHOLE = 13_000_000  # pixels of what can only be unpacked whole: PNG, WebP, progressive JPEG
# One after the other: two large ones at the same time are more than a small box has memory for.
TURN = BoundedSemaphore(1)

TOO_LARGE = "Foto {0} terlalu besar ({1} megapiksel; paling banyak {2}). Perkecil dulu, atau ambil tangkapan layarnya."
BOMB = "Foto {0} terlalu besar untuk dibuka. Perkecil dulu, atau ambil tangkapan layarnya."
BROKEN = "Foto {0} rusak atau terpotong. Ambil ulang, lalu pilih lagi."


def is_photo(head: bytes) -> bool:
    """By the first bytes, whatever it is called: JPEG, PNG or WebP."""
    webp = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    return head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or webp


def as_jpeg(data: bytes, nama: str) -> bytes:
    """The photo as a JPEG of at most SIDE pixels, upright, with nothing else in it. Raises Refused on `bukti`."""
    from PIL import Image

    with TURN:
        try:
            _bounded(_webp_size(data), MOST_WHOLE, nama)
            with Image.open(io.BytesIO(data), formats=["JPEG", "PNG", "WEBP"]) as photo:
                lines = photo.format in ("JPEG", "MPO") and not photo.info.get("progressive")
                _bounded(photo.size, MOST if lines else MOST_WHOLE, nama)
                return _small(photo)
        except Refused:
            raise
        except Image.DecompressionBombError as error:
            raise Refused({"bukti": BOMB.format(nama)}) from error
        except Exception as error:  # a decoder that meets nonsense raises almost anything
            raise Refused({"bukti": BROKEN.format(nama)}) from error


def _bounded(size: tuple[int, int], most: int, nama: str) -> None:
    if size[0] * size[1] > most:
        said = TOO_LARGE.format(nama, round(size[0] * size[1] / 1_000_000), round(most / 1_000_000))
        raise Refused({"bukti": said})


def _small(photo: Any) -> bytes:
    from PIL import Image, ImageOps

    photo.draft("RGB", (SIDE, SIDE))
    photo.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS, reducing_gap=2)
    upright: Any = ImageOps.exif_transpose(photo)
    if upright.mode in ("RGBA", "LA", "PA", "P"):
        see_through = upright.convert("RGBA")
        upright = Image.new("RGB", see_through.size, "white")
        upright.paste(see_through, mask=see_through.getchannel("A"))
    bare = Image.new("RGB", upright.size)
    bare.paste(upright.convert("RGB"))
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _webp_size(data: bytes) -> tuple[int, int]:
    """Width and height that a WebP claims, read before its decoder makes room for them; (0, 0) for other files."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        return 0, 0
    if data[12:16] == b"VP8X":
        return _le(data[24:27]) + 1, _le(data[27:30]) + 1
    if data[12:16] == b"VP8L":
        bits = _le(data[21:25])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return _le(data[26:28]) & 0x3FFF, _le(data[28:30]) & 0x3FFF


def _le(part: bytes) -> int:
    return int.from_bytes(part, "little")
