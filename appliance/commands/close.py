"""`ekinerja close` and `ekinerja reopen`: lock a month, open it again before it is paid."""

from __future__ import annotations

import argparse

from appliance import kerusakan
from appliance.commands import Refused, here, pelaku
from appliance.commands.month import month_argument
from appliance.models import gangguan_disk
from appliance.models.jam import JamRagu
from appliance.models.langkah import taken
from appliance.models.opd import Opd
from appliance.models.pembukaan import TidakBoleh, agree_to_reopen, ask_to_reopen
from appliance.models.penguncian import BelumBoleh, Kunci, lock_offices, paying_offices
from appliance.models.penutupan import current
from appliance.rules.peraturan import EntriTiadaAda


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    close = commands.add_parser("close", help="menghitung dan mengunci satu bulan")
    close.add_argument("bulan", type=month_argument)
    close.add_argument("--opd", metavar="KODE")
    close.add_argument("--allow-incomplete", metavar="ALASAN", default="")
    close.set_defaults(run=run)
    reopen = commands.add_parser("reopen", help="membuka kembali bulan yang belum dibayar")
    reopen.add_argument("bulan", type=month_argument)
    reopen.add_argument("--opd", metavar="KODE", required=True)
    reopen.add_argument("--reason", metavar="ALASAN", required=True)
    reopen.set_defaults(run=run_reopen)


def run(arguments: argparse.Namespace) -> int:
    if kerusakan.noted(here().data):
        raise Refused([f"Berkas data rusak. {gangguan_disk.RUSAK.perbuatan}"])
    offices = [office(arguments.opd)] if arguments.opd else paying_offices(arguments.bulan)
    if not offices:
        raise Refused([f"{arguments.bulan}: tidak ada pegawai yang bertugas pada bulan ini"])
    unverified = [o.kode for o in offices if taken(arguments.bulan, o.id, "verifikasi") is None]
    if unverified:
        print("Belum diverifikasi: " + ", ".join(unverified))
    try:
        outcome = lock_offices(arguments.bulan, offices, pelaku(), allow_incomplete=arguments.allow_incomplete)
    except (EntriTiadaAda, BelumBoleh, JamRagu) as reason:
        raise Refused([str(reason)]) from reason
    refused = [line for one in outcome for line in tell(one, arguments.bulan)]
    if refused:
        raise Refused(refused)
    return 0


def tell(one: Kunci, bulan: str) -> list[str]:
    """Print what was done with one office; returns the lines of what was refused."""
    if one.keadaan == "dikunci":
        print(f"{one.opd.kode}: dikunci, {one.orang} pegawai, TPP Rp {one.tpp}")
        for person, reasons in one.tak_lengkap:
            print(f"{one.opd.kode}: {person.nip} {person.nama} tidak ikut: {'; '.join(reasons)}")
    elif one.keadaan != "ditolak":
        print(f"{one.opd.kode}: {'sudah dikunci' if one.keadaan == 'sudah_dikunci' else 'tidak ada pegawai'}")
    if one.keadaan != "ditolak":
        return []
    until = one.opd.data_sampai
    lines = []
    if one.kurang_data:
        lines.append(f"{one.opd.kode}: data presensi {bulan} belum lengkap (data sampai {until or 'belum ada'})")
    return lines + [f"{one.opd.kode}: {p.nip} {p.nama}: {'; '.join(reasons)}" for p, reasons in one.tak_lengkap]


def office(kode: str) -> Opd:
    found: Opd | None = Opd.get_or_none(Opd.kode == kode)
    if found is None:
        raise Refused([f"unit kerja {kode} tidak dikenal"])
    return found


def run_reopen(arguments: argparse.Namespace) -> None:
    here()
    closing = current(arguments.bulan, office(arguments.opd).id)
    if closing is None:
        raise Refused([f"{arguments.bulan} {arguments.opd}: tidak terkunci"])
    who = pelaku()
    try:
        agree_to_reopen(ask_to_reopen(closing, arguments.reason, who), who)
    except TidakBoleh as reason:
        raise Refused([f"{arguments.bulan} {arguments.opd}: {reason}"]) from reason
    print(f"{arguments.bulan} {arguments.opd}: dibuka kembali; versi {closing.versi} tetap disimpan")
