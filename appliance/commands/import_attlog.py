"""`ekinerja import attlog --mesin SN [--sampai YYYY-MM-DD] FILE`: a machine's USB export."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from appliance.exchange.attlog import enter_attlog, find_machine
from appliance.exchange.refusal import Tolakan
from appliance.models.jejak import Pelaku
from appliance.models.mesin import Pembacaan


def run_attlog(folder: Path, arguments: argparse.Namespace, data: bytes, who: Pelaku) -> int:
    name = arguments.file.name
    mesin = find_machine(arguments.mesin, name)
    impor, log = enter_attlog(folder, mesin, name, data, who, sampai=arguments.sampai)
    unknown = Pembacaan.get_by_id(impor.pilihan["pembacaan"]).rincian["pin_asing"]
    print(
        f"{name}: {impor.baru} baru, {impor.sama} sudah ada, {len(log.rejected)} ditahan, "
        f"{len(unknown)} PIN tidak dikenal, data sampai {impor.sampai} (impor {impor.id})"
    )
    for pin, count in sorted(unknown.items()):
        print(f"{name}: PIN {pin} tidak dikenal ({count} presensi)")
    for held in log.rejected:
        print(Tolakan(held.nomor, "baris", f"{held.alasan}: {held.mentah.strip()!r}").line(name), file=sys.stderr)
    return 0
