"""The files of the demonstration: one CSV for each noun, exactly as an office would bring them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from appliance.demo import material
from appliance.demo.kabupaten import Kabupaten
from appliance.demo.kejadian import punishments
from appliance.demo.orang import Orang

Rows = Iterable[Mapping[str, Any]]


def write(path: Path, rows: Rows) -> int:
    """Write rows that all have the same columns; returns how many. No rows, no file."""
    listed = list(rows)
    if not listed:
        path.unlink(missing_ok=True)
        return 0
    with path.open("w", encoding="utf-8", newline="") as target:
        lines = csv.DictWriter(target, fieldnames=list(listed[0]))
        lines.writeheader()
        lines.writerows(listed)
    return len(listed)


def opd(kab: Kabupaten) -> Rows:
    return [{"kode": k.kode, "nama": k.nama, "jenis": k.jenis, "jalur": k.jalur, "induk": k.induk} for k in kab.kantor]


def mesin(kab: Kabupaten) -> Rows:
    return [
        {"sn": a.sn, "opd": a.opd, "jalur": a.jalur, "alamat": a.alamat, "port": a.port, "kunci": a.kunci}
        for a in kab.mesin
    ]


def pegawai(kab: Kabupaten) -> Rows:
    """Everybody; leaders stand before the led. Who moved has a second row."""
    for p in kab.semua:
        row = _person(kab, p)
        yield row
        if p.pindah:
            at = p.pindah
            yield {**row, "mulai": at.mulai, "opd": at.opd, "nip_atasan": at.nip_atasan, "pin_mesin": at.pin_mesin}


def _person(kab: Kabupaten, p: Orang) -> dict[str, Any]:
    return {
        "nip": p.nip,
        "nama": p.nama,
        "opd": p.opd,
        "jabatan": p.pos.nama,
        "kelas_jabatan": p.pos.kelas,
        "status_asn": p.status_asn,
        "mulai": p.mulai,
        "golongan": p.golongan,
        "nip_atasan": p.nip_atasan,
        "jadwal": p.pos.jadwal,
        "pin_mesin": "" if p.nip in kab.tanpa_pin else p.pin_mesin,
        "ptkp": "" if p.nip in kab.tanpa_ptkp else p.ptkp,
        "gaji_bruto": p.gaji_bruto,
        "dasar_bpjs": p.dasar_bpjs,
        "bank": "Bank Bengkulu",
        "rekening": p.rekening,
        "npwp": p.npwp,
        "pendidikan": "S1" if p.pos.pendidikan == "kesehatan" else p.pos.pendidikan,
    }


def cuti(kab: Kabupaten) -> Rows:
    for absences in kab.absen.values():
        for a in absences:
            yield {
                "nip": a.nip,
                "jenis": a.jenis,
                "mulai": a.mulai,
                "selesai": a.selesai,
                "nomor_surat": a.nomor_surat,
            }


def hukdis(kab: Kabupaten) -> Rows:
    return punishments(kab.semua, kab.kejadian, kab.masa, kab.rng("hukdis"))


def gangguan(kab: Kabupaten) -> Rows:
    for n, padam in enumerate(kab.padam, 1):
        letter = f"800/{40 + n}/{padam.opd}/{padam.mulai.year}"
        moments = {"mulai": f"{padam.mulai:%Y-%m-%d %H:%M}", "selesai": f"{padam.selesai:%Y-%m-%d %H:%M}"}
        yield {"opd": padam.opd, **moments, "alasan": padam.alasan, "nomor_surat": letter}


def plt(kab: Kabupaten) -> Rows:
    """The sekretaris of an office without a head, and somebody who stands in while a camat is away."""
    for kantor in kab.kantor:
        if kantor.lowong:
            kelas = material("jabatan")[kantor.pola]["pos"][0]["kelas"]
            until = kab.masa.akhir_kini + timedelta(days=60)
            yield _acting(kab.orang[kantor.kode][0], f"Kepala {kantor.nama}", kelas, "plt", kab.masa.dua_lalu, until)
    camat, sekcam = next(kab.orang[k.kode][:2] for k in kab.kantor if k.jenis == "kecamatan")
    first = kab.masa.lalu.replace(day=6)
    yield _acting(sekcam, camat.pos.nama, camat.pos.kelas, "plh", first, first.replace(day=17))


def _acting(who: Orang, jabatan: str, kelas: int, jenis: str, mulai: date, selesai: date) -> dict[str, Any]:
    return {
        "nip": who.nip,
        "opd": who.opd,
        "jabatan": jabatan,
        "kelas_jabatan": kelas,
        "jenis": jenis,
        "mulai": mulai,
        "selesai": selesai,
        "nomor_sk": f"821/{mulai.month}/{jenis.upper()}/{mulai.year}",
    }


def penandatangan(kab: Kabupaten) -> Rows:
    """The head, who keeps the money and who prepared the list, for each office."""
    for kantor in kab.kantor:
        group = kab.orang[kantor.kode]
        staff = [p for p in group if p.pos.kode == "staf" and p.status_asn == "PNS"]
        second = [p for p in group if p.pos.kode == "kasubbag"]
        for peran, who in (("kepala", group[0]), ("bendahara", staff[0]), ("pembuat", (second or group[1:])[0])):
            acting = f"Plt. Kepala {kantor.nama}" if kantor.lowong and peran == "kepala" else ""
            yield {"opd": kantor.kode, "peran": peran, "nip": who.nip, "mulai": who.mulai, "sebutan": acting}
