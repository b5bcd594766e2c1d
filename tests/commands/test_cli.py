"""What holds for every command, whatever it does."""

import os
import subprocess
import sys


def test_a_reader_who_has_seen_enough_ends_a_command_without_a_word() -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "appliance.cli", "kasus", "tests/kasus/contoh.toml"]
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (141, b"")
