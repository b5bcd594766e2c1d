"""What a stored decree says, entry by entry, and how it stands among the others on a day."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from peewee import JOIN

from appliance.models.pegawai import Pegawai
from appliance.models.pengguna import Pengguna
from appliance.models.peraturan import Pemberlakuan, PeraturanTeks, rak
from appliance.rules.peraturan import Peraturan, parse


class Isi(NamedTuple):
    """One entry as it was written: `nilai` is the file's own value. `pengganti` names the decree that won over it."""

    kunci: str
    pasal: str
    satuan: str
    contoh: bool
    nilai: Any
    pengganti: str


class Naskah(NamedTuple):
    """A stored decree with who proposed it and put it in force; `keadaan`: rancangan, akan, berlaku, lewat."""

    teks: PeraturanTeks
    peraturan: Peraturan
    keadaan: str
    kapan: Any
    oleh: str
    pengaju: str

    @property
    def contoh(self) -> int:
        """How many entries nobody checked against the signed text."""
        return sum(entri.contoh for entri in self.peraturan.entri.values())


def shelf(today: date) -> list[Naskah]:
    """Every stored decree: drafts first, then by the day from which it binds, the newest first. One query."""
    proposer, enacter, one, two = Pengguna.alias(), Pengguna.alias(), Pegawai.alias(), Pegawai.alias()
    rows: Any = (
        PeraturanTeks.select(PeraturanTeks, Pemberlakuan.kapan, one.nama.alias("satu"), two.nama.alias("dua"))
        .join(Pemberlakuan, JOIN.LEFT_OUTER)
        .switch(PeraturanTeks).join(proposer, JOIN.LEFT_OUTER, on=(PeraturanTeks.pengaju == proposer.id))
        .join(one, JOIN.LEFT_OUTER, on=(proposer.pegawai == one.id))
        .switch(PeraturanTeks).join(enacter, JOIN.LEFT_OUTER, on=(Pemberlakuan.oleh == enacter.id))
        .join(two, JOIN.LEFT_OUTER, on=(enacter.pegawai == two.id))
        .objects()
    )  # fmt: skip
    found = [_naskah(row, today) for row in rows]
    return sorted(found, key=lambda n: (n.keadaan != "rancangan", -n.peraturan.berlaku.toordinal(), n.teks.kode))


@lru_cache(maxsize=64)
def _read(teks: str, berkas: str) -> Peraturan:
    return parse(teks, berkas)


def _naskah(row: Any, today: date) -> Naskah:
    decree = _read(row.teks, row.berkas)
    keadaan = "berlaku" if decree.in_force(today) else "akan" if decree.berlaku > today else "lewat"
    by = row.dua or "administrator mesin"
    return Naskah(row, decree, keadaan if row.kapan else "rancangan", row.kapan, by, row.satu or "administrator mesin")


def entries(naskah: Naskah, today: date) -> list[Isi]:
    """The decree's entries in the order of its file."""
    raw = tomllib.loads(naskah.teks.teks, parse_float=Decimal)
    found = []
    for kunci, entri in naskah.peraturan.entri.items():
        grup, _, nama = kunci.partition(".")
        winner = rak().cari(kunci, today) if naskah.keadaan == "berlaku" else None
        other = winner.nama if winner is not None and winner.peraturan_id != entri.peraturan_id else ""
        found.append(Isi(kunci, entri.pasal, entri.satuan, entri.contoh, raw[grup][nama]["nilai"], other))
    return found
