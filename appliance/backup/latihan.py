"""The drill: the code in somebody's hand opens the copies, now and here. Nothing is changed."""

from __future__ import annotations

from pathlib import Path

from appliance.backup import age, kunci_cadangan, weekly
from appliance.backup.gagal import CadanganGagal
from appliance.backup.isi import NOTE, STAGE, parse
from appliance.backup.tempat import Tempat
from appliance.backup.uji import newest
from appliance.models.cadangan import Hasil


def drill(data: Path, place: Tempat, kode: str) -> Hasil:
    """Open the newest copy with nothing but the code, and the newest weekly one too. Raises CadanganGagal."""
    store = place.store(data, kode.encode())
    copy = newest(store)
    note = parse(store.read_text(copy.id, f"/{STAGE}/{NOTE}"))
    said = f"Kode membuka salinan {note.dibuat[:16].replace('T', ' ')} milik {note.kabupaten}."
    if place.disk is None:
        return Hasil(said)
    public = kunci_cadangan.read(data).penerima
    copies = weekly.found(place, public)
    if not copies:
        return Hasil(f"{said} Salinan mingguan belum ada.")
    key = place.weekly / f"kunci-pemulihan-{age.tag(public)}.age"
    if not key.exists():
        raise CadanganGagal(f"{key.name} tidak ada di disk cadangan; jalankan `ekinerja cadangan siapkan`")
    secret = age.unseal(key.read_bytes(), kode).decode().strip()
    weekly_note = parse(age.read_copy(copies[-1], secret, None, NOTE))
    return Hasil(f"{said} Salinan mingguan {weekly_note.dibuat[:10]} juga terbuka.")
