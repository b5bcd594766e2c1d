"""Taking back: as a whole or not at all, never over what somebody did since, and finished after a kill."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from threading import Thread
from time import sleep
from typing import Any

import pytest

from appliance.exchange import impor as impor_module
from appliance.exchange import tarik
from appliance.exchange.impor import finish_unfinished
from appliance.exchange.kind import Konteks, Ubah
from appliance.exchange.refusal import BerkasDitolak
from appliance.exchange.tarik import take_back
from appliance.models import Apel, Cuti, Jejak, MesinOpd, Pegawai, Penempatan, Pengguna
from appliance.models.base import db
from appliance.models.hari_kerja import DirtyDay, HariKerja
from appliance.models.impor import Impor
from tests.cast import NOW
from tests.exchange.desk import BUDI, SITI, Desk
from tests.exchange.made_up import nip, people_csv

CUTI = "nip,jenis,mulai,selesai\n"


def test_a_replaced_row_comes_back_as_it_was(desk: Desk) -> None:
    desk.enter("cuti", CUTI + f"{BUDI},tahunan,2026-10-05,2026-10-07\n")
    second = desk.enter("cuti", CUTI + f"{BUDI},tahunan,2026-10-05,2026-10-09\n")
    take_back(desk.folder, second, desk.pelaku)
    assert Cuti.get().selesai == date(2026, 10, 7)
    assert Jejak.select().where(Jejak.aksi == "tarik impor").count() == 1


def test_what_somebody_changed_since_is_never_overwritten(desk: Desk) -> None:
    text = CUTI + f"{BUDI},tahunan,2026-10-05,2026-10-07\n{SITI},sakit,2026-10-05,2026-10-06\n"
    first = desk.enter("cuti", text)
    desk.enter("cuti", CUTI + f"{BUDI},tahunan,2026-10-05,2026-10-08\n")
    with pytest.raises(BerkasDitolak, match=f"cuti {BUDI}/tahunan/2026-10-05 sudah diubah sejak impor ini"):
        take_back(desk.folder, first, desk.pelaku)
    assert Cuti.select().count() == 2, "all or nothing"
    with pytest.raises(BerkasDitolak, match="hanya yang selesai dapat ditarik"):
        Impor.update(keadaan="ditarik").execute()
        take_back(desk.folder, first, desk.pelaku)


def test_people_that_others_rest_on_stay(desk: Desk) -> None:
    people = desk.enter("pegawai", people_csv(3))
    desk.enter("cuti", CUTI + f"{nip(1)},tahunan,2026-10-05,2026-10-07\n")
    with pytest.raises(BerkasDitolak, match=f"pegawai {nip(1)} masih dipakai oleh Cuti"):
        take_back(desk.folder, people, desk.pelaku)
    assert Pegawai.select().where(Pegawai.nip == nip(0)).exists()


def test_an_account_that_was_opened_keeps_its_person(desk: Desk) -> None:
    people = desk.enter("pegawai", people_csv(2))
    assert Pengguna.select().where(Pengguna.nama_masuk == nip(0)).exists(), "everybody has an account"
    Pengguna.update(sandi="x").where(Pengguna.nama_masuk == nip(0)).execute()
    with pytest.raises(BerkasDitolak, match="akun yang sudah diaktifkan"):
        take_back(desk.folder, people, desk.pelaku)


def test_a_killed_taking_back_is_finished(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    people = desk.enter("pegawai", people_csv(700))
    real, calls = tarik.write, []

    def power_cut(changes: Sequence[Ubah], konteks: Konteks) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        real(changes, konteks)

    monkeypatch.setattr(tarik, "write", power_cut)
    with pytest.raises(KeyboardInterrupt):
        take_back(desk.folder, people, desk.pelaku)
    monkeypatch.undo()
    assert Impor.get_by_id(people.id).keadaan == "menarik"
    assert finish_unfinished(desk.folder, NOW) == 1
    assert Impor.get_by_id(people.id).keadaan == "ditarik"
    assert not Pegawai.select().where(Pegawai.nama.startswith("Orang")).exists()
    assert Jejak.select().where(Jejak.aksi == "tarik impor").count() == 1_400


def test_two_imports_at_once_come_one_after_the_other(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each alone is fine, together they overlap: whoever is second must see what the first has written."""
    real = impor_module.plan

    def slow(*given: Any, **options: Any) -> Any:
        found = real(*given, **options)
        sleep(0.3)
        return found

    monkeypatch.setattr(impor_module, "plan", slow)
    refused: list[str] = []

    def enter(jenis: str) -> None:
        try:
            desk.enter("cuti", CUTI + f"{BUDI},{jenis},2026-10-05,2026-10-06\n")
        except BerkasDitolak as fault:
            refused.extend(fault.lines)
        finally:
            db.close()

    threads = [Thread(target=enter, args=(jenis,)) for jenis in ("tahunan", "sakit", "izin")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(refused), Cuti.select().count()) == (2, 1)


