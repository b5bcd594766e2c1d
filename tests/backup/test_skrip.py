"""The two scripts as a person types them, and what restic says of files that it could not read."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from appliance.backup import restic
from appliance.backup.restic import Gudang
from tests.backup.kotak import Kotak
from tests.contracts import tree

SCRIPTS = tree.ROOT / "scripts"
SUMMARY = '{"message_type":"summary","data_added":7,"total_bytes_processed":9,"snapshot_id":"abc"}\n'
UNREADABLE = (
    '{"message_type":"error","error":{"Op":"open","Path":"bukti/x","Err":13},"during":"archival","item":"/x"}\n'
)
GONE = '{"message_type":"error","error":{"Op":"lstat","Path":"muatan/x","Err":2},"during":"scan","item":"/x"}\n'


def test_a_night_and_a_bad_day_with_the_scripts(fresh: Kotak) -> None:
    def script(name: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run([SCRIPTS / name, *words], env=fresh.environment(), capture_output=True, text=True,
                              timeout=180, check=False, stdin=subprocess.DEVNULL)  # fmt: skip

    assert script("restore").returncode == 2
    assert fresh.run("cadangan", "siapkan").code == 0
    done = script("backup")
    assert done.returncode == 0, done.stderr
    locked = fresh.hashes()
    fresh.wipe()
    note = fresh.folder / "kode.txt"
    note.write_text(fresh.kode)
    assert "tidak ada jawaban" in script("restore", fresh.usb).stderr
    done = script("restore", fresh.usb, "--kode-dari", note, "--ya")
    assert done.returncode == 0, done.stderr
    assert fresh.hashes() == locked


@pytest.mark.parametrize(
    ("code", "errors", "whole"),
    [(0, "", True), (3, UNREADABLE, False), (3, GONE, True), (3, GONE + UNREADABLE, False), (3, "Warning: …", False)],
)
def test_a_file_that_cannot_be_read_makes_a_copy_bad_and_one_that_went_away_does_not(
    code: int, errors: str, whole: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = subprocess.CompletedProcess[str]([], code, SUMMARY, errors)
    monkeypatch.setattr(restic, "finished", lambda *_, **__: said)
    assert Gudang("/x", b"x").write(tmp_path, ["bukti"]).utuh is whole
