"""The box's own key for signing what browsers carry: made once, kept with the data, readable by nobody else."""

import secrets
from pathlib import Path

from appliance.models.kunci import made_once


def secret_key(folder: Path) -> bytes:
    """32 bytes of `folder`/web.kunci; made when it is not there."""
    file = folder / "web.kunci"
    key = made_once(file, secrets.token_bytes(32))
    if len(key) != 32:
        raise RuntimeError(f"{file}: rusak. Hapus berkas ini, lalu jalankan lagi; formulir yang terbuka dimuat ulang")
    return key
