"""The cast: who they are, said once, for every test that needs people.

Siti leads Budi at Dinas Kesehatan, whose child office is Puskesmas Ipuh; Joko is at Dinas Pendidikan; Wati is the
operator and Hadi the kepala of Dinas Kesehatan; Made works at BKPSDM; Tuti is in the TPP team; Beni is bendahara of
Dinas Kesehatan; Andi keeps the box; Rina inspects; Dewi helps operators; Nia serves at the Puskesmas.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from appliance.box import FOLDERS, database_file
from appliance.models import Opd, Pegawai, Penempatan, Pengguna, Peran, kunci
from appliance.models.schema import bind, migrate

PASSWORD = "kapal layar biru 27"
SINCE = date(2026, 1, 1)
TODAY = date(2026, 10, 19)  # a Monday
NOW = datetime(2026, 10, 19, 9, 30)

OFFICES = (
    ("dinkes", "Dinas Kesehatan", "dinas", "lan", None),
    ("ipuh", "Puskesmas Ipuh", "puskesmas", "flashdisk", "dinkes"),
    ("dikbud", "Dinas Pendidikan dan Kebudayaan", "dinas", "adms", None),
    ("bkpsdm", "BKPSDM", "badan", "lan", None),
)
# name, NIP, full name, office, jabatan, whose subordinate, role, office of the role
PEOPLE = (
    ("hadi", "197001012000031001", "Hadi Santoso", "dinkes", "Kepala Dinas", None, "kepala", "dinkes"),
    ("siti", "198203042006042001", "Siti Rahmawati", "dinkes", "Kepala Bidang", "hadi", None, None),
    ("budi", "199105062015031002", "Budi Hartono", "dinkes", "Pranata Komputer", "siti", None, None),
    ("wati", "198807082012022003", "Wati Lestari", "dinkes", "Analis", "siti", "operator", "dinkes"),
    ("beni", "198509102010011004", "Beni Saputra", "dinkes", "Bendahara", "hadi", "bendahara", "dinkes"),
    ("nia", "199511122020122005", "Nia Marlina", "ipuh", "Bidan", "hadi", None, None),
    ("joko", "198001022005011006", "Joko Prasetyo", "dikbud", "Analis", None, None, None),
    ("made", "198403052009021007", "Made Wirawan", "bkpsdm", "Analis SDM", None, "bkpsdm", None),
    ("tuti", "198605072011012008", "Tuti Handayani", "bkpsdm", "Analis Tata Laksana", None, "tim_tpp", None),
    ("rina", "197907092004012009", "Rina Oktavia", "bkpsdm", "Auditor", None, "pemeriksa", None),
    ("andi", "199209112018011010", "Andi Firmansyah", "bkpsdm", "Pranata Komputer", None, "admin", None),
    ("dewi", "199310132019032011", "Dewi Anggraini", "bkpsdm", "Pranata Komputer", None, "pendamping", None),
)


@dataclass(frozen=True, slots=True)
class Person:
    pegawai: Pegawai
    pengguna: Pengguna

    @property
    def nip(self) -> str:
        return str(self.pegawai.nip)


@dataclass(frozen=True, slots=True)
class Cast:
    opd: dict[str, Opd]
    people: dict[str, Person]

    def __getattr__(self, name: str) -> Person:
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None


def build(folder: Path) -> Cast:
    """An empty regency in `folder` with the cast placed since January 2026; nobody has a password yet."""
    for name in FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    database = bind(database_file(folder))
    kunci.bind(folder / "kunci")
    migrate()
    with database.atomic():
        opd: dict[str, Opd] = {}
        for kode, nama, jenis, jalur, induk in OFFICES:
            opd[kode] = Opd.create(kode=kode, nama=nama, jenis=jenis, jalur=jalur, induk=opd[induk] if induk else None)
        people: dict[str, Person] = {}
        for name, nip, nama, kode, jabatan, above, role, at in PEOPLE:
            people[name] = _person(nip, nama, opd[kode], jabatan, people[above].nip if above else None)
            if role:
                office = opd[at] if at else None
                Peran.create(pengguna=people[name].pengguna, peran=role, opd=office, mulai=SINCE, nomor_surat="1")
    return Cast(opd, people)


def _person(nip: str, nama: str, opd: Opd, jabatan: str, atasan: str | None) -> Person:
    pegawai = Pegawai.create(nip=nip, nama=nama)
    Penempatan.create(
        pegawai=pegawai, mulai=SINCE, opd=opd, jabatan=jabatan, kelas_jabatan=8, status_asn="PNS", golongan="III/c",
        nip_atasan=atasan, ptkp="K/1", gaji_bruto=4_800_000, dasar_bpjs=4_500_000,
    )  # fmt: skip
    return Person(pegawai, Pengguna.create(nama_masuk=nip, pegawai=pegawai))
