"""What the law's formula gives: one person's amounts of one month and every line that made them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Baris:
    """One line of the explanation, as an officer reads it. `rupiah` is signed: a cut is negative.

    `persen` is the rate of the line where it has one. `peraturan_id` is empty where no decree but a record decides.
    """

    tanggal: date | None
    kode: str
    uraian: str
    pasal: str
    peraturan_id: str
    persen: Fraction | None
    rupiah: int
    contoh: bool


@dataclass(frozen=True, slots=True)
class Hasil:
    """One person's TPP of one month: whole rupiah, exact percents.

    tpp_kinerja + tpp_kehadiran - potongan_hukdis = tpp = the sum of `rincian`; tpp + the sum of `potongan` = bersih.
    bpjs_4 is paid by the employer besides. `pagu` is before status and plt. opd (the one that pays), kelas_jabatan,
    status_asn and golongan are those of the last day on which the person is placed. `hari_kerja` is the divisor: all
    working days of the month; `hari_ditempatkan` those on which the person is placed. `contoh`: some entry that was
    used is not checked against its signed text yet. `kurang`: facts still missing, only in an
    estimate; `catatan`: what an officer should know; both in Indonesian.
    """

    bulan: str
    opd: str
    kelas_jabatan: int | None
    status_asn: str
    golongan: str | None
    hari_kerja: int
    hari_ditempatkan: int
    bobot_kinerja: Fraction
    bobot_kehadiran: Fraction
    pagu: int
    persen_kinerja: Fraction
    persen_potongan_kehadiran: Fraction
    tpp_kinerja: int
    tpp_kehadiran: int
    potongan_hukdis: int
    tpp: int
    bpjs_4: int
    bpjs_1: int
    pph_21: int
    bersih: int
    rincian: tuple[Baris, ...]
    potongan: tuple[Baris, ...]
    contoh: bool
    peraturan_ids: tuple[str, ...]
    kurang: tuple[str, ...]
    catatan: tuple[str, ...]


class TidakLengkap(ValueError):
    """A person lacks a fact that the decree needs; `alasan` says which, in Indonesian."""

    def __init__(self, alasan: Sequence[str]) -> None:
        self.alasan = list(alasan)
        super().__init__("; ".join(self.alasan))
