"""A regency with a locked month in a folder, the real `ekinerja` on it as a process, and a folder that is the disk."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from appliance.box import database_file
from appliance.models import BuktiDukung, Laporan, Penutupan, bukti_dukung, db
from appliance.models.jejak import last_hash
from appliance.models.opd import Opd
from appliance.models.schema import bind
from tests.cast import NOW
from tests.models.regency import ROOT, everybody_present, judge, lock, regency, with_predikat

CODE = re.compile(r"^ +((?:[0-9A-Z]{5}-){5}[0-9A-Z]{5})$", re.MULTILINE)
PROOF = b"\xff\xd8 bukti dukung Budi " + bytes(range(256)) * 40


@dataclass(frozen=True, slots=True)
class Selesai:
    code: int
    out: str
    err: str


@dataclass(slots=True)
class Kotak:
    """The box at `folder`/data, its disk at `folder`/usb. `kode` is known after the first backup."""

    folder: Path
    kode: str = ""

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def usb(self) -> Path:
        return self.folder / "usb"

    def environment(self, **more: str) -> dict[str, str]:
        return {**os.environ, "EKINERJA_DATA": str(self.data), "EKINERJA_CADANGAN": str(self.usb), **more}

    def run(self, *words: str | Path, say: str = "", **more: str) -> Selesai:
        """`ekinerja …` in a process of its own."""
        done = subprocess.run(
            command(*words), env=self.environment(**more), input=say, capture_output=True, text=True, timeout=180,
            check=False,
        )  # fmt: skip
        found = CODE.search(done.stdout)
        if found:
            self.kode = found[1]
        return Selesai(done.returncode, done.stdout, done.stderr)

    def ready(self) -> Kotak:
        """A first backup lies on the disk."""
        self.usb.mkdir(exist_ok=True)
        assert self.run("cadangan", "siapkan").code == 0
        done = self.run("backup")
        assert done.code == 0, done.err
        return self

    def restore(self, *more: str | Path, source: Path | None = None) -> Selesai:
        """With the code, without a question."""
        note = self.folder / "kode.txt"
        note.write_text(self.kode)
        return self.run("restore", source or self.usb, "--kode-dari", note, "--ya", *more)

    def wipe(self) -> None:
        shutil.rmtree(self.data)

    def hashes(self) -> list[tuple[object, ...]]:
        """Every locked month with its hash, and where the trail ended when it was locked."""
        bind(database_file(self.data))
        try:
            rows = Penutupan.select(Penutupan.bulan, Opd.kode, Penutupan.versi, Penutupan.hash).join(Opd)
            return list(rows.order_by(Penutupan.id).tuples())
        finally:
            db.close()

    def started(self, *words: str | Path) -> subprocess.Popen[bytes]:
        quiet = subprocess.DEVNULL
        return subprocess.Popen(command(*words), env=self.environment(), stdin=quiet, stdout=quiet, stderr=quiet,
                                start_new_session=True)  # fmt: skip


def command(*words: str | Path) -> list[str]:
    return [sys.executable, "-P", "-m", "appliance.cli", *map(str, words)]


def kill_after(child: subprocess.Popen[bytes], seconds: float) -> bool:
    """SIGKILL to it and its children; False when it had ended before."""
    time.sleep(seconds)
    ended = child.poll() is not None
    if not ended:
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    return not ended


def build(folder: Path) -> Kotak:
    """October of the cast, locked, with one report that has evidence."""
    box = Kotak(folder)
    cast = regency(box.data)
    bukti_dukung.bind(box.data / "bukti")
    with_predikat(cast)
    everybody_present(cast)
    judge()
    assert set(lock(cast).values()) == {"dikunci"}
    report = Laporan.create(
        pegawai=cast.budi.pegawai, tanggal=NOW.date(), mulai=datetime(2026, 10, 19, 8).time(),
        selesai=datetime(2026, 10, 19, 9).time(), uraian="Menyusun laporan", status="menunggu",
    )  # fmt: skip
    bukti_dukung.attach(report, "foto.jpg", "jpg", PROOF, ROOT)
    assert BuktiDukung.select().count() == 1
    assert last_hash()
    db.close()
    return box


def copy_of(box: Kotak, folder: Path) -> Kotak:
    shutil.copytree(box.folder, folder, dirs_exist_ok=True)
    return Kotak(folder, box.kode)
