"""Who signs depends on the kind of office, the day, and who only acts for the time being."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from appliance.documents.tanda_tangan import head_title, signers
from appliance.models import Opd, Penandatangan, Plt
from tests import cast

DAY = date(2026, 11, 4)


@pytest.mark.parametrize(
    ("jenis", "nama", "title"),
    [
        ("dinas", "Dinas Kesehatan", "Kepala Dinas Kesehatan"),
        ("badan", "Badan Keuangan Daerah", "Kepala Badan Keuangan Daerah"),
        ("sekretariat", "Sekretariat Daerah", "Sekretaris Daerah"),
        ("sekretariat", "Sekretariat DPRD", "Sekretaris DPRD"),
        ("inspektorat", "Inspektorat Daerah", "Inspektur Daerah"),
        ("kecamatan", "Kecamatan Air Rami", "Camat Air Rami"),
        ("kelurahan", "Kelurahan Bandar Ratu", "Lurah Bandar Ratu"),
        ("puskesmas", "Puskesmas Ipuh", "Kepala Puskesmas Ipuh"),
        ("rsud", "RSUD Mukomuko", "Direktur RSUD Mukomuko"),
    ],
)
def test_the_head_of_each_kind_of_office_has_its_title(jenis: str, nama: str, title: str) -> None:
    assert head_title(Opd(kode="x", jenis=jenis, nama=nama, jalur="lan")) == title


def sign(made: cast.Cast, opd: str, peran: str, name: str, mulai: date = cast.SINCE, sebutan: str = "") -> None:
    who = made.people[name].pegawai
    Penandatangan.create(opd=made.opd[opd], peran=peran, pegawai=who, mulai=mulai, sebutan=sebutan)


def test_who_signs_is_who_was_in_office_on_that_day(tmp_path: Path) -> None:
    made = cast.build(tmp_path)
    sign(made, "dinkes", "kepala", "hadi")
    sign(made, "dinkes", "kepala", "siti", date(2026, 11, 5))
    assert signers(made.opd["dinkes"], DAY)[0]["nama"] == "Hadi Santoso"
    assert signers(made.opd["dinkes"], date(2026, 11, 5))[0]["nama"] == "Siti Rahmawati"


def test_an_acting_head_signs_as_plt_only_while_acting(tmp_path: Path) -> None:
    made = cast.build(tmp_path)
    sign(made, "dinkes", "kepala", "siti")
    Plt.create(
        pegawai=made.siti.pegawai, opd=made.opd["dinkes"], jabatan="Kepala Dinas", kelas_jabatan=14, jenis="plt",
        mulai=date(2026, 10, 1), selesai=DAY,
    )  # fmt: skip
    assert signers(made.opd["dinkes"], DAY)[0]["jabatan"] == "Plt. Kepala Dinas Kesehatan"
    assert signers(made.opd["dinkes"], date(2026, 11, 5))[0]["jabatan"] == "Kepala Dinas Kesehatan"


@pytest.mark.parametrize("post", ["Sekretaris Dinas", "Kepala Bidang Kesehatan Masyarakat"])
def test_who_acts_in_a_lesser_post_signs_without_plt(tmp_path: Path, post: str) -> None:
    made = cast.build(tmp_path)
    sign(made, "dinkes", "kepala", "hadi")
    Plt.create(
        pegawai=made.hadi.pegawai, opd=made.opd["dinkes"], jabatan=post, kelas_jabatan=12, jenis="plt",
        mulai=date(2026, 10, 1), selesai=None,
    )  # fmt: skip
    assert signers(made.opd["dinkes"], DAY)[0]["jabatan"] == "Kepala Dinas Kesehatan"


def test_a_given_title_is_printed_as_given(tmp_path: Path) -> None:
    made = cast.build(tmp_path)
    sign(made, "dinkes", "kepala", "hadi", sebutan="Plh. Kepala Dinas selaku Pengguna Anggaran")
    assert signers(made.opd["dinkes"], DAY)[0]["jabatan"] == "Plh. Kepala Dinas selaku Pengguna Anggaran"


def test_a_puskesmas_without_a_treasurer_has_the_one_of_its_dinas(tmp_path: Path) -> None:
    made = cast.build(tmp_path)
    sign(made, "dinkes", "bendahara", "beni")
    ipuh = Opd.get(Opd.kode == "ipuh")
    assert signers(ipuh, DAY)[1] == {
        "atas": "", "jabatan": "Bendahara Pengeluaran", "nama": "Beni Saputra", "nip": "198509102010011004",
    }  # fmt: skip
    sign(made, "ipuh", "bendahara", "nia")
    assert (signers(ipuh, DAY)[1]["jabatan"], signers(ipuh, DAY)[1]["nama"]) == (
        "Bendahara Pengeluaran Pembantu",
        "Nia Marlina",
    )


def test_an_unknown_signer_leaves_room_to_write(tmp_path: Path) -> None:
    made = cast.build(tmp_path)
    assert [(s["jabatan"], s["nama"]) for s in signers(made.opd["dinkes"], DAY)] == [
        ("Kepala Dinas Kesehatan", ""), ("Bendahara Pengeluaran", ""), ("Pembuat Daftar", ""),
    ]  # fmt: skip
