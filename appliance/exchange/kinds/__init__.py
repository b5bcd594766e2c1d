"""The KINDs of files that can be imported, each noun in its own file."""

from __future__ import annotations

from appliance.exchange.kind import Kind
from appliance.exchange.kinds import (
    apel,
    cakupan,
    cuti,
    gaji,
    gangguan,
    hukdis,
    jadwal,
    koreksi,
    laporan,
    libur,
    manual,
    mesin,
    opd,
    pegawai,
    penandatangan,
    peran,
    pin,
    plt,
    predikat,
    roster,
    skp,
)

KINDS: dict[str, Kind] = {
    module.KIND.nama: module.KIND
    for module in (
        opd, mesin, pegawai, gaji, plt, jadwal, roster, libur, cuti, apel, koreksi, gangguan, predikat, skp, laporan,
        hukdis, penandatangan, pin, manual, cakupan, peran,
    )
}  # fmt: skip
