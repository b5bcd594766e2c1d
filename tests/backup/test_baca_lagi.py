"""What the machines still hold is not lost: after a restore their punches come again, each once."""

from __future__ import annotations

from appliance.box import database_file
from appliance.devices.simulator.machine import Machine
from appliance.devices.simulator.server import Server
from appliance.devices.simulator.source import Listed
from appliance.models import Mesin, MesinOpd, Presensi, db
from appliance.models.opd import Opd
from appliance.models.schema import bind
from tests.backup.kotak import Kotak
from tests.devices.made import SERIAL, stamps

Punches = list[tuple[str, object]]


def at_the_office(box: Kotak, port: int) -> None:
    bind(database_file(box.data))
    opd = Opd.get(Opd.kode == "bkpsdm")
    mesin = Mesin.create(sn=SERIAL, opd=opd, jalur="lan", alamat="127.0.0.1", port=port)
    MesinOpd.create(mesin=mesin, opd=opd)
    db.close()


def stored(box: Kotak) -> Punches:
    bind(database_file(box.data))
    mine = Presensi.select(Presensi.pin, Presensi.waktu).join(Mesin).where(Mesin.sn == SERIAL)
    found = sorted(mine.tuples())
    db.close()
    return found


def test_punches_after_the_copy_come_again_from_the_machine_and_none_twice(box: Kotak) -> None:
    machine = Machine(SERIAL)
    every = stamps(300, machine.now())
    machine.source = Listed(every[:200])
    with Server(machine) as server:
        at_the_office(box, server.port)
        assert box.run("poll").code == 0
        assert len(stored(box)) == 200
        assert box.run("backup").code == 0
        machine.source = Listed(every)
        assert box.run("poll").code == 0
        whole = stored(box)
        assert len(whole) == 300
        box.wipe()
        done = box.restore()
        assert done.code == 0, done.err
        assert "diambil lagi dari mesin presensi" in done.out
        assert len(stored(box)) == 200
        assert box.run("poll").code == 0
        assert stored(box) == whole
        assert box.run("poll").code == 0
        assert stored(box) == whole
