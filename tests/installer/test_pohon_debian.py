"""From a bare Debian to a sign-in; to the next version and back; and every way in which that may go wrong.

One story, told in the order of the file: each test goes on where the one before it stopped.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator

import pytest

from tests.support import jaringan
from tests.support.dunia import ANSWERS, CODE, VERSIONS, Dunia, made
from tests.support.pohon import Pohon

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        not jaringan.possible() or shutil.which("mmdebstrap") is None, reason="needs root, name spaces and mmdebstrap"
    ),
    pytest.mark.xdist_group("pohon"),
]


@pytest.fixture(scope="module")
def dunia(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dunia]:
    with made(tmp_path_factory.mktemp("bookworm"), "bookworm", "3.11", VERSIONS) as world:
        yield world


def test_bad_answers_change_nothing_on_a_bare_debian(dunia: Dunia) -> None:
    home = dunia.pohon.unpack(dunia.rilis["1.0.0"])
    (dunia.pohon.root / "root/salah.txt").write_text(ANSWERS + "zona = WIS\n", encoding="utf-8")
    done = dunia.pohon.run(f"{home}/scripts/install", "--jawaban", "/root/salah.txt", outside=True)
    assert done.returncode == 1
    assert "/root/salah.txt:7: zona:" in done.stderr
    assert not (dunia.pohon.root / "opt/ekinerja").exists()
    assert not (dunia.pohon.root / "etc/ekinerja").exists()


def test_the_first_half_needs_no_answers_and_starts_nothing(dunia: Dunia) -> None:
    (home,) = [f"/root/{path.name}" for path in (dunia.pohon.root / "root").glob("ekinerja-*")]
    done = dunia.pohon.run(f"{home}/scripts/install", "--letak", outside=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert dunia.pohon.version() == "1.0.0"
    assert not (dunia.pohon.root / "var/lib/ekinerja/ekinerja.db").exists()
    wanted = dunia.pohon.root / "etc/systemd/system/multi-user.target.wants"
    assert {"ekinerja-web.service", "ekinerja-work.service", "nginx.service"} <= {p.name for p in wanted.iterdir()}


def test_an_installation_that_was_cut_off_goes_on(dunia: Dunia) -> None:
    """Killed three times at three places; the last run ends it and prints the first code."""
    etc = dunia.pohon.root / "etc/ekinerja"
    for sign in (etc / "jawaban", etc / "tls/sertifikat.pem", dunia.pohon.root / "var/lib/ekinerja/ekinerja.db"):
        running = dunia.pohon.start("/opt/ekinerja/kini/scripts/install", "--isi", "--jawaban", "/root/jawaban.txt")
        for _ in range(1200):
            if sign.exists() or running.poll() is not None:
                break
            time.sleep(0.05)
        dunia.pohon.cut(running)
    said = dunia.install()
    assert dunia.code, said
    assert dunia.ask() == "ok"


def test_the_first_administrator_signs_in_with_the_printed_code_through_nginx(dunia: Dunia) -> None:
    dunia.sign_in()
    assert dunia.still_signed_in()


def test_only_what_is_named_listens(dunia: Dunia) -> None:
    command = dunia.pohon.network.command("ss", "-Hltnu")
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n")
    ports = {line.split()[4].rpartition(":")[2] for line in lines if line.strip()}
    assert ports == {"80", "443", "8081"}


def test_who_runs_what_and_whose_the_data_are(dunia: Dunia) -> None:
    root = dunia.pohon.root
    data = root / "var/lib/ekinerja"
    owner = data.stat().st_uid
    assert owner != 0
    assert data.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_uid for path in data.rglob("*")} <= {owner, 0}
    assert not [path for path in data.rglob("*") if path.stat().st_uid == 0 and path.name != ".kode-belum-dicetak"]
    assert (root / "etc/ekinerja/ekinerja.env").stat().st_mode & 0o777 == 0o640
    assert (root / "etc/ekinerja/tls/kunci.pem").stat().st_mode & 0o777 == 0o600


def test_a_second_run_has_nothing_to_mend_and_a_broken_one_is_mended(dunia: Dunia) -> None:
    said = dunia.install()
    assert "Semua sudah seperti seharusnya" in said
    assert not CODE.search(said)
    for name in ("etc/ekinerja/nginx.conf", "etc/systemd/system/ekinerja-web.service", "etc/nftables.conf"):
        (dunia.pohon.root / name).write_text("rusak")
    said = dunia.install()
    assert "ditulis: /etc/ekinerja/nginx.conf" in said
    assert "ditulis: /etc/systemd/system/ekinerja-web.service" in said
    assert dunia.ask() == "ok" and dunia.still_signed_in()


def test_a_tampered_release_is_refused_and_nothing_moves(dunia: Dunia) -> None:
    data = bytearray(dunia.rilis["1.0.1"].read_bytes())
    data[len(data) // 2] ^= 1
    (dunia.pohon.root / "media/rusak.rilis").write_bytes(data)
    done = dunia.pohon.run("/opt/ekinerja/kini/scripts/update", "/media/rusak.rilis")
    assert done.returncode == 1
    assert "tidak sama dengan yang ditandatangani" in done.stderr
    assert dunia.pohon.version() == "1.0.0" and dunia.ask() == "ok"


def test_an_update_without_any_network_brings_the_next_version(dunia: Dunia) -> None:
    code, said = dunia.update("1.0.1")
    assert code == 0, said
    assert dunia.pohon.version() == "1.0.1"
    assert "uji-1-0-1" in stylesheet(dunia)
    assert dunia.still_signed_in()


def stylesheet(dunia: Dunia) -> str:
    name = re.search(r'href="(/static/app\.[0-9a-f]+\.css)"', dunia.ask("/masuk"))
    assert name
    return dunia.ask(name[1])


def test_an_older_release_is_refused(dunia: Dunia) -> None:
    code, said = dunia.update("1.0.0")
    assert code == 1 and "lebih lama" in said
    assert dunia.pohon.version() == "1.0.1"


def test_a_version_that_does_not_start_leaves_the_old_one_running(dunia: Dunia) -> None:
    """It has changed the form of the records already; they come back in the old one, with what was in them."""
    code, said = dunia.update("1.0.2")
    assert code == 1, said
    assert "versi ini rusak" in said and "versi 1.0.1 berjalan lagi" in said
    assert dunia.pohon.version() == "1.0.1"
    assert dunia.ask() == "ok" and dunia.still_signed_in()
    done = dunia.pohon.run("/usr/bin/python3", "-c", "import sqlite3; print(sqlite3.connect("
        "'file:/var/lib/ekinerja/ekinerja.db?mode=ro', uri=True).execute("
        "\"SELECT count(*) FROM sqlite_master WHERE name='tabel_uji'\").fetchone())")  # fmt: skip
    assert "(0,)" in done.stdout


@pytest.mark.parametrize(
    "moment",
    [
        "opt/ekinerja/rilis/1.0.3/.venv", "opt/ekinerja/pembaruan.json", "run/ekinerja/uji.sock",
        "opt/ekinerja/kini/appliance/migrations/0090_uji.py",
    ],
)  # fmt: skip
def test_an_update_that_is_cut_off_is_brought_to_an_end_at_the_next_start(dunia: Dunia, moment: str) -> None:
    shutil.copy(dunia.rilis["1.0.3"], dunia.pohon.root / "media/x.rilis")
    running = dunia.pohon.start("/opt/ekinerja/kini/scripts/update", "/media/x.rilis")
    for _ in range(4000):
        if (dunia.pohon.root / moment).exists() or running.poll() is not None:
            break
        time.sleep(0.02)
    dunia.pohon.cut(running)
    power_cut(dunia.pohon)
    # the next start of the machine: what the units say, in their order
    for unit in ("ekinerja-pembaruan", "ekinerja-web", "ekinerja-work", "nginx"):
        assert dunia.pohon.run("systemctl", "start", unit).returncode == 0
    dunia.wait()
    assert not (dunia.pohon.root / "opt/ekinerja/pembaruan.json").exists()
    assert dunia.still_signed_in()
    if "kini" in moment and dunia.pohon.version() == "1.0.3":  # it was well already, so it went forward
        back = dunia.pohon.run("/opt/ekinerja/kini/scripts/update", "--kembali", "--dengan-data")
        assert back.returncode == 0, back.stderr
    assert dunia.pohon.version() == "1.0.1"


def power_cut(pohon: Pohon) -> None:
    for pid in pohon.processes():
        os.kill(pid, signal.SIGKILL)
    time.sleep(0.5)
    (pohon.root / "run/nginx.pid").unlink(missing_ok=True)
    shutil.rmtree(pohon.root / "run/ekinerja", ignore_errors=True)
    shutil.rmtree(pohon.root / "run/pemain", ignore_errors=True)
    pohon.run("systemd-tmpfiles", "--create", "ekinerja.conf")


def test_after_all_that_the_same_update_succeeds(dunia: Dunia) -> None:
    code, said = dunia.update("1.0.3")
    assert code == 0, said
    assert dunia.pohon.version() == "1.0.3" and dunia.still_signed_in()


def test_back_by_hand_asks_first_when_data_would_be_set_aside(dunia: Dunia) -> None:
    done = dunia.pohon.run("/opt/ekinerja/kini/scripts/update", "--kembali")
    assert done.returncode == 1 and "--dengan-data" in done.stderr
    assert dunia.pohon.version() == "1.0.3" and dunia.ask() == "ok"
    done = dunia.pohon.run("/opt/ekinerja/kini/scripts/update", "--kembali", "--dengan-data")
    assert done.returncode == 0, done.stderr
    assert dunia.pohon.version() == "1.0.1"
    assert (dunia.pohon.root / "var/lib/ekinerja/sebelum-pembaruan/ditinggalkan-1.0.3.db").exists()
    assert dunia.still_signed_in()


def test_back_by_hand_keeps_the_data_when_their_form_is_the_same(dunia: Dunia) -> None:
    code, said = dunia.update("1.0.4")
    assert code == 0, said
    assert CODE.search(dunia.pohon.run("ekinerja", "akun", "kode", "admin").stdout)
    done = dunia.pohon.run("/opt/ekinerja/kini/scripts/update", "--kembali")
    assert done.returncode == 0, done.stderr
    assert dunia.pohon.version() == "1.0.1" and dunia.ask() == "ok"


def test_taking_the_program_off_leaves_the_data(dunia: Dunia) -> None:
    done = dunia.pohon.run("/opt/ekinerja/kini/scripts/uninstall", "--ya")
    assert done.returncode == 0, done.stderr
    root = dunia.pohon.root
    assert not (root / "opt/ekinerja").exists()
    assert (root / "var/lib/ekinerja/ekinerja.db").exists() and (root / "var/lib/ekinerja/kunci").is_dir()
    assert not list((root / "etc/systemd/system").glob("ekinerja*"))
    assert "table inet ekinerja" not in (root / "etc/nftables.conf").read_text()
    with pytest.raises(OSError):
        dunia.ask()
