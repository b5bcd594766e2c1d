"""Cell parsers of what every civil servant has: NIP, golongan, PTKP, account."""

from __future__ import annotations

import re
from datetime import date

from appliance.exchange.cell import Angka

_GOLONGAN_PNS = re.compile(r"(I|II|III)/[a-d]|IV/[a-e]")
_GOLONGAN_PPPK = re.compile(r"I{1,3}|IV|VI{0,3}|IX|XI{0,3}|XIV|XVI{0,2}")
_PTKP = re.compile(r"(TK|K)/[0-3]")
_ACCOUNT = re.compile(r"[0-9][0-9 .-]{0,39}", re.ASCII)
NIP_LENGTH = 18


def nip(text: str) -> str:
    """18 digits; what else they should say is a reason to look again, not to refuse a person (see `nip_doubt`)."""
    if isinstance(text, Angka):
        raise ValueError("sel berisi angka, digit terakhirnya dapat hilang; jadikan sel Teks lalu ketik ulang")
    digits = text.replace(" ", "")
    if not digits.isascii() or not digits.isdigit() or len(digits) != NIP_LENGTH:
        raise ValueError(f"{text!r} bukan NIP; harus 18 angka")
    return digits


def nip_doubt(text: str, status_asn: str) -> str | None:
    """What is odd about a NIP (Perka BKN 22/2007): birth date, month of appointment, sex. A PPPK's has another form."""
    try:
        date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return f"{text}: delapan angka pertama bukan tanggal lahir"
    if status_asn == "PPPK":
        return None
    year, month = int(text[8:12]), int(text[12:14])
    if not 1 <= month <= 12:
        return f"{text}: angka ke-13 dan 14 bukan bulan pengangkatan"
    if text[14] not in "12":
        return f"{text}: angka ke-15 harus 1 (laki-laki) atau 2 (perempuan)"
    return None if year > int(text[:4]) else f"{text}: tahun pengangkatan tidak sesudah tahun lahir"


def golongan(text: str) -> str:
    if not _GOLONGAN_PNS.fullmatch(text) and not _GOLONGAN_PPPK.fullmatch(text):
        raise ValueError(f"{text!r} bukan golongan; PNS I/a sampai IV/e, PPPK I sampai XVII")
    return text


def golongan_fault(text: str, status_asn: str) -> str | None:
    """A golongan with a letter belongs to PNS, one without to PPPK."""
    if ("/" in text) == (status_asn != "PPPK"):
        return None
    return f"golongan {text} bukan golongan {status_asn}"


def ptkp(text: str) -> str:
    if not _PTKP.fullmatch(text):
        raise ValueError(f"{text!r} bukan status PTKP; TK/0 sampai TK/3 atau K/0 sampai K/3")
    return text


def rekening(text: str) -> str:
    if isinstance(text, Angka):
        raise ValueError("sel berisi angka, nol di depan dapat hilang; ubah format sel menjadi Teks lalu ketik ulang")
    if not _ACCOUNT.fullmatch(text):
        raise ValueError(f"{text!r} bukan nomor rekening")
    return text


def npwp(text: str) -> str:
    if isinstance(text, Angka):
        raise ValueError("sel berisi angka, nol di depan dapat hilang; ubah format sel menjadi Teks lalu ketik ulang")
    digits = re.sub(r"[ .-]", "", text)
    if not digits.isascii() or not digits.isdigit() or len(digits) not in (15, 16):
        raise ValueError(f"{text!r} bukan NPWP; harus 15 atau 16 angka")
    return text
