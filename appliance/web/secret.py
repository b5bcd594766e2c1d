"""The box's own key for signing what browsers carry: made once, kept with the data, readable by nobody else."""

import os
import secrets
from pathlib import Path


def secret_key(folder: Path) -> bytes:
    """32 bytes of `folder`/web.kunci; made when it is not there, safe when two processes start at once."""
    file = folder / "web.kunci"
    fresh = folder / f".web.{secrets.token_hex(8)}"
    if not file.exists():
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(secrets.token_bytes(32))
        try:
            os.link(fresh, file)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    key = file.read_bytes()
    if len(key) != 32:
        raise RuntimeError(f"{file}: rusak. Hapus berkas ini, lalu jalankan lagi; formulir yang terbuka dimuat ulang")
    return key
