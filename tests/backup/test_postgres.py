"""A regency that chose PostgreSQL: a real server, its pg_dump, a wiped folder, its pg_restore, the same rupiah."""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.backup.kotak import Kotak, Selesai

pytestmark = pytest.mark.long
DEBIAN = Path("/usr/lib/python3/dist-packages/psycopg")
PASSWORD = "rahasia-sekali"


class Server:
    """A PostgreSQL of its own on loopback, in a folder that goes with it. It refuses to run as root."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder, self.programs = folder, programs
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.user = "postgres" if os.geteuid() == 0 else None
        if self.user:
            shutil.chown(folder, self.user)

    def run(self, program: str, *words: str) -> None:
        command = [str(self.programs / program), *words]
        done = subprocess.run(command, user=self.user, cwd="/", capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    def start(self) -> None:
        self.run("initdb", "-D", f"{self.folder}/db", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-U", "postgres")
        options = f"-c listen_addresses=127.0.0.1 -p {self.port} -k {self.folder} -c shared_buffers=16MB"
        log = f"{self.folder}/log"
        subprocess.run(
            [str(self.programs / "pg_ctl"), "-D", f"{self.folder}/db", "-o", options, "-w", "-l", log, "start"],
            user=self.user, cwd="/", stdout=subprocess.DEVNULL, check=True,
        )  # fmt: skip
        self.sql(f"CREATE ROLE ekinerja LOGIN PASSWORD '{PASSWORD}'")
        with (self.folder / "db" / "pg_hba.conf").open("w") as rules:
            rules.write("local all postgres trust\nhost all ekinerja 127.0.0.1/32 scram-sha-256\n")
        self.run("pg_ctl", "-D", f"{self.folder}/db", "reload")

    def sql(self, text: str) -> None:
        self.run("psql", "-h", str(self.folder), "-p", str(self.port), "-U", "postgres", "-c", text)

    def database(self, name: str) -> str:
        """A new empty one; its address, password included."""
        self.sql(f"CREATE DATABASE {name} OWNER ekinerja")
        return f"postgresql://ekinerja:{PASSWORD}@127.0.0.1:{self.port}/{name}"

    def stop(self) -> None:
        self.run("pg_ctl", "-D", f"{self.folder}/db", "-m", "immediate", "-w", "stop")


@pytest.fixture
def server() -> Iterator[Server]:
    found = shutil.which("postgres") or next(
        iter(sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin/postgres")))), ""
    )
    if not found or shutil.which("pg_dump") is None:
        pytest.skip("no PostgreSQL here (postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # where another user may go, too
    folder.chmod(0o755)
    made = Server(folder, Path(found).resolve().parent)
    try:
        made.start()
        yield made
        made.stop()
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def psycopg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For the children only: with it in our own environment every test would carry its 20 MB."""
    if importlib.util.find_spec("psycopg") is None:
        if not DEBIAN.is_dir():
            pytest.skip("no psycopg here (python3-psycopg)")
        (tmp_path / "pustaka").mkdir()
        (tmp_path / "pustaka" / "psycopg").symlink_to(DEBIAN)
        monkeypatch.setenv("PYTHONPATH", str(tmp_path / "pustaka"))


@pytest.fixture
def box(tmp_path: Path, server: Server, psycopg: None, monkeypatch: pytest.MonkeyPatch) -> Kotak:
    """October locked, all of it in PostgreSQL."""
    monkeypatch.setenv("EKINERJA_DATABASE_URL", server.database("lama"))
    made = Kotak(tmp_path / "kotak")
    words = [sys.executable, "-m", "tests.backup.isi_postgres", str(made.folder)]
    subprocess.run(words, env=made.environment(), check=True)
    made.usb.mkdir()
    return made


def rupiah(box: Kotak) -> str:
    done = box.run("export", "tpp", "2026-10", "--format", "csv")
    assert done.code == 0 and done.out.count("\n") == 13, done.err
    return done.out


def well(done: Selesai) -> Selesai:
    assert done.code == 0, done.out + done.err
    return done


def test_a_backup_a_lost_server_and_a_restore(box: Kotak, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    paid, proven = rupiah(box), well(box.run("verify", "2026-10")).out
    well(box.run("cadangan", "siapkan"))
    said = well(box.run("backup", "--mingguan"))
    assert "berkasnya sama, bulannya tidak dihitung ulang" in said.out and PASSWORD not in said.out + said.err
    assert not (box.data / "cadangan-sementara" / ".pgpass").exists()

    box.wipe()
    monkeypatch.delenv("EKINERJA_DATABASE_URL")  # a bare machine knows of no server yet
    restored = well(box.restore())
    assert "basis datanya belum" in restored.out and "terbukti utuh" not in restored.out
    assert f"-d ALAMAT {box.data}/ekinerja.dump" in restored.out

    fresh = server.database("baru")
    monkeypatch.setenv("EKINERJA_DATABASE_URL", fresh)
    words = ["pg_restore", "--no-owner", "--exit-on-error", "-d", fresh, str(box.data / "ekinerja.dump")]
    subprocess.run(words, check=True)
    assert "Segel semua bulan cocok" in well(box.run("cadangan", "terpulihkan")).out
    assert well(box.run("verify", "2026-10")).out == proven and "sama sampai rupiah terakhir" in proven
    assert "utuh" in well(box.run("verify", "--jejak")).out
    assert rupiah(box) == paid
    assert (box.data / "bukti").is_dir() and any((box.data / "bukti").rglob("*.jpg")), "and what lies beside it"


def test_a_month_that_was_changed_on_the_way_is_found(box: Kotak, server: Server) -> None:
    server.run("psql", "-h", str(server.folder), "-p", str(server.port), "-U", "postgres", "-d", "lama", "-c",
               "UPDATE hasil_tpp SET tpp = tpp + 1 WHERE id = (SELECT min(id) FROM hasil_tpp)")  # fmt: skip
    done = box.run("cadangan", "terpulihkan")
    assert done.code == 1 and "segel finalisasi 2026-10" in done.err
    assert "kode pemulihan" not in box.run("cadangan", "daftar").out


def test_on_a_box_of_its_own_file_the_last_step_is_refused(fresh: Kotak) -> None:
    done = fresh.run("cadangan", "terpulihkan")
    assert (done.code, "hanya untuk PostgreSQL" in done.err) == (1, True)
