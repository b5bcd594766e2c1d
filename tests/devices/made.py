"""Made machines with known punches, read by the appliance's own reader over a real socket."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from appliance.devices.simulator.faults import Faults
from appliance.devices.simulator.machine import Machine
from appliance.devices.simulator.server import Server
from appliance.devices.simulator.source import Listed, Stamp
from appliance.devices.zk import LastState, Reading, read_machine

SERIAL = "SIM2400000017"


def stamps(count: int, until: datetime, people: int = 50) -> list[Stamp]:
    """A punch a minute up to `until`, the people taking turns."""
    first = until.replace(microsecond=0) - timedelta(minutes=count)
    return [(str(101 + at % people), first + timedelta(minutes=at), 1, at % 2) for at in range(count)]


def machine(count: int = 3000, **changes: object) -> Machine:
    faults = {name: changes.pop(name) for name in list(changes) if name in Faults.__dataclass_fields__}
    made = Machine(SERIAL, faults=Faults(**faults), **changes)  # type: ignore[arg-type]
    made.source = Listed(stamps(count, made.now() - timedelta(seconds=made.drift_s)))
    return made


def read(made: Machine, *, key: int = 0, serial: str | None = SERIAL, last: LastState | None = None,
         deadline_s: float = 60, idle_s: float = 1.0) -> Reading:  # fmt: skip
    with Server(made) as server:
        return read_port(server.port, made, key=key, serial=serial, last=last, deadline_s=deadline_s, idle_s=idle_s)


def read_port(port: int, made: Machine, *, key: int = 0, serial: str | None = SERIAL, last: LastState | None = None,
              deadline_s: float = 60, idle_s: float = 1.0) -> Reading:  # fmt: skip
    now = made.now() - timedelta(seconds=made.drift_s)
    return read_machine(
        "127.0.0.1", port, key, serial=serial, last=last or LastState(), now=now, deadline_s=deadline_s, idle_s=idle_s
    )


def held(made: Machine) -> Sequence[tuple[str, datetime]]:
    return [(pin, waktu) for pin, waktu, *_ in made.source.stamps(made.now())]


def found(reading: Reading) -> Sequence[tuple[str, datetime]]:
    return [(punch.pin, punch.waktu) for punch in reading.punches]
