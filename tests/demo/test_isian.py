"""Filling an empty regency: the stages on a dozen offices with a real database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from appliance.box import prepare
from appliance.demo.isian import Isian, fill
from appliance.demo.kabupaten import Kabupaten
from appliance.demo.kantor import offices
from appliance.demo.masa import Masa
from appliance.demo.tahap import STAGES
from appliance.demo.tanda import begin, load
from appliance.models import (
    DuaLangkah,
    HariKerja,
    Koreksi,
    Langkah,
    Laporan,
    Mesin,
    Opd,
    Penempatan,
    Pengguna,
    Penutupan,
    Peran,
    Perkiraan,
    Persetujuan,
    Presensi,
    PutusanKoreksi,
)  # fmt: skip
from appliance.models.base import db
from appliance.models.dua_langkah import is_set_up
from appliance.models.jejak import Pelaku
from appliance.models.kunci import unseal
from appliance.models.pin_resolver import PinResolver
from appliance.models.sandi import verify
from appliance.models.schema import migrate
from appliance.settings import Settings
from tests.support.masuk import accounts as listed

FEW = (
    "SETDA", "INSPEKTORAT", "BKPSDM", "BKD", "KESBANGPOL", "DINKES", "DISHUB", "DISKOMINFO", "DPMD", "KEC-IPUH",
    "KEC-AIR-RAMI", "PKM-LUBUK-SANAI",
)  # fmt: skip
TODAY = date(2026, 11, 23)
WHO = Pelaku(None, "administrator mesin", "uji", datetime(2026, 11, 23, 8))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Isian]:
    folder = tmp_path_factory.mktemp("contoh")
    prepare(Settings(data=folder))
    db.connect()
    migrate()
    isian = fresh(folder)
    fill(isian, begin(folder, "uji", TODAY), STAGES)
    yield isian
    db.close()


def fresh(folder: Path) -> Isian:
    chosen = [replace(k, pns=min(k.pns, 40), pppk=min(k.pppk, 4)) for k in offices() if k.kode in FEW]
    return Isian(Kabupaten("uji", Masa(TODAY), chosen), folder, WHO, lambda line: None)


def test_everybody_is_placed_has_an_account_and_an_estimate_of_both_months(filled: Isian) -> None:
    everybody = len(filled.kab.semua)
    assert Pengguna.select().where(Pengguna.pegawai.is_null(is_null=False)).count() == everybody
    assert Penempatan.select(Penempatan.pegawai).distinct().count() == everybody
    for bulan in ("2026-10", "2026-11"):
        assert Perkiraan.select().where(Perkiraan.bulan == bulan).count() == everybody
    assert Perkiraan.select().where((Perkiraan.bulan == "2026-10") & (Perkiraan.tpp > 0)).count() > everybody * 0.95


def test_punches_reach_yesterday_but_for_the_silent_machine_and_belong_to_people(filled: Isian) -> None:
    last = {o.kode: o.data_sampai for o in Opd.select()}
    assert last["BKPSDM"] == date(2026, 11, 22)
    assert last["DISHUB"] == date(2026, 10, 17)
    assert Presensi.select().where(Presensi.waktu >= datetime(2026, 11, 23)).count() == 0
    strangers = Presensi.select().join(Mesin).where(Presensi.pegawai.is_null())
    assert {p.mesin.opd.kode for p in strangers} == {"DPMD"}


def test_a_simulated_machine_serves_what_is_known_already(filled: Isian) -> None:
    for alat in (a for a in filled.kab.mesin if a.ukuran):
        lines = (filled.data / "demo" / f"{alat.sn}_attlog.dat").read_text("ascii").splitlines()
        mesin = Mesin.get(Mesin.sn == alat.sn)
        assert len(lines) == len(set(lines)) == Presensi.select().where(Presensi.mesin == mesin).count() > 1000
        assert PinResolver(mesin.id).find(lines[-1][:9].strip(), TODAY) is not None


def test_most_days_are_kept_and_all_kinds_of_trouble_occur(filled: Isian) -> None:
    judged = HariKerja.select().where(HariKerja.keadaan == "kerja")
    clean = judged.where((HariKerja.terlambat == 0) & ~HariKerja.tanpa_keterangan & ~HariKerja.tanpa_masuk)
    assert 0.9 < clean.count() / judged.count() < 0.995
    for trouble in ("terlambat", "pulang_cepat", "tanpa_masuk", "tanpa_pulang", "tanpa_keterangan", "tanpa_apel"):
        assert judged.where(getattr(HariKerja, trouble) > 0).exists(), trouble
    assert HariKerja.select().where(HariKerja.dikoreksi).exists()
    waiting = Koreksi.select().where(Koreksi.id.not_in(PutusanKoreksi.select(PutusanKoreksi.koreksi)))
    assert waiting.count() > 3


def test_every_decision_on_a_report_was_made_by_the_superior(filled: Isian) -> None:
    decided = Persetujuan.select(Persetujuan, Laporan).join(Laporan).limit(300)
    for one in decided:
        placed = Penempatan.get((Penempatan.pegawai == one.laporan.pegawai) & (Penempatan.sampai >= TODAY))
        if placed.nip_atasan:
            assert one.pemutus.nama_masuk == placed.nip_atasan
        assert one.putusan == one.laporan.status


def test_last_month_is_verified_but_where_something_is_open_and_the_one_before_is_locked(filled: Isian) -> None:
    verified = {row.opd.kode for row in Langkah.select().where(Langkah.langkah == "verifikasi")}
    assert verified == set(FEW) - {"DISHUB", "DPMD"}
    assert {p.opd.kode for p in Penutupan.select()} == {"BKPSDM", "DISKOMINFO"}


def test_one_account_for_each_role_opens_with_the_password_in_the_file(filled: Isian) -> None:
    path = filled.data / "demo-akun.txt"
    assert path.stat().st_mode & 0o777 == 0o600
    rows = [(a.peran, a.login, a.sandi, a.rahasia) for a in listed(path)]
    assert [row[0] for row in rows].count("tim_tpp") == 2
    assert {row[0] for row in rows} == {
        "asn", "operator", "kepala", "bkpsdm", "tim_tpp", "bendahara", "pendamping", "pemeriksa", "admin",
    }  # fmt: skip
    for role, nip, secret, key in rows:
        account = Pengguna.get(Pengguna.nama_masuk == nip)
        assert verify(account.sandi, secret)
        assert bool(key) is (role != "asn") is is_set_up(account.id)
        assert not key or unseal(DuaLangkah.get(DuaLangkah.pengguna == account).rahasia) == key
        assert role == "asn" or Peran.select().where((Peran.pengguna == account) & (Peran.peran == role)).exists()
    assert Pengguna.select().where(Pengguna.sandi.is_null(is_null=False)).count() == len(rows)


def test_filled_again_after_a_cut_at_any_stage_nothing_is_doubled(filled: Isian) -> None:
    def counts() -> list[int]:
        models = (Presensi, Penempatan, Laporan, Persetujuan, Koreksi, Langkah, Penutupan, Peran, Perkiraan)
        return [model.select().count() for model in models]

    before = counts()
    mark = load(filled.data)
    assert mark is not None and mark.lengkap
    mark.selesai, mark.lengkap = [], False
    fill(fresh(filled.data), mark, STAGES)
    assert counts() == before
