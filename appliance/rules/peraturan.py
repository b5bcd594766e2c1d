"""Reads a decree's text. Everything that it does not know it refuses, naming file and key."""

import tomllib
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from appliance.rules.entri import Entri, EntriTiadaAda, Peraturan, PeraturanKeliru, Tolakan
from appliance.rules.rak import Rak
from appliance.rules.skema import cross_check, validator

__all__ = ["Entri", "EntriTiadaAda", "Peraturan", "PeraturanKeliru", "Rak", "Tolakan", "parse"]

_TEKS = ("id", "nama", "tentang")
_TANGGAL = ("diundangkan", "berlaku")
_BOLEH = {*_TEKS, *_TANGGAL, "sampai", "contoh"}


def parse(text: str, berkas: str) -> Peraturan:
    """A decree from TOML; `berkas` is the name under which it is refused. Raises PeraturanKeliru with all reasons."""
    try:
        isi = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as galat:
        raise PeraturanKeliru([Tolakan(berkas, "", f"bukan TOML yang sah: {galat}")]) from galat
    tolakan: list[Tolakan] = []
    kepala = _header(isi.pop("peraturan", None), berkas, tolakan)
    entri: dict[str, Entri] = {}
    for grup, bagian in isi.items():
        if not isinstance(bagian, dict):
            tolakan.append(Tolakan(berkas, grup, "kunci tidak dikenal"))
            continue
        for nama, badan in bagian.items():
            kunci = f"{grup}.{nama}"
            hasil = _entry(kunci, badan, kepala, Tolak(berkas, kunci, tolakan))
            if hasil is not None:
                entri[kunci] = hasil
    nilai = {kunci: satu.nilai for kunci, satu in entri.items()}
    tolakan += [Tolakan(berkas, kunci, alasan) for kunci, alasan in cross_check(nilai)]
    if tolakan:
        raise PeraturanKeliru(tolakan)
    return Peraturan(**{"sampai": None, "contoh": False, **kepala}, berkas=berkas, entri=entri)


class Tolak:
    """Collects the refusals of one key."""

    def __init__(self, berkas: str, kunci: str, semua: list[Tolakan]) -> None:
        self._berkas, self._kunci, self._semua = berkas, kunci, semua

    def __call__(self, alasan: str) -> None:
        self._semua.append(Tolakan(self._berkas, self._kunci, alasan))


def _header(kepala: Any, berkas: str, tolakan: list[Tolakan]) -> dict[str, Any]:
    if not isinstance(kepala, dict):
        tolakan.append(Tolakan(berkas, "peraturan", "kepala [peraturan] tidak ada"))
        return {}

    def tolak(kunci: str, alasan: str) -> None:
        tolakan.append(Tolakan(berkas, f"peraturan.{kunci}", alasan))

    for kunci in sorted(kepala.keys() - _BOLEH):
        tolak(kunci, "kunci tidak dikenal")
    for kunci, periksa, bentuk in (*((k, _teks, "teks") for k in _TEKS), *((k, _tanggal, "tanggal") for k in _TANGGAL)):
        if not periksa(kepala.get(kunci)):
            tolak(kunci, f"wajib diisi dengan {bentuk}")
    if not isinstance(kepala.get("contoh", False), bool):
        tolak("contoh", "harus true atau false")
    if "sampai" in kepala:
        sampai: Any = kepala["sampai"]
        if not _tanggal(sampai):
            tolak("sampai", "harus tanggal")
        elif _tanggal(kepala.get("berlaku")) and sampai < kepala["berlaku"]:
            tolak("sampai", "lebih awal daripada berlaku")
    return kepala


def _entry(kunci: str, badan: Any, kepala: dict[str, Any], tolak: Tolak) -> Entri | None:
    periksa = validator(kunci)
    if periksa is None or not isinstance(badan, dict):
        tolak("kunci tidak dikenal" if periksa is None else "harus berupa tabel dengan pasal, satuan dan nilai")
        return None
    for asing in sorted(badan.keys() - {"pasal", "satuan", "nilai", "contoh"}):
        tolak(f"kunci {asing} tidak dikenal")
    for wajib in [w for w in ("pasal", "satuan") if not _teks(badan.get(w))]:
        tolak(f"{wajib} wajib diisi")
    contoh = badan.get("contoh", False)
    if not isinstance(contoh, bool):
        tolak("contoh harus true atau false")
    if "nilai" not in badan:
        tolak("nilai wajib diisi")
        return None
    try:
        nilai = periksa(badan["nilai"])
    except ValueError as galat:
        tolak(str(galat))
        return None
    return Entri(
        kunci,
        nilai,
        str(badan.get("pasal", "")).strip(),
        str(badan.get("satuan", "")).strip(),
        bool(contoh) or kepala.get("contoh") is True,
        str(kepala.get("id", "")),
        str(kepala.get("nama", "")),
    )


def _teks(nilai: Any) -> bool:
    return isinstance(nilai, str) and bool(nilai.strip())


def _tanggal(nilai: Any) -> bool:
    return isinstance(nilai, date) and not isinstance(nilai, datetime)
