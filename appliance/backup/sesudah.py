"""The last step of a restore, in a process of its own on the new folder: bring it to this program's form, check every
seal, end all sessions and write down that it was restored. `python -m appliance.backup.sesudah`
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from appliance import clock, settings
from appliance.backup.gagal import CadanganGagal
from appliance.box import BoxRefused, open_box
from appliance.models import bukti_dukung, cadangan, jam
from appliance.models.base import db
from appliance.models.bukti_dukung import BuktiDukung
from appliance.models.cadangan import Cadangan
from appliance.models.jejak import Pelaku, Perubahan, record
from appliance.models.opd import Opd
from appliance.models.pengguna import Sesi
from appliance.models.penguncian import seal
from appliance.models.penutupan import HasilTpp, Penutupan


def main() -> int:
    try:
        box = open_box(settings.load())
        notes = prove_and_settle()
    except (BoxRefused, CadanganGagal) as reason:
        print(reason, file=sys.stderr)
        return 1
    (box.data / "catatan.json").write_text(json.dumps(notes))
    db.close()
    return 0


def prove_and_settle() -> list[str]:
    """What whoever restores should know. Raises CadanganGagal when a seal does not fit; then nothing is changed."""
    wrong = list(broken_seals())
    if wrong:
        raise CadanganGagal("\n".join(wrong))
    settle(clock.local())
    return list(remarks())


def broken_seals() -> Iterator[str]:
    """Locked months, of every version, whose seal does not fit their rows."""
    for closing in Penutupan.select(Penutupan, Opd).join(Opd).order_by(Penutupan.id):
        stored: Any = HasilTpp.select().where(HasilTpp.penutupan == closing).order_by(HasilTpp.id)
        if seal(closing.bulan, closing.opd.kode, closing.peraturan, list(stored.dicts())) != closing.hash:
            yield f"segel finalisasi {closing.bulan} {closing.opd.kode} tidak cocok"


def settle(now: datetime) -> None:
    """What was ended since the copy was made must not live again: everybody signs in anew.

    The mark of the other machine's clock goes too: who restored was shown this one's beside the copy's age.
    """
    who = Pelaku(None, "administrator mesin", "pemulihan", now)
    with db.atomic():
        jam.forget()
        Sesi.update(berakhir=now).where(Sesi.berakhir > now).execute()
        copied = Cadangan.update(keadaan="baik", selesai=Cadangan.mulai, pesan="salinan yang dipulihkan")
        copied.where(Cadangan.keadaan == "berjalan").execute()
        cadangan.finish(cadangan.start("pulih", "", now), cadangan.Hasil("data dipulihkan dari cadangan"), now, 0)
        record(who, [Perubahan("pulihkan", "cadangan", now.isoformat(timespec="minutes"), None, None)])


def remarks() -> Iterator[str]:
    """What whoever restores should know."""
    files = {(row.hash, row.jenis) for row in BuktiDukung.select(BuktiDukung.hash, BuktiDukung.jenis)}
    missing = sum(not Path(bukti_dukung.path_of(*one)).is_file() for one in files)
    if missing:
        yield f"{missing} dari {len(files)} berkas bukti dukung tidak ada di salinan ini"


if __name__ == "__main__":
    sys.exit(main())
