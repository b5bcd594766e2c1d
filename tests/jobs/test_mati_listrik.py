"""The power goes in the middle: ten times in a locking, ten times in a read. The result is that of a quiet run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from appliance.devices.simulator.machine import Machine
from appliance.devices.simulator.server import Server
from appliance.devices.simulator.source import Listed
from appliance.jobs.close import lock_later
from appliance.jobs.poll import read_later
from appliance.models import Jejak, Mesin, Opd, Pembacaan, Penutupan, Presensi, Tugas, db
from appliance.models.jejak import broken
from appliance.models.pembuktian import closings, prove
from tests.devices.made import stamps
from tests.jobs.pasukan import LAST_MONTH, add_machine, copy, kill_after, moments, regency, run_until, use
from tests.models.regency import ROOT

pytestmark = pytest.mark.usefixtures("closed_after")
SEED = 20261123
RECORDS = 6000


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("listrik") / "data"
    regency(folder)
    db.close()
    return folder


def ask_to_lock() -> None:
    offices = [o.id for o in Opd.select().where(Opd.kode.startswith("k"))]
    lock_later(LAST_MONTH, offices, replace(ROOT, nama="Tuti"))


def locked() -> bool:
    return bool(Tugas.select().where(Tugas.keadaan == "selesai").exists())


def figures() -> list[tuple[str, int, int, str]]:
    """Office, people, rupiah, and the seal over every line, as far as it does not hold the time."""
    rows = Penutupan.select(Opd.kode, Penutupan.orang, Penutupan.tpp, Penutupan.hash).join(Opd).order_by(Opd.kode)
    return list(rows.tuples())


def test_ten_power_cuts_in_a_locking(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calm = copy(whole, tmp_path / "tenang")
    use(calm, monkeypatch)
    ask_to_lock()
    seconds = run_until(calm, locked)
    expected = figures()
    assert [row[1] for row in expected] == [100] * 6
    halfway = []
    for number, moment in enumerate(moments(seconds, 10, SEED)):
        dark = copy(whole, tmp_path / f"gelap{number}")
        use(dark, monkeypatch)
        ask_to_lock()
        kill_after(dark, moment)
        halfway.append(Penutupan.select().count())
        run_until(dark, locked)
        assert figures() == expected
        assert [list(prove(closing)) for closing in closings(LAST_MONTH)] == [[]] * 6
        assert list(broken()) == []
        assert Jejak.select().where(Jejak.aksi == "kunci").count() == 6
    print(f"locking takes {seconds:.1f} s; offices locked when the power went: {halfway} of 6")


def test_ten_power_cuts_in_a_read(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine("SIM2400000017")
    machine.source = Listed(stamps(RECORDS, machine.now()))
    expected = sorted((pin, waktu) for pin, waktu, *_ in machine.source.stamps(machine.now()))
    halfway = []
    with Server(machine) as server:
        box = prepared(copy(whole, tmp_path / "tenang"), server.port, monkeypatch)
        seconds = run_until(box, read_whole)
        assert punches() == expected
        for number, moment in enumerate(moments(seconds, 10, SEED)):
            box = prepared(copy(whole, tmp_path / f"gelap{number}"), server.port, monkeypatch)
            kill_after(box, moment)
            halfway.append(Presensi.select().count())
            read_later(Mesin.get().id)
            run_until(box, read_whole)
            assert punches() == expected
            assert not Pembacaan.select().where(Pembacaan.keadaan == "berjalan").exists()
    print(f"reading takes {seconds:.1f} s; punches stored when the power went: {halfway} of {RECORDS}")


def prepared(folder: Path, port: int, monkeypatch: pytest.MonkeyPatch) -> Path:
    use(folder, monkeypatch)
    read_later(add_machine(port, "SIM2400000017"))
    return folder


def read_whole() -> bool:
    return bool(Mesin.select().where(Mesin.keadaan.in_(["lengkap", "tak_berubah"])).exists())


def punches() -> list[tuple[str, object]]:
    return sorted(Presensi.select(Presensi.pin, Presensi.waktu).tuples())
