"""One small regency on the 10th of November 2026, running; October waits to be read, verified, locked and paid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from appliance.devices.simulator.machine import Machine
from appliance.devices.simulator.server import Server
from appliance.devices.simulator.source import Listed
from appliance.models import Mesin, Penempatan, db
from appliance.models.kunci import bind as bind_keys
from appliance.models.kunci import seal
from appliance.models.tandai import open_month
from tests.browser.kotak import Kotak, running
from tests.cast import Cast
from tests.models.regency import LATER, OCTOBER, Stamp, feed, full_days, pin_of, regency, with_predikat, workdays

STRANGER = "77"  # under which Budi is known to the machine, and to nobody else yet
KEY = 4711

expect.set_options(timeout=30_000)  # how long a page may take decides nothing


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield found
        found.close()


@pytest.fixture(scope="session")
def pictures() -> Path:
    folder = Path("screenshots")
    folder.mkdir(exist_ok=True)
    return folder


def punches_of_dinkes(cast: Cast) -> list[Stamp]:
    """Full days for all but Siti, who was late on the 6th; Budi's under a PIN that nobody knows."""
    late = date(2026, 10, 6)
    siti = pin_of(cast, "siti")
    stamps = full_days(siti, skip=(late,))
    stamps += [Stamp(siti, datetime.combine(late, at)) for at in (time(7, 47, 12), time(16, 2))]
    for name in ("hadi", "wati", "beni"):
        stamps += full_days(pin_of(cast, name))
    return stamps + full_days(STRANGER)


@pytest.fixture
def kotak(own_folder: Path, browser: Browser, pictures: Path) -> Iterator[Kotak]:
    cast = regency(own_folder)
    bind_keys(own_folder / "kunci")
    with_predikat(cast)
    Penempatan.update(pin_mesin=None).where(Penempatan.pegawai == cast.budi.pegawai).execute()
    for kode in ("dikbud", "bkpsdm"):
        names = [n for n, p in cast.people.items() if p.pegawai.penempatan.get().opd.kode == kode]
        feed(cast, kode, [stamp for name in names for stamp in full_days(pin_of(cast, name))])
    open_month(OCTOBER)
    machine = Machine("SNDINKES", key=KEY)
    machine.source = Listed([(s.pin, s.waktu, 1, 0) for s in sorted(punches_of_dinkes(cast), key=lambda s: s.waktu)])
    with Server(machine) as server:
        where = {"jalur": "lan", "alamat": "127.0.0.1", "port": server.port, "kunci": seal(str(KEY))}
        Mesin.update(where).where(Mesin.sn == "SNDINKES").execute()
        db.close()
        with running(Kotak(own_folder, LATER, cast, browser, pictures)) as box:
            yield box


@pytest.fixture
def stick(tmp_path: Path, kotak: Kotak) -> Path:
    """Nia's October, as the machine of her puskesmas writes it onto a stick."""
    pin = pin_of(kotak.cast, "nia")
    lines = [f"{pin:>9}\t{day} {at}\t1\t0\t1\t0" for day in workdays() for at in ("07:20:11", "16:40:09")]
    path = tmp_path / "1_attlog.dat"
    path.write_bytes("\r\n".join(lines).encode() + b"\r\n")
    return path
