"""Keeping the machines of an office: adding, changing, retiring from a day on."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from appliance.models.base import db
from appliance.models.jejak import Pelaku, Perubahan, record
from appliance.models.kunci import seal
from appliance.models.mesin import Mesin, MesinOpd, Pembacaan
from appliance.models.opd import Opd
from appliance.models.refused import Refused
from appliance.models.tandai import settle_coverage

JALUR = {"lan": "Jaringan (LAN)", "adms": "Mesin mengirim sendiri (ADMS)", "flashdisk": "Flashdisk"}
ZONA = ("WIB", "WITA", "WIT")
_SN = re.compile(r"[A-Za-z0-9-]{4,32}")


def checked(sn: str, jalur: str, alamat: str, port: str, kunci: str) -> dict[str, Any]:
    """The values to store. Raises Refused with every fault; the address is one of a private network's machines."""
    errors = {}
    if not _SN.fullmatch(sn):
        errors["sn"] = "Nomor seri terdiri atas 4 sampai 32 huruf dan angka, seperti tertulis di menu mesin."
    if jalur not in JALUR:
        errors["jalur"] = "Pilih jalur data mesin."
    if jalur == "lan" and not _address(alamat):
        errors["alamat"] = "Alamat IP mesin wajib diisi, misalnya 192.168.1.201."
    if not (port.isascii() and port.isdigit() and 1 <= int(port[:6]) <= 65535):
        errors["port"] = "Port adalah angka 1 sampai 65535; biasanya 4370."
    if kunci and not (kunci.isascii() and kunci.isdigit() and len(kunci) <= 9):
        errors["kunci"] = "Kunci komunikasi terdiri atas angka, paling panjang 9."
    if errors:
        raise Refused(errors)
    return {"sn": sn.upper(), "jalur": jalur, "alamat": alamat if jalur == "lan" else "", "port": int(port)}


def _address(text: str) -> bool:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    return not (address.is_multicast or address.is_unspecified)


def add(opd: Opd, given: Mapping[str, Any], kunci: str, mulai: date, pelaku: Pelaku) -> Mesin:
    """A machine that stands in the office from `mulai` on. Raises Refused on `sn` when it is known already."""
    with db.atomic():
        other: Mesin | None = Mesin.get_or_none(Mesin.sn == given["sn"])
        if other is not None:
            where = opd.nama if other.opd.id == opd.id else "unit kerja lain"
            raise Refused({"sn": f"Mesin {other.sn} sudah terdaftar di {where}."})
        row: Mesin = Mesin.create(opd=opd, kunci=seal(kunci), **given)
        MesinOpd.create(mesin=row, opd=opd, mulai=mulai)
        record(pelaku, [Perubahan("tambah", "mesin", row.sn, None, {**_image(row), "mulai": mulai.isoformat()})])
        settle_coverage(opd.id)
    return row


def change(row: Mesin, given: Mapping[str, Any], kunci: str, pelaku: Pelaku) -> bool:
    """New settings; the serial never changes and an empty `kunci` keeps the stored one. False when nothing differs."""
    with db.atomic():
        before = _image(row)
        for name in ("jalur", "alamat", "port"):
            setattr(row, name, given[name])
        after = _image(row)
        if kunci:
            row.kunci = seal(kunci)
            after["kunci"] = "diganti"
        if before == after:
            return False
        row.save()
        record(pelaku, [Perubahan("ubah", "mesin", row.sn, before, after)])
    return True


def retire(row: Mesin, terakhir: date, pelaku: Pelaku) -> None:
    """The last day on which it stood there; it no longer holds back its office. Raises Refused on `terakhir`."""
    with db.atomic():
        place: Any = MesinOpd.select().where((MesinOpd.mesin == row) & MesinOpd.selesai.is_null()).first()
        if place is None:
            raise Refused({"terakhir": "Mesin ini sudah tidak dipakai."})
        if place.mulai is not None and terakhir < place.mulai:
            raise Refused({"terakhir": f"Mesin ini baru dipasang {place.mulai:%d-%m-%Y}."})
        if terakhir > pelaku.kapan.date() + timedelta(days=31):
            raise Refused({"terakhir": "Paling jauh sebulan dari sekarang."})
        place.selesai = terakhir
        place.save()
        record(pelaku, [Perubahan("akhiri", "mesin", row.sn, None, {"terakhir": terakhir.isoformat()})])
        settle_coverage(place.opd_id)


def readings(mesin_id: int) -> Any:
    """Contacts with a machine, the latest first."""
    return Pembacaan.select().where(Pembacaan.mesin == mesin_id).order_by(Pembacaan.mulai.desc(), Pembacaan.id.desc())


def places(mesin_ids: Any) -> dict[int, MesinOpd]:
    """Where each of these machines stands or last stood."""
    rows: Any = MesinOpd.select().where(MesinOpd.mesin.in_(mesin_ids)).order_by(MesinOpd.mulai)
    return {row.mesin_id: row for row in rows}


def _image(row: Mesin) -> dict[str, Any]:
    return {"sn": row.sn, "opd": row.opd.kode, "jalur": row.jalur, "alamat": row.alamat, "port": row.port}
