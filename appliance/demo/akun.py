"""Who may do what in the made-up regency, and one account for each role with a password of this installation."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from appliance.demo.kabupaten import Kabupaten
from appliance.demo.kejadian import temper
from appliance.demo.orang import Orang
from appliance.models import totp
from appliance.models.dua_langkah import enrol
from appliance.models.jejak import Pelaku
from appliance.models.pengguna import Pengguna
from appliance.models.sandi import change

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is misread on paper
HEAD = (
    "Akun kabupaten contoh (nama masuk dan kata sandi). Semua orang lain masuk dengan kode aktivasi.",
    "Pemegang peran masuk dua langkah: tambahkan kunci TOTP ke aplikasi autentikator, atau hitung kodenya dengan",
    "  .venv/bin/ekinerja akun totp KUNCI",
)
OFFICE = "DISKOMINFO"  # where those whose passwords are shown work: its machine is simulated


@dataclass(frozen=True, slots=True)
class Peserta:
    """Somebody with a role; `opd` bounds it."""

    peran: str
    orang: Orang
    opd: str = ""
    nomor_surat: str = ""


def holders(kab: Kabupaten) -> list[Peserta]:
    """Everybody who holds more than the role of a civil servant."""
    found: list[Peserta] = []
    for kantor in kab.kantor:
        group = kab.orang[kantor.kode]
        staff = [p for p in group if p.pos.kode == "staf" and p.status_asn == "PNS"]
        led = [p for p in group if p.pos.kode == "kasubbag"] or group[1:]
        found.append(Peserta("kepala", group[0], kantor.kode))
        found.append(Peserta("operator", led[0], kantor.kode))
        found.append(Peserta("bendahara", staff[0], kantor.kode))
    return found + list(_regency(kab))


def _regency(kab: Kabupaten) -> Iterator[Peserta]:
    """Those whose role covers all offices."""
    bkpsdm, setda, bkd = (_staff(kab, kode) for kode in ("BKPSDM", "SETDA", "BKD"))
    yield from (Peserta("bkpsdm", p) for p in bkpsdm[:3])
    yield from (Peserta("pendamping", p) for p in bkpsdm[3:5])
    yield from (Peserta("tim_tpp", p) for p in (setda[2], setda[3], bkd[2]))
    yield Peserta("pemeriksa", _staff(kab, "INSPEKTORAT")[1], nomor_surat=f"700/12/ST/{kab.masa.hari.year}")
    yield Peserta("admin", _staff(kab, OFFICE)[2])


def _staff(kab: Kabupaten, kode: str) -> list[Orang]:
    return [p for p in kab.orang[kode] if p.pos.kode == "staf" and p.status_asn == "PNS"]


def peran(kab: Kabupaten) -> Iterable[Mapping[str, Any]]:
    """Rows of the file `peran`."""
    for p in holders(kab):
        inspects = p.peran == "pemeriksa"  # by letter of assignment, for a time
        yield {
            "nip": p.orang.nip,
            "peran": p.peran,
            "opd": p.opd,
            "mulai": kab.masa.dua_lalu if inspects else p.orang.mulai,
            "selesai": kab.masa.hari + timedelta(days=90) if inspects else "",
            "nomor_surat": p.nomor_surat,
        }


def shown(kab: Kabupaten) -> list[Peserta]:
    """One account for each role, two of the TPP team: a locked month is reopened by two people."""
    everybody = holders(kab)
    local = [p for p in everybody if p.opd == OFFICE]
    found = [Peserta("asn", _ordinary(kab)), *local]
    for role, many in (("bkpsdm", 1), ("tim_tpp", 2), ("pendamping", 1), ("pemeriksa", 1), ("admin", 1)):
        found += [p for p in everybody if p.peran == role][:many]
    return found


def _ordinary(kab: Kabupaten) -> Orang:
    """Somebody with no other role who comes late now and then, so that the month has lines to look at."""
    rank = {"lalai": 0, "biasa": 1, "rajin": 2}
    busy = {p.orang.nip for p in holders(kab)}
    free = [p for p in _staff(kab, OFFICE) if p.nip not in busy]
    return min(free, key=lambda p: rank[temper(kab.kejadian, kab.rng("watak", p.nip)).nama])


def give_passwords(kab: Kabupaten, path: Path, pelaku: Pelaku) -> str:
    """Set a random password for each shown account, and where a role is held the second step.

    All is kept in `path`, readable by its owner only.
    """
    text = "\n".join([*HEAD, *(_row(p, pelaku) for p in shown(kab))]) + "\n"
    path.unlink(missing_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as target:
        target.write(text)
    return text


def _row(p: Peserta, pelaku: Pelaku) -> str:
    account = Pengguna.get(Pengguna.nama_masuk == p.orang.nip)
    password = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))
    change(account, password, pelaku)
    row = f"{p.peran:<11}{p.orang.nip}  {password}  {p.orang.nama}, {p.orang.pos.nama}"
    if p.peran == "asn":
        return row
    secret = enrol(account, pelaku)
    return f"{row}  TOTP {secret}  {totp.otpauth(secret, p.orang.nip)}"
