"""A larger regency made quickly by bulk writes, and workers that are killed in the middle."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from appliance import clock
from appliance.exchange.peraturan_berkas import shelf
from appliance.jobs.queue import huey
from appliance.models import Mesin, MesinOpd, Opd, Pegawai, Penempatan, Predikat, db
from appliance.models.cakupan import PernyataanData, settle
from appliance.models.penghitungan import bring_up_to_date
from appliance.models.peraturan import enact, propose, rak
from appliance.models.schema import bind
from appliance.models.tandai import open_month
from tests.cast import NOW, build
from tests.models.regency import ROOT

PEOPLE, OFFICES = 600, 6
LAST_MONTH = (clock.today().replace(day=1) - timedelta(days=1)).strftime("%Y-%m")


def regency(folder: Path) -> None:
    """600 people at six offices, all covered, last month judged and ready to be locked."""
    build(folder)
    for name, text in [*shelf(), ("contoh.toml", Path("tests/kasus/contoh.toml").read_text())]:
        enact(propose(text, name, ROOT), ROOT)
    with db.atomic():
        offices = [Opd.create(kode=f"k{n}", nama=f"Kantor {n}", jenis="dinas", jalur="manual") for n in range(OFFICES)]
        for n in range(PEOPLE):
            nip = f"19800101200501{n:04d}"
            person = Pegawai.create(nip=nip, nama=f"Pegawai {n}")
            Penempatan.create(
                pegawai=person, mulai=date(2020, 1, 1), opd=offices[n % OFFICES], jabatan="Staf", kelas_jabatan=7,
                status_asn="PNS", golongan="III/a", ptkp="TK/0", gaji_bruto=4_000_000, dasar_bpjs=3_500_000,
                pin_mesin=str(n + 1),
            )  # fmt: skip
            Predikat.create(pegawai=person, bulan=LAST_MONTH, predikat="baik")
        for opd in offices:
            PernyataanData.create(opd=opd, sampai=clock.today(), kapan=NOW)
            settle(opd.id)
    open_month(LAST_MONTH)
    open_month(clock.today().strftime("%Y-%m"))
    bring_up_to_date(rak(), NOW)


def add_machine(port: int, sn: str) -> int:
    mesin = Mesin.create(sn=sn, opd=Opd.get(Opd.kode == "k0"), jalur="lan", alamat="127.0.0.1", port=port)
    MesinOpd.create(mesin=mesin, opd=mesin.opd)
    return int(mesin.id)


def copy(source: Path, target: Path) -> Path:
    closed()
    return Path(shutil.copytree(source, target))


def use(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    """From now on the records and the queue are those in `folder`."""
    closed()
    patch.setenv("EKINERJA_DATA", str(folder))
    bind(folder / "ekinerja.db")
    return folder


def closed() -> None:
    if not db.is_closed():
        db.close()
    huey.storage.close()


def start_worker(folder: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "EKINERJA_DATA": str(folder)}
    return subprocess.Popen(
        [sys.executable, "-m", "appliance.cli", "work"], env=environment, stdout=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip


def kill(worker: subprocess.Popen[bytes]) -> None:
    """SIGKILL to the worker and its children, as a power cut would."""
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


def run_until(folder: Path, done: Callable[[], bool], limit: float = 60) -> float:
    """Let a worker run until `done`; returns the seconds it took."""
    began = time.monotonic()
    worker = start_worker(folder)
    try:
        while not done():
            assert time.monotonic() - began < limit, "the worker did not come to an end"
            assert worker.poll() is None, "the worker died by itself"
            time.sleep(0.05)
    finally:
        kill(worker)
    return time.monotonic() - began


def moments(seconds: float, times: int, seed: int) -> list[float]:
    """Random moments of the time that a work takes, less the worker's own start."""
    return [random.Random(seed + n).uniform(min(0.6, seconds / 2), seconds) for n in range(times)]


def kill_after(folder: Path, moment: float) -> None:
    worker = start_worker(folder)
    time.sleep(moment)
    kill(worker)
