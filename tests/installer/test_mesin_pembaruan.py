"""An update under a systemd that really runs: cut off by the power, then whole, then back; at last the program goes.

One story, told in the order of the file, and the last one of this machine.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.dunia import Dunia
from tests.support.mesin import GROUP, OURS, Mesin

pytestmark = GROUP


def test_no_update_begins_where_the_backup_before_it_fails(terpasang: Dunia, kotak: Mesin) -> None:
    place = kotak.root / "srv/cadangan"
    place.rename(place.with_name("dicabut"))
    code, said = terpasang.update("1.0.3")
    place.with_name("dicabut").rename(place)
    assert code == 1 and "Cadangan gagal, jadi pembaruan tidak dimulai" in said, said
    assert kotak.version() == "1.0.0" and terpasang.still_signed_in()
    assert not (kotak.root / "opt/ekinerja/pembaruan.json").exists()
    kotak.run("systemctl", "reset-failed")


def test_an_update_that_the_power_cut_ended_is_taken_back_as_the_machine_starts(terpasang: Dunia, kotak: Mesin) -> None:
    shutil.copy(terpasang.rilis["1.0.3"], kotak.root / "media/x.rilis")
    running = kotak.start("/opt/ekinerja/kini/scripts/update", "/media/x.rilis")
    trial = Path(f"/proc/{kotak.first}/root/run/ekinerja/uji.sock")
    kotak.wait_until(lambda: trial.exists() or running.poll() is not None)
    assert running.poll() is None
    kotak.cut_power()
    running.wait()
    assert (kotak.root / "opt/ekinerja/pembaruan.json").exists()
    kotak.boot()
    terpasang.wait()
    assert kotak.property("ekinerja-pembaruan.service", "Result") == "success"
    assert not (kotak.root / "opt/ekinerja/pembaruan.json").exists()
    assert kotak.version() == "1.0.0" and terpasang.still_signed_in()


def test_an_update_and_the_way_back_under_systemd(terpasang: Dunia, kotak: Mesin) -> None:
    code, said = terpasang.update("1.0.3")
    assert code == 0 and "Membuat cadangan dulu" in said, said
    assert kotak.version() == "1.0.3" and terpasang.still_signed_in()
    done = kotak.run("/opt/ekinerja/kini/scripts/update", "--kembali", "--dengan-data")
    assert done.returncode == 0, done.stderr
    assert kotak.version() == "1.0.0" and terpasang.still_signed_in()
    assert {kotak.property(unit, "ActiveState") for unit in OURS} == {"active"}


def test_taking_the_program_off_leaves_the_data_and_nothing_of_ours_running(terpasang: Dunia, kotak: Mesin) -> None:
    assert kotak.run("/opt/ekinerja/kini/scripts/uninstall", "--ya").returncode == 0
    assert (kotak.root / "var/lib/ekinerja/ekinerja.db").exists()
    assert kotak.run("pgrep", "-u", "ekinerja").stdout == ""
    assert kotak.run("nft", "list", "table", "inet", "ekinerja").returncode != 0
    with pytest.raises(OSError):
        terpasang.ask()
