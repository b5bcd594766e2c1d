"""`ekinerja restore`: bring a copy back, guided: what was found, one question, the proof, the exchange."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

from appliance import clock, settings
from appliance.backup import age, kunci_cadangan
from appliance.backup.gagal import CadanganGagal, SandiSalah, without_secrets
from appliance.backup.pulih import refuse_newer, restore
from appliance.backup.sumber import Isi, Sumber, age_of, source
from appliance.commands import Refused
from appliance.commands.tanya import ask, ask_code
from appliance.settings import ZONES, Settings


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("restore", help="memulihkan data dari cadangan")
    command.add_argument(
        "sumber", metavar="SRC", help="folder disk cadangan, alamat restic, atau berkas salinan mingguan"
    )
    command.add_argument("--tanggal", metavar="YYYY-MM-DD", type=_day, help="salinan terakhir sampai tanggal ini")
    command.add_argument("--kode-dari", metavar="BERKAS", help="berkas berisi kode pemulihan; - berarti masukan baku")
    command.add_argument("--ya", action="store_true", help="tanpa bertanya lagi")
    command.set_defaults(run=run)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} bukan tanggal YYYY-MM-DD") from None


def run(arguments: argparse.Namespace) -> None:
    chosen = settings.load()
    try:
        where = source(arguments.sumber, chosen.data)
        print(f"Ditemukan {where.apa} di {without_secrets(arguments.sumber)}", flush=True)
        kode, isi = _open(where, arguments)
        for line in shown(isi, chosen):
            print(line)
        refuse_newer(isi)
        if not arguments.ya and ask(f"\nPulihkan ke {chosen.data}? Ketik YA: ").upper() != "YA":
            raise CadanganGagal("tidak jadi; tidak ada yang diubah")
        done = restore(isi, chosen.data, clock.local(), lambda text: print(text, flush=True))
    except (CadanganGagal, OSError) as reason:
        raise Refused([str(reason)]) from None
    for note in [*done.catatan, *older_code(chosen.data, kode)]:
        print(f"perhatian: {note}")
    if done.sebelum is not None:
        print(f"Data yang tadinya ada di sini dipindahkan ke {done.sebelum}, tidak dihapus.")
    print((AFTER if isi.note.basis == "sqlite" else POSTGRES).format(data=chosen.data), end="")


POSTGRES = """\
Berkas sudah dipulihkan ke {data}; basis datanya belum. Tiga langkah lagi, sebelum layanan dijalankan:
1. Buat basis data PostgreSQL yang kosong, dan tulis alamatnya di EKINERJA_DATABASE_URL. Jangan pakai yang masih berisi.
2. pg_restore --no-owner --exit-on-error -d ALAMAT {data}/ekinerja.dump
3. ekinerja cadangan terpulihkan
Langkah ketiga memeriksa segel setiap bulan, mengakhiri semua sesi, lalu mengatakan bahwa layanan boleh dijalankan.
"""
AFTER = """\
Selesai: data dipulihkan ke {data} dan terbukti utuh.
Sekarang jalankan layanan (`systemctl start ekinerja-web ekinerja-work`, atau scripts/run). Semua orang masuk lagi.
Presensi sesudah tanggal salinan diambil lagi dari mesin presensi saat mesin dibaca, tanpa menggandakan yang sudah ada;
berkas USB sesudah tanggal itu dimasukkan lagi. Laporan dan persetujuan sesudah tanggal itu diisi lagi oleh orangnya.
"""


def _open(where: Sumber, arguments: argparse.Namespace) -> tuple[str, Isi]:
    """(code, copy): by the code; without one by this box's own key, where it lies here and opens it."""
    if where.own is not None and arguments.kode_dari is None:
        with suppress(CadanganGagal):  # another box's copy, or a key of before: the code opens it
            return "", where.own(arguments.tanggal)
    kode = ask_code(arguments.kode_dari)
    return kode, where.find(kode, arguments.tanggal)


def older_code(data: Path, kode: str) -> list[str]:
    """A copy from before the code was changed brings the old one's seal back."""
    try:
        if kode:
            age.unseal(kunci_cadangan.sealed(data), kode)
    except (SandiSalah, OSError):
        return ["salinan ini dibuat sebelum kode pemulihan diganti; jalankan `ekinerja cadangan kode-baru`"]
    return []


def shown(isi: Isi, chosen: Settings) -> Iterator[str]:
    """What was found, for whoever must say yes."""
    note = isi.note
    hours = age_of(note, clock.local())
    yield f"  Milik               : {note.kabupaten}, {note.pegawai} pegawai"
    yield f"  Dibuat              : {note.dibuat.replace('T', ' ')[:16]} ({hours // 24} hari {hours % 24} jam lalu)"
    yield f"  Jam mesin ini       : {clock.local():%Y-%m-%d %H:%M}; bila salah, betulkan dulu"
    yield f"  Presensi terakhir   : {note.presensi_terakhir[:16] or 'belum ada'}"
    yield f"  Bulan terkunci akhir: {note.bulan or 'belum ada'}"
    yield f"  Versi program       : {note.program}"
    yield f"  Ukuran              : {isi.ukuran // 2**20} MiB"
    if note.kabupaten != chosen.kabupaten:
        yield f"perhatian: pengaturan kotak ini {chosen.kabupaten}; betulkan EKINERJA_KABUPATEN sesudahnya"
    if ZONES.get(note.zona) != chosen.zona:
        yield f"perhatian: zona waktu salinan {note.zona}; betulkan EKINERJA_ZONA sebelum layanan dijalankan"
