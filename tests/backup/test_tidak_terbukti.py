"""A copy whose locked month is not what it was: found by the trial, said as an alarm, refused by the restore."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from appliance.box import database_file
from tests.backup.kotak import Kotak


@pytest.fixture
def forged(box: Kotak) -> Kotak:
    """Somebody with the file in hand gave one person a rupiah more in a locked month; that night it was copied."""
    with sqlite3.connect(database_file(box.data)) as file:
        file.execute("DROP TRIGGER jaga_hasil_tpp_update")
        changed = file.execute("UPDATE hasil_tpp SET tpp = tpp + 1 WHERE id = (SELECT min(id) FROM hasil_tpp)")
        assert changed.rowcount == 1
    assert box.run("backup").code == 0, "a copy is made of what there is"
    return box


def beside(box: Kotak) -> list[str]:
    return sorted(path.name for path in box.folder.iterdir())


@pytest.mark.long
def test_the_monthly_trial_fails_in_words_and_stays_an_alarm(forged: Kotak) -> None:
    done = forged.run("cadangan", "uji")
    assert done.code == 1 and "uji pemulihan gagal" in done.err, done.err
    assert not (forged.data / "cadangan-sementara" / "uji-pemulihan").exists(), "nothing of it stays behind"
    for command in (("cadangan", "periksa"), ("check",), ("kesehatan",)):
        said = forged.run(*command)
        assert "Uji pemulihan" in said.out and "gagal" in said.out, (command, said.out)


def test_the_restore_refuses_it_and_leaves_what_stands_there(forged: Kotak) -> None:
    was, names = database_file(forged.data).read_bytes(), beside(forged)
    done = forged.restore()
    assert (done.code, "tidak terbukti utuh" in done.err) == (1, True), done.err
    assert database_file(forged.data).read_bytes() == was
    assert beside(forged) == sorted([*names, "kode.txt"])
    forged.wipe()
    assert forged.restore().code == 1
    assert not forged.data.exists(), "no half-proven data where there were none"


@pytest.mark.long
def test_the_copy_of_the_night_before_is_still_there_and_proves_itself(forged: Kotak) -> None:
    (weekly,) = (forged.usb / "ekinerja-cadangan" / "mingguan").glob("*.tar.zst.age")
    done = forged.restore(source=Path(weekly))
    assert done.code == 0, done.err
    assert forged.run("verify", "2026-10").code == 0
