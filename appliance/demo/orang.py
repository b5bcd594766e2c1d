"""One made-up person: name, birth, family, salary, account, all from a seat and a run of chance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from appliance.demo.jabatan import Pos
from appliance.demo.nip import Numbers

TANGGUNGAN = ("TK/0", "TK/0", "K/0", "K/1", "K/1", "K/2", "K/2", "K/3")


@dataclass(frozen=True, slots=True)
class Pindah:
    """A move to another office in the time of the demonstration."""

    mulai: date
    opd: str
    nip_atasan: str
    pin_mesin: str


@dataclass(slots=True)
class Orang:
    """A row of the file `pegawai`, and beside it what the rest of the demonstration needs to know."""

    nip: str
    nama: str
    opd: str
    pos: Pos
    golongan: str
    status_asn: str
    mulai: date
    ptkp: str
    gaji_bruto: int
    dasar_bpjs: int
    rekening: str
    npwp: str
    nip_atasan: str = ""
    pin_mesin: str = ""
    sekolah: str = ""  # where a teacher serves, or whom a korwil leads
    pindah: Pindah | None = None


class Maker:
    """Makes people; the same seed and day make the same ones."""

    def __init__(self, nama: dict[str, Any], gaji: dict[str, Any], rng: Random, today: date) -> None:
        self.nama, self.gaji, self.rng, self.today = nama, gaji, rng, today
        self.numbers = Numbers()
        self.accounts = 0

    def make(self, opd: str, pos: Pos) -> Orang:
        """A person for this seat."""
        perempuan = self.rng.random() < (0.95 if "Bidan" in pos.nama else 0.48)
        golongan = self.rng.choice(pos.golongan)
        masa, lahir = self._life(golongan, pos)
        tmt = self._month(masa)
        ptkp = self.rng.choice(TANGGUNGAN)
        bruto, dasar = self._salary(golongan, pos.kelas, masa, ptkp)
        self.accounts += 1
        return Orang(
            nip=self._nip(pos, lahir, tmt, perempuan),
            nama=self._name(perempuan, pos),
            opd=opd,
            pos=pos,
            golongan=golongan,
            status_asn=pos.status_asn,
            mulai=date(self.today.year - 1, 1, 2),
            ptkp=ptkp,
            gaji_bruto=bruto,
            dasar_bpjs=dasar,
            rekening=f"10202{self.accounts:08d}",
            npwp=f"1706{self.rng.randrange(10**8):08d}{self.accounts:04d}",
        )

    def _life(self, golongan: str, pos: Pos) -> tuple[int, date]:
        """Years of service and day of birth; nobody is past 57."""
        low, high = self.gaji["masa_kerja"].get(golongan, (2, 5))
        masa = self.rng.randint(low, high)
        age = masa + self.rng.randint(22, min(32, 57 - masa))
        return masa, date(self.today.year - age, 1, 1) + timedelta(days=self.rng.randrange(365))

    def _month(self, years: int) -> date:
        return date(self.today.year - max(years, 1), self.rng.choice((1, 2, 3, 12)), 1)

    def _nip(self, pos: Pos, lahir: date, tmt: date, perempuan: bool) -> str:
        if pos.status_asn == "PPPK":
            return self.numbers.pppk(lahir, tmt.year, perempuan)
        return self.numbers.pns(lahir, tmt, perempuan)

    def _salary(self, golongan: str, kelas: int, masa: int, ptkp: str) -> tuple[int, int]:
        """Gross a month, and the part of it that BPJS counts (without rice); whole hundreds of rupiah."""
        low, high = self.gaji["pokok"][golongan]
        pokok = low + (high - low) * min(masa, 32) // 32
        family = self.gaji["keluarga"]
        spouse, children = ptkp.startswith("K"), min(int(ptkp[-1]), 2)
        share = spouse * (family["pasangan_persen"] + children * family["anak_persen"])
        tunjangan = self.gaji["tunjangan"].get(str(kelas), 0)
        dasar = pokok + pokok * share // 100 + tunjangan
        bruto = dasar + (1 + spouse + children) * family["beras_per_jiwa"]
        return bruto // 100 * 100, dasar // 100 * 100

    def _name(self, perempuan: bool, pos: Pos) -> str:
        first, last = ("perempuan", "belakang_perempuan") if perempuan else ("laki", "belakang_laki")
        name = self.rng.choice(self.nama[first])
        if self.rng.random() < 0.9:
            name += " " + self.rng.choice(self.nama[last])
        prefix = "dr. " if pos.nama.startswith("Dokter") else ""
        return prefix + name + self.rng.choice(self._degrees(pos))

    def _degrees(self, pos: Pos) -> list[str]:
        kind = pos.nama.split()[0].lower()
        if kind == "dokter":
            return [""]
        degrees: dict[str, list[str]] = self.nama["gelar"]
        teacher = kind == "guru" or "SDN" in pos.nama or "SMPN" in pos.nama
        return degrees["guru"] if teacher else degrees.get(kind, degrees[pos.pendidikan])