def test_a_leave_marks_its_days_to_be_judged_again(desk: Desk) -> None:
    budi = desk.cast.budi.pegawai
    HariKerja.create(pegawai=budi, tanggal=date(2026, 10, 1), keadaan="kerja", kerja=True)
    desk.enter("cuti", CUTI + f"{BUDI},tahunan,2026-10-05,2026-10-07\n")
    marked = {row.tanggal for row in DirtyDay.select().where(DirtyDay.pegawai == budi)}
    assert marked == {date(2026, 10, day) for day in (5, 6, 7)}
    DirtyDay.delete().execute()
    free = desk.enter("libur", "tanggal,nama\n2026-10-20,Daerah\n")
    everybody = Penempatan.select().count()
    assert DirtyDay.select().where(DirtyDay.tanggal == date(2026, 10, 20)).count() == everybody
    take_back(desk.folder, free, desk.pelaku)
    assert DirtyDay.select().where(DirtyDay.tanggal == date(2026, 10, 20)).count() == 2 * everybody


def test_a_machine_given_to_another_office_moves_today_and_moves_back(desk: Desk) -> None:
    desk.enter("mesin", "sn,opd\nSN01,dinkes\n")
    moved = desk.enter("mesin", "sn,opd\nSN01,dikbud\n")

    def places() -> list[tuple[str, date | None, date | None]]:
        return [(p.opd.kode, p.mulai, p.selesai) for p in MesinOpd.select().order_by(MesinOpd.id)]

    assert places() == [("dinkes", None, date(2026, 10, 18)), ("dikbud", date(2026, 10, 19), None)]
    take_back(desk.folder, moved, desk.pelaku)
    assert places() == [("dinkes", None, None)]


def test_a_move_ends_the_earlier_placement_the_day_before(desk: Desk) -> None:
    text = "nip,nama,opd,jabatan,kelas_jabatan,status_asn,mulai\n" + f"{BUDI},Budi,ipuh,Analis,8,PNS,2026-10-12\n"
    moved = desk.enter("pegawai", text)
    own = Penempatan.select().where(Penempatan.pegawai == desk.cast.budi.pegawai)
    assert [place.sampai for place in own.order_by(Penempatan.mulai)] == [date(2026, 10, 11), date(9999, 12, 31)]
    take_back(desk.folder, moved, desk.pelaku)
    assert Penempatan.get(Penempatan.pegawai == desk.cast.budi.pegawai).sampai == date(9999, 12, 31)


def test_an_absence_from_apel_is_kept_with_the_hour_of_its_import(desk: Desk) -> None:
    later = desk.on(datetime(2026, 10, 20, 8))
    impor = later.enter("apel", f"nip,tanggal,hadir\n{BUDI},2026-10-12,tidak\n")
    assert (impor.dibuat, Apel.get().hadir) == (datetime(2026, 10, 20, 8), False)
