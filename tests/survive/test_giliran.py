"""Two of everything, started by mistake: the second says why it does not run, and nothing is done twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from appliance import giliran
from appliance.giliran import SudahBerjalan, heavy, holder, take
from tests.survive.box import Box, until

HOLD = "import sys, time; from pathlib import Path; from appliance.giliran import heavy\n"
HOLD += "with heavy(Path(sys.argv[1]), 'mencadangkan data'): print('ya', flush=True); time.sleep(60)"


@pytest.mark.parametrize("verb", ["serve", "work"])
def test_a_second_one_refuses_with_words_and_the_first_goes_on(box: Box, verb: str) -> None:
    box.start(verb)
    second = box.run(verb)
    assert second.returncode == 1
    assert f"ekinerja {verb} sudah berjalan" in second.stderr and str(box.children[verb].pid) in second.stderr
    assert box.children[verb].poll() is None
    assert holder(box.data, verb).hidup
    box.kill(verb)
    left = holder(box.data, verb)
    assert (left.hidup, left.rapi) == (False, False), "a kill frees the turn, and is seen"
    box.start(verb)


def test_an_orderly_end_is_seen_as_one(box: Box) -> None:
    box.start("work")
    os.kill(box.children["work"].pid, signal.SIGINT)
    box.children["work"].wait(20)
    left = holder(box.data, "work")
    assert (left.hidup, left.rapi) == (False, True)


def test_one_heavy_child_at_a_time_across_processes(tmp_path: Path) -> None:
    other = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE)
    try:
        assert other.stdout is not None and other.stdout.readline() == b"ya\n"
        with pytest.raises(SudahBerjalan), heavy(tmp_path, "mencetak", wait=0):
            pass
        seen = holder(tmp_path, giliran.BERAT)
        assert (seen.hidup, seen.pid, seen.kerja) == (True, other.pid, "mencadangkan data")
    finally:
        other.kill()
        other.wait()
    with heavy(tmp_path, "mencetak", wait=0):
        assert holder(tmp_path, giliran.BERAT).kerja == "mencetak"
    assert not holder(tmp_path, giliran.BERAT).hidup


def test_who_waits_gets_it_when_the_holder_dies(tmp_path: Path) -> None:
    other = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE)
    assert other.stdout is not None and other.stdout.readline() == b"ya\n"
    waiting = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE)
    try:
        time.sleep(0.5)
        other.kill()
        assert waiting.stdout is not None and waiting.stdout.readline() == b"ya\n"
    finally:
        for child in (other, waiting):
            child.kill()
            child.wait()


def test_a_thread_of_the_same_process_is_another_holder(tmp_path: Path) -> None:
    turn = take(tmp_path, "work")
    with pytest.raises(SudahBerjalan):
        take(tmp_path, "work")
    turn.end()
    until(lambda: not holder(tmp_path, "work").hidup, "the turn is free")
