"""The sheet on which one person's month is worked out: entries that were used, exact lines, what is missing."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from appliance.rules import bulan as kalender
from appliance.rules.entri import Entri
from appliance.rules.fakta import BulanPegawai, Hari, Penempatan
from appliance.rules.hari_kerja import BELUM, DI_LUAR
from appliance.rules.hasil import Baris
from appliance.rules.penempatan import placement_on
from appliance.rules.rak import Rak
from appliance.rules.rupiah import allocate_two, persen_teks

NOL = Fraction(0)
SEMENTARA = "perkiraan:"  # begins a note that holds only while the month runs
HUKDIS = "hukdis"  # the code of lines of punishments


@dataclass(frozen=True, slots=True)
class BarisTepat:
    """A line before it is made whole; `nilai` is exact rupiah."""

    kode: str
    uraian: str
    nilai: Fraction
    entri: Entri | None = None
    tanggal: date | None = None
    persen: Fraction | None = None
    pasal: str = ""


@dataclass(slots=True)
class Hitungan:
    """`dinas` pairs each working day on which the person is placed with the placement; `pembagi` counts all of them."""

    fakta: BulanPegawai
    rak: Rak
    perkiraan: bool
    akhir: date
    dinas: list[tuple[Hari, Penempatan]] = field(default_factory=list)
    pembagi: int = 0
    terakhir: tuple[date, Penempatan] | None = None
    baris: list[BarisTepat] = field(default_factory=list)
    alasan: list[str] = field(default_factory=list)
    catatan: list[str] = field(default_factory=list)
    dipakai: dict[str, Entri] = field(default_factory=dict)
    contoh: bool = False

    @classmethod
    def begin(cls, fakta: BulanPegawai, rak: Rak, *, perkiraan: bool) -> "Hitungan":
        """The sheet with the days sorted out."""
        lembar = cls(fakta, rak, perkiraan, kalender.last(fakta.bulan), contoh=fakta.jam_contoh)
        belum = []
        for hari in fakta.hari:
            lembar.pembagi += hari.kerja
            milik = placement_on(hari.tanggal, fakta.penempatan) if hari.keadaan != DI_LUAR else None
            if milik is not None:
                lembar.terakhir = (hari.tanggal, milik)
                if hari.kerja:
                    lembar.dinas.append((hari, milik))
                    if hari.keadaan == BELUM:
                        belum.append(hari.tanggal)
        if belum:
            lembar.lacks(f"belum ada data presensi untuk {len(belum)} hari kerja, mulai {belum[0].isoformat()}")
        return lembar

    def month(self, kunci: str) -> Entri:
        """The entry of the whole month: the one in force on its last day."""
        return self.use(self.rak.entri(kunci, self.akhir))

    def day(self, kunci: str, tanggal: date) -> Entri:
        """The entry in force on that day."""
        return self.use(self.rak.entri(kunci, tanggal))

    def use(self, entri: Entri) -> Entri:
        """Remembers that the entry had a part in the result."""
        self.dipakai[entri.peraturan_id] = entri
        self.contoh = self.contoh or entri.contoh
        return entri

    def lacks(self, alasan: str) -> None:
        """A fact is missing: a reason to refuse, or in an estimate what is still missing."""
        if alasan not in self.alasan:
            self.alasan.append(alasan)

    def whole(self, tpp: int, hukdis: int) -> tuple[Baris, ...]:
        """The lines in whole rupiah, together `tpp`; those of punishments together -`hukdis`, as the column says."""
        hukuman = [i for i, b in enumerate(self.baris) if b.kode == HUKDIS]
        rupiah = allocate_two([b.nilai for b in self.baris], hukuman, (tpp + hukdis, -hukdis))
        return tuple(line(b, r) for b, r in zip(self.baris, rupiah, strict=True))


def line(b: BarisTepat, rupiah: int) -> Baris:
    """A line made whole."""
    entri = b.entri
    if entri is None:
        return Baris(b.tanggal, b.kode, b.uraian, b.pasal, "", b.persen, rupiah, contoh=False)
    pasal = b.pasal or entri.pasal
    return Baris(b.tanggal, b.kode, b.uraian, pasal, entri.peraturan_id, b.persen, rupiah, contoh=entri.contoh)


def in_words(persen: Fraction) -> str:
    """A percent within an Indonesian sentence."""
    return persen_teks(persen).replace(".", ",") + " %"
