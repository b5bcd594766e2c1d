"""`scripts/simulate-device`: a made machine on loopback, or one that pushes, or its USB export. `--help` says all."""

import argparse
import time
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from appliance.devices.simulator.export import write_attlog
from appliance.devices.simulator.faults import Faults
from appliance.devices.simulator.machine import Machine
from appliance.devices.simulator.push import Offline, Pusher
from appliance.devices.simulator.server import Server
from appliance.devices.simulator.source import Continued, Followed, Source, Timetable
from appliance.devices.simulator.wire import LAYOUTS

_ZONES = {"WIB": 7, "WITA": 8, "WIT": 9}


def main() -> None:
    options = _parser().parse_args()
    machine = Machine(
        serial=options.serial,
        source=_source(options),
        key=options.key,
        layout=options.layout,
        zone_hours=_ZONES[options.zona],
        drift_s=options.drift,
        capacity=options.capacity,
        faults=Faults(**{fault.name: getattr(options, fault.name) for fault in fields(Faults)}),
    )
    if options.write_attlog:
        print(write_attlog(machine, options.write_attlog, framed=options.framed), "punches", flush=True)
    elif options.push:
        _push(Pusher(options.push, machine), options.every, once=options.once)
    else:
        with Server(machine, options.port) as server:
            print(f"{machine.serial} on 127.0.0.1:{server.port}", flush=True)
            while True:
                time.sleep(3600)


def _push(pusher: Pusher, every_s: float, *, once: bool) -> None:
    online = False
    while True:
        try:
            if not online:
                pusher.handshake()
            sent = pusher.send_pending()
            pusher.ask()
            online = True
            if sent:
                print(f"{pusher.machine.serial} pushed {sent}", flush=True)
        except Offline as fault:
            online = False
            print(f"{pusher.machine.serial} offline: {fault}", flush=True)
        if once:
            raise SystemExit(0 if online else 1)
        time.sleep(every_s)


def _source(options: argparse.Namespace) -> Source:
    if options.follow:
        file = Followed(options.follow)
        return Continued(file, options.seed or options.serial) if options.go_on else file
    today = (datetime.now(UTC) + timedelta(hours=_ZONES[options.zona])).date()
    return Timetable(_pins(options.pins), options.since or today - timedelta(days=30), options.seed or options.serial)


def _pins(text: str) -> list[str]:
    """`1-40,77` as PINs."""
    pins: list[str] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        pins += [str(pin) for pin in range(int(first), int(last) + 1)] if last else [first.strip()]
    return pins


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="simulate-device", description=__doc__)
    add = parser.add_argument
    add("--serial", default="SIM0000000001")
    add("--port", type=int, default=0, help="TCP port on loopback; 0 takes a free one and prints it")
    add("--key", "--kunci", type=int, default=0, help="communication key")
    add("--layout", "--record-size", choices=LAYOUTS, default="40", help="how records lie in memory")
    add("--zona", choices=_ZONES, default="WIB")
    add("--drift", type=int, default=0, help="seconds that its clock is ahead")
    add("--capacity", type=int, default=100_000, help="records; the oldest give way")
    add("--follow", type=Path, help="serve this USB export or pin,waktu CSV, read again when it changes")
    add("--go-on", action="store_true", help="with --follow: after its last day its people come and go by a timetable")
    add("--pins", default="1-40", help="without --follow: people who come and go by a timetable")
    add("--since", type=date.fromisoformat, help="first day of the timetable")
    add("--seed", default="", help="same seed, same timetable")
    add("--push", metavar="URL", help="push to this server instead of listening")
    add("--every", type=float, default=10.0, help="push: seconds between two rounds")
    add("--once", action="store_true", help="push: one round; exit 1 when the server did not take it")
    add("--write-attlog", type=Path, metavar="FILE", help="write the log as a USB export and end")
    add("--framed", action="store_true", help="the export with its serial and checksum lines")
    _add_faults(parser.add_argument_group("faults"))
    return parser


def _add_faults(group: "argparse._ArgumentGroup") -> None:
    for fault in fields(Faults):
        name = f"--{fault.name.replace('_', '-')}"
        if fault.default is False:
            group.add_argument(name, action="store_true")
        elif fault.name == "busy":
            group.add_argument(name, choices=("reply", "close"), default="")
        else:
            kind = float if fault.name == "crawl_s" else int
            group.add_argument(name, type=kind, default=fault.default, metavar="N")


if __name__ == "__main__":
    main()
