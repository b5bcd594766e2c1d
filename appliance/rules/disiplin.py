"""Disciplinary punishments in force, and which one an absence would call for. Nothing here punishes anybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from appliance.rules import bulan as kalender
from appliance.rules.entri import Entri
from appliance.rules.fakta import Hari, Hukdis
from appliance.rules.hari_kerja import DI_LUAR
from appliance.rules.rak import Rak
from appliance.rules.skema_nilai import Disiplin, Jenjang

SEDANG = "sedang"


def in_force(hukdis: Iterable[Hukdis], bulan: str) -> list[Hukdis]:
    """The punishments that hold in a month: `bulan` whole months, the first being the month of `mulai`."""
    hasil = []
    for satu in hukdis:
        pertama = kalender.of(satu.mulai)
        if pertama <= bulan < kalender.next(pertama, satu.bulan):
            hasil.append(satu)
    return sorted(hasil, key=lambda h: h.mulai)


@dataclass(frozen=True, slots=True)
class Peringatan:
    """What a person's absences of a calendar year call for, as information to the superior.

    `hari` counts working days without explanation in the year, `berturut` the longest run of them; `jenjang` is None
    below the first step. `sejak` is the day on which the step was reached.
    """

    hari: int
    berturut: int
    jenjang: Jenjang | None
    sejak: date | None
    entri: Entri


def absence_warning(hari: Iterable[Hari], rak: Rak, tanggal: date) -> Peringatan:
    """Looks at the judged days of one calendar year, in order (PP 94/2021, Pasal 9 to 11).

    Free days neither add to a run of absent working days nor break it; any other working day breaks it. The step for
    days in a row wins over the step for days in the year when it is reached.
    """
    entri = rak.entri("disiplin.tanpa_keterangan", tanggal)
    aturan: Disiplin = entri.nilai
    jumlah = run = terpanjang = 0
    jenjang, sejak, tetap = None, None, False
    for satu in hari:
        if not satu.tanpa_keterangan:
            run = run if not satu.kerja and satu.keadaan != DI_LUAR else 0
            continue
        jumlah, run = jumlah + 1, run + 1
        terpanjang = max(terpanjang, run)
        capai = next((j for j in reversed(aturan.setahun) if j.dari_hari <= jumlah), None)
        if aturan.berturut is not None and run >= aturan.berturut.dari_hari and not tetap:
            jenjang, sejak, tetap = aturan.berturut, satu.tanggal, True
        elif capai is not None and capai is not jenjang and not tetap:
            jenjang, sejak = capai, satu.tanggal
    return Peringatan(jumlah, terpanjang, jenjang, sejak, entri)
