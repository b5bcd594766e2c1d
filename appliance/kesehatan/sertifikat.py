"""The certificate that phones see: until when it holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from cryptography import x509

from appliance.kesehatan.baris import Baris, Tinjau, when

DEFAULT = Path("/etc/ekinerja/tls/sertifikat.pem")
SOON, NEAR = 7, 21  # days; one that renews itself does so a month before


def lines(tinjau: Tinjau) -> Iterator[Baris]:
    chosen = tinjau.box.settings.sertifikat
    path = chosen or DEFAULT
    try:
        ends = end_of(path.read_bytes(), tinjau)
    except FileNotFoundError:
        tone = "bad" if chosen else "info"
        yield Baris("Sertifikat", tone, f"tidak ada di {path}" if chosen else "tidak ada: kotak ini tanpa TLS sendiri",
                    "Periksa EKINERJA_SERTIFIKAT." if chosen else "")  # fmt: skip
        return
    except (OSError, ValueError) as reason:
        yield Baris("Sertifikat", "bad", f"tidak terbaca ({type(reason).__name__})", f"Periksa berkas {path}.")
        return
    days = (ends - tinjau.now).days
    renew = "Perbarui sertifikat dan muat ulang nginx; sesudah lewat, HP menolak membuka aplikasi."
    if days < 0:
        yield Baris("Sertifikat", "bad", f"sudah lewat sejak {when(ends)}", renew)
    else:
        tone = "bad" if days < SOON else "warn" if days < NEAR else "good"
        yield Baris(
            "Sertifikat", tone, f"berlaku sampai {when(ends)}, {days} hari lagi", "" if tone == "good" else renew
        )


def end_of(pem: bytes, tinjau: Tinjau) -> datetime:
    """When the first certificate of the file ends, on the office's wall clock. ValueError when it holds none."""
    return (
        x509.load_pem_x509_certificate(pem)
        .not_valid_after_utc.astimezone(tinjau.box.settings.zona)
        .replace(tzinfo=None)
    )
