"""The stages of the demonstration, in the order in which a regency would do them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

from appliance.demo import akun, daftar, daftar_harian, jaga
from appliance.demo.bacaan import bring_in, machine_file
from appliance.demo.bulan_lalu import correct, lock_earlier, verify_offices
from appliance.demo.isian import FOLDER, Isian
from appliance.demo.mesin import SIMULATED
from appliance.demo.pelaporan import write_office
from appliance.demo.presensi import by_machine
from appliance.exchange.peraturan_berkas import regional, shelf
from appliance.models.pengguna import ensure_accounts
from appliance.models.penghitungan import bring_up_to_date
from appliance.models.peraturan import enact, propose, rak
from appliance.models.tandai import open_month


def decrees(isian: Isian) -> None:
    for name, text in shelf() + regional():
        enact(propose(text, name, isian.pelaku), isian.pelaku)


def offices(isian: Isian) -> None:
    isian.file("opd", daftar.opd(isian.kab))
    isian.file("mesin", daftar.mesin(isian.kab))
    isian.file("jadwal", jaga.schedules())
    machines: list[dict[str, Any]] = []
    for alat in (a for a in isian.kab.mesin if a.ukuran):
        source = f"{FOLDER}/{alat.sn}_attlog.dat"
        row = {"sn": alat.sn, "opd": alat.opd, "port": alat.port, "kunci": alat.kunci, "ukuran": alat.ukuran}
        machines.append({**row, "berkas": source})
    (isian.data / "demo-mesin.json").write_text(json.dumps(machines, indent=1) + "\n", "utf-8")


def people(isian: Isian) -> None:
    isian.file("pegawai", daftar.pegawai(isian.kab))
    ensure_accounts()


def events(isian: Isian) -> None:
    kab = isian.kab
    for kind, rows in (
        ("peran", akun.peran(kab)), ("penandatangan", daftar.penandatangan(kab)), ("plt", daftar.plt(kab)),
        ("roster", daftar_harian.roster(kab)), ("cuti", daftar.cuti(kab)), ("hukdis", daftar.hukdis(kab)),
        ("gangguan", daftar.gangguan(kab)),
    ):  # fmt: skip
        isian.file(kind, rows)


def punches(isian: Isian) -> None:
    held = by_machine(isian.kab, isian.jejak)
    for done, (kode, stamps) in enumerate(held.items(), 1):
        bring_in(isian.kab, stamps, isian.first(kode))
        for alat, rows in stamps.items():
            if kode in SIMULATED:
                (isian.data / FOLDER / f"{alat.sn}_attlog.dat").write_text(machine_file(rows), "ascii", newline="")
        if done % 10 == 0:
            isian.say(f"  {done} dari {len(held)} unit kerja")


def sheets(isian: Isian) -> None:
    kab = isian.kab
    limit = int(rak().entri("koreksi.batas_sebulan", kab.masa.lalu).nilai)
    isian.file("manual", daftar_harian.manual(kab, isian.jejak))
    isian.file("cakupan", daftar_harian.cakupan(kab))
    isian.file("apel", daftar_harian.apel(isian.jejak))
    isian.file("koreksi", daftar_harian.koreksi(kab, isian.jejak, limit))
    correct(isian)


def performance(isian: Isian) -> None:
    reports = sum(write_office(isian.kab, k.kode, isian.first(k.kode)) for k in isian.kab.kantor)
    isian.say(f"  {reports} laporan harian")
    isian.file("predikat", daftar_harian.predikat(isian.kab))


def judge(isian: Isian) -> None:
    for bulan in isian.kab.masa.bulan():
        open_month(bulan)
    days, months = bring_up_to_date(rak(), isian.pelaku.kapan)
    isian.say(f"  {days} hari dinilai, {months} perkiraan dihitung")


def last_months(isian: Isian) -> None:
    lock_earlier(isian)
    moment = datetime.combine(isian.kab.masa.kini + timedelta(days=3), time(10))
    verify_offices(isian, min(moment, isian.pelaku.kapan))


def accounts(isian: Isian) -> None:
    isian.say(akun.give_passwords(isian.kab, isian.data / "demo-akun.txt", isian.pelaku))


STAGES: list[tuple[str, Callable[[Isian], None]]] = [
    ("Peraturan", decrees),
    ("Unit kerja, mesin, jadwal jaga", offices),
    ("Pegawai", people),
    ("Peran, penandatangan, cuti, hukuman disiplin", events),
    ("Presensi dua bulan", punches),
    ("Daftar hadir, apel, koreksi", sheets),
    ("SKP dan laporan harian", performance),
    ("Penilaian hari dan perkiraan TPP", judge),
    ("Verifikasi bulan lalu", last_months),
    ("Akun", accounts),
]
