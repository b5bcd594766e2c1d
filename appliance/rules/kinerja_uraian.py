"""How a month's kinerja% came about, step by step: the same computation as the amount's, told instead of paid."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from appliance.rules.fakta import BulanPegawai, Laporan
from appliance.rules.hari_kerja import BELUM, CUTI
from appliance.rules.hitungan import Hitungan
from appliance.rules.kinerja import Capaian, Kinerja, Menit, items, minutes, performance
from appliance.rules.rak import Rak


class UraianKinerja(NamedTuple):
    """What made the percent under `metode`: items (`capaian`), days (`menit`) or a predikat.

    `sehari` is the effective minutes of a day and `hari` the number of days that ask for them, both under `menit`;
    `laporan` are the approved reports of the month, counted or not; `catatan` says what is missing or provisional.
    """

    metode: str
    kinerja: Kinerja
    butir: Sequence[Capaian]
    menit: Sequence[Menit]
    sehari: int
    hari: int
    predikat: str | None
    laporan: Sequence[Laporan]
    catatan: Sequence[str]

    @property
    def berkurang(self) -> Fraction:
        """Points off for subordinates' reports that were left undecided."""
        return self.kinerja.dasar - self.kinerja.akhir


def derive(fakta: BulanPegawai, rak: Rak, *, perkiraan: bool) -> UraianKinerja:
    """Tell one person's kinerja% of a month, while it runs (`perkiraan`) or as it ended.

    Raises EntriTiadaAda when no decree gives an entry that is needed.
    """
    lembar = Hitungan.begin(fakta, rak, perkiraan=perkiraan)
    metode = lembar.month("kinerja.metode").nilai
    by_minutes = metode == "menit"
    kinerja = performance(lembar)
    return UraianKinerja(
        metode=metode,
        kinerja=kinerja,
        butir=items(lembar) if metode == "capaian" else (),
        menit=minutes(lembar) if by_minutes else (),
        sehari=lembar.month("kinerja.menit_efektif").nilai if by_minutes else 0,
        hari=sum(h.keadaan not in (CUTI, BELUM) for h, _ in lembar.dinas),
        predikat=fakta.predikat,
        laporan=sorted(fakta.laporan, key=lambda one: (one.tanggal, one.mulai)),
        catatan=[note for note in lembar.catatan if note],
    )
