"""`ekinerja verify`: prove a locked month, and check the audit trail's chain."""

from __future__ import annotations

import argparse

from appliance import clock
from appliance.commands import Refused, here
from appliance.commands.month import month_argument
from appliance.models.jejak import Jejak, broken
from appliance.models.pembuktian import Beda, closings, later_changes, prove
from appliance.models.penghitungan import bring_up_to_date
from appliance.models.peraturan import rak


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("verify", help="membuktikan bulan yang dikunci dari fakta dan peraturan saat itu")
    command.add_argument("bulan", type=month_argument, nargs="?")
    command.add_argument("--jejak", action="store_true", help="memeriksa rantai riwayat perubahan")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    here()
    if not arguments.bulan and not arguments.jejak:
        raise Refused(["sebutkan bulan YYYY-MM atau --jejak"])
    wrong = chain() if arguments.jejak else []
    if arguments.bulan:
        wrong += month(arguments.bulan)
    if wrong:
        raise Refused(wrong)


def chain() -> list[str]:
    rows = list(broken())
    if not rows:
        print(f"Riwayat perubahan utuh: {Jejak.select().count()} catatan.")
    return [f"riwayat perubahan: catatan nomor {row} tidak cocok dengan segelnya" for row in rows]


def month(bulan: str) -> list[str]:
    found = closings(bulan)
    if not found:
        raise Refused([f"{bulan}: belum ada unit kerja yang dikunci"])
    bring_up_to_date(rak(), clock.local())
    wrong: list[str] = []
    for closing in found:
        different = [f"{bulan} {closing.opd.kode}: {text(one)}" for one in prove(closing)]
        wrong += different
        if not different:
            print(f"{closing.opd.kode}: {closing.orang} pegawai, Rp {closing.tpp}: sama sampai rupiah terakhir")
        for one in later_changes(closing):
            print(f"{closing.opd.kode}: berubah sejak dikunci: {text(one)}")
    return wrong


def text(one: Beda) -> str:
    who = f"{one.nip} {one.nama}: " if one.nip else ""
    amounts = "" if one.tetap is None else f" (dikunci Rp {one.tetap}, kini Rp {one.kini})"
    return f"{who}{one.apa}{amounts}"
