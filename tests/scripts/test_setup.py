"""scripts/setup on machines that lack something: it says what, and changes nothing that it may not."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A checkout without its environment, and a folder `palsu` whose programs come before the machine's own."""
    (tmp_path / "scripts").mkdir()
    for name in ("scripts/setup", "requirements.lock", "requirements-build.lock"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    (tmp_path / "scripts/setup").chmod(0o755)
    (tmp_path / "palsu").mkdir()
    return tmp_path


def fake(clone: Path, name: str, script: str) -> None:
    path = clone / "palsu" / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def setup(clone: Path, *options: str) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "PATH": f"{clone / 'palsu'}:{os.environ['PATH']}"}
    environ.pop("PYTHON", None)
    return subprocess.run(
        [clone / "scripts/setup", *options], env=environ, capture_output=True, text=True, timeout=60, check=False
    )


def test_who_may_not_install_gets_the_one_command_for_an_administrator(clone: Path) -> None:
    fake(clone, "dpkg-query", "exit 1")
    fake(clone, "id", "echo 1000")
    fake(clone, "sudo", "exit 1")
    fake(clone, "apt-get", f"touch {clone}/dipanggil")
    done = setup(clone)
    assert done.returncode == 1
    command = [line for line in done.stderr.splitlines() if "apt-get install" in line]
    assert len(command) == 1
    assert "libpango-1.0-0" in command[0]
    assert "libharfbuzz-subset0" in command[0]
    assert not (clone / "dipanggil").exists()
    assert not (clone / ".venv").exists()


def test_root_installs_what_is_missing_and_only_that(clone: Path) -> None:
    fake(clone, "dpkg-query", 'case "$*" in *tzdata*) exit 1 ;; *) printf installed ;; esac')
    fake(clone, "id", "echo 0")
    fake(clone, "apt-get", f'echo "$@" >>{clone}/dipanggil; case "$*" in *install*) echo rusak; exit 1 ;; esac')
    done = setup(clone)
    assert done.returncode == 1
    assert "rusak" in done.stderr
    asked = (clone / "dipanggil").read_text().splitlines()[-1]
    assert asked.endswith("--no-install-recommends tzdata")


@pytest.mark.parametrize(("option", "asked"), [("--dev", False), ("--long", True)])
def test_what_starts_a_guest_is_installed_for_the_long_tests_only(clone: Path, option: str, asked: bool) -> None:
    fake(clone, "dpkg-query", 'case "$*" in *qemu* | *ovmf* | *chromium*) exit 1 ;; *) printf installed ;; esac')
    fake(clone, "id", "echo 0")
    fake(clone, "apt-get", f'echo "$@" >>{clone}/dipanggil; case "$*" in *install*) exit 1 ;; esac')
    assert setup(clone, option).returncode == 1
    words = (clone / "dipanggil").read_text().splitlines()[-1].split()
    assert "chromium" in words
    assert ({"qemu-system-x86", "qemu-utils", "ovmf"} <= set(words)) is asked


def test_a_python_that_is_too_old_is_refused_in_words(clone: Path) -> None:
    fake(clone, "dpkg-query", "printf installed")
    for name in ("python3", "python3.11", "python3.12", "python3.13"):
        fake(clone, name, "echo Python 3.9.2; exit 1")
    done = setup(clone)
    assert done.returncode == 1
    assert "perlu Python 3.11, 3.12 atau 3.13; yang ada: Python 3.9.2" in done.stderr


def test_a_word_that_setup_does_not_know_is_wrong_usage(clone: Path) -> None:
    assert setup(clone, "--devel").returncode == 2


@pytest.mark.skipif(
    not (ROOT / ".venv/.requirements-dev.lock.stamp").exists(), reason="needs scripts/setup --dev first"
)
def test_a_second_setup_has_nothing_to_do_and_says_nothing() -> None:
    done = subprocess.run([ROOT / "scripts/setup", "--dev"], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
