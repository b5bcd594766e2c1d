"""`ekinerja explain`: every line that made one person's amount."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from appliance import clock
from appliance.commands import Refused, here, pelaku
from appliance.commands.month import month_argument
from appliance.models.baca_besaran import note_reading
from appliance.models.kinerja_uraian import performance_of
from appliance.models.pegawai import Pegawai
from appliance.models.penghitungan import bring_up_to_date, estimates, open_people
from appliance.models.penutupan import HasilTpp, Penutupan
from appliance.models.peraturan import rak
from appliance.rules.peraturan import EntriTiadaAda
from appliance.rules.rupiah import persen_teks


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("explain", help="menjelaskan TPP seorang pegawai baris demi baris")
    command.add_argument("bulan", type=month_argument)
    command.add_argument("nip")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    here()
    person = Pegawai.get_or_none(Pegawai.nip == arguments.nip)
    if person is None:
        raise Refused([f"NIP {arguments.nip} tidak dikenal"])
    row = locked(person, arguments.bulan)
    state = "dikunci" if row else "perkiraan"
    row = row or estimate(person, arguments.bulan)
    if row is None:
        raise Refused([f"{arguments.nip} {person.nama} tidak bertugas pada {arguments.bulan}"])
    note_reading(person.nip, arguments.bulan, pelaku())
    print(f"{person.nip}\t{person.nama}\t{arguments.bulan}\t{state}")
    print("tanggal\turaian\tpasal\tperaturan\tpersen\trupiah")
    for line in row["rincian"]:
        print(as_text(line))
    print(f"\tTPP\t\t\t\t{row['tpp']}")
    for line in row["potongan"]:
        print(as_text(line))
    print(f"\tBPJS 4 % (pemberi kerja)\t\t\t\t{row['bpjs_4']}")
    print(f"\tBersih\t\t\t\t{row['bersih']}")
    for note in [*row.get("kurang", []), *row.get("catatan", [])]:
        print(f"\tCatatan: {note}")
    for line in performance_lines(person, arguments.bulan):
        print(line)


def performance_lines(person: Pegawai, bulan: str) -> Iterator[str]:
    """How the performance part came about: items, days or predikat, and how many reports lie behind it."""
    try:
        told = performance_of(person.id, bulan)
    except EntriTiadaAda as missing:
        yield f"\tKinerja: {missing}"
        return
    if told is None:
        return
    one = told.uraian
    yield f"\tKinerja: {one.metode}, {persen_teks(one.kinerja.akhir)} % ({one.kinerja.entri.dasar})"
    for item in one.butir:
        reached = f"{persen_teks(item.volume)} dari {item.skp.target}, {persen_teks(item.persen)} %"
        yield f"\tKinerja: SKP {item.skp.butir}: {reached}"
    for day in one.menit:
        yield f"\tKinerja: {day.tanggal.isoformat()}: {day.diakui} dari {day.menit} menit laporan diakui"
    if one.metode == "predikat":
        yield f"\tKinerja: predikat {one.predikat or 'belum ada'}"
    yield f"\tKinerja: {len(one.laporan)} laporan disetujui"


def locked(person: Pegawai, bulan: str) -> dict[str, Any] | None:
    rows: Any = (
        HasilTpp.select()
        .join(Penutupan)
        .where((HasilTpp.pegawai == person) & (HasilTpp.bulan == bulan) & Penutupan.dibuka.is_null())
        .dicts()
    )
    found: dict[str, Any] | None = rows.first()
    return found


def estimate(person: Pegawai, bulan: str) -> dict[str, Any] | None:
    shelf, now = rak(), clock.local()
    bring_up_to_date(shelf, now)
    open_people([person.id], bulan, shelf)
    found = estimates([person.id], bulan, shelf, now)
    return found[0] if found else None


def as_text(line: list[Any]) -> str:
    tanggal, _, uraian, pasal, peraturan, persen, rupiah, contoh = line
    sample = " (contoh)" if contoh else ""
    return f"{tanggal or ''}\t{uraian}\t{pasal}{sample}\t{peraturan}\t{persen or ''}\t{rupiah}"
