"""The made machine is true to the wire: unaltered pyzk reads it, and it is as strict as real ones."""

import socket
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from zk import ZK
from zk.exception import ZKErrorResponse

from appliance.devices.attlog import parse_attlog
from appliance.devices.simulator import wire
from appliance.devices.simulator.export import write_attlog
from appliance.devices.simulator.server import Server
from appliance.devices.simulator.source import Continued, Followed, Timetable
from tests.devices.made import SERIAL, held, machine, read_port

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("layout", ["8", "16", "40"])
def test_plain_pyzk_reads_a_healthy_machine(layout: str) -> None:
    made = machine(500, layout=layout, key=14370)
    with Server(made) as server:
        plain = ZK("127.0.0.1", port=server.port, timeout=5, password=14370, ommit_ping=True).connect()
        assert plain.get_serialnumber() == SERIAL
        assert abs(plain.get_time() - made.now()) < timedelta(seconds=3)
        assert [(one.user_id, one.timestamp) for one in plain.get_attendance()] == held(made)
        plain.disconnect()


def test_plain_pyzk_shows_the_fault_of_a_lying_count() -> None:
    """Why the read is our own: pyzk 0.9 makes junk of what ours sets right."""
    made = machine(1000, layout="8", mid_read=1)
    with Server(made) as server:
        plain = ZK("127.0.0.1", port=server.port, timeout=5, ommit_ping=True).connect()
        junk = [(one.user_id, one.timestamp) for one in plain.get_attendance()]
        plain.disconnect()
        assert not set(junk) & set(held(made))
        assert read_port(server.port, made).status == "lengkap"


def test_a_packet_with_a_wrong_checksum_is_dropped_in_silence() -> None:
    good = b"\x50\x50\x82\x7d\x08\x00\x00\x00\xe8\x03\x17\xfc\x00\x00\x00\x00"
    with Server(machine(1)) as server, socket.create_connection(("127.0.0.1", server.port)) as plain:
        plain.settimeout(0.3)
        plain.sendall(good[:10] + b"\x00\x00" + good[12:])
        with pytest.raises(TimeoutError):
            plain.recv(16)
        plain.sendall(good)
        assert int.from_bytes(plain.recv(16)[8:10], "little") == wire.OK


def test_a_second_session_is_turned_away_while_the_first_lasts() -> None:
    made = machine(10)
    with Server(made) as server:
        first = ZK("127.0.0.1", port=server.port, timeout=5, ommit_ping=True).connect()
        with pytest.raises(ZKErrorResponse):
            ZK("127.0.0.1", port=server.port, timeout=5, ommit_ping=True).connect()
        assert read_port(server.port, made).status == "sibuk"
        first.disconnect()


def test_a_followed_file_is_read_again_when_it_grows(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("pin,waktu\n17,2026-11-02 07:29:30\n")
    source = Followed(path)
    assert len(source.stamps(datetime(2026, 11, 3))) == 1
    path.write_text("pin,waktu\n17,2026-11-02 07:29:30\n18,2026-11-02 07:30:00,15,1\n")
    assert list(source.stamps(datetime(2026, 11, 3)))[1] == ("18", datetime(2026, 11, 2, 7, 30), 15, 1)
    path.unlink()
    assert list(source.stamps(datetime(2026, 11, 3))) == []


def test_a_timetable_only_grows_and_knows_no_weekend() -> None:
    people = Timetable(["1", "2", "3"], date(2026, 11, 2), "x")
    before, after = people.stamps(datetime(2026, 11, 6, 12)), people.stamps(datetime(2026, 11, 30))
    assert list(after[: len(before)]) == list(before)
    assert len(after) > len(before) > 10
    assert {stamp[1].weekday() for stamp in after} == {0, 1, 2, 3, 4}


def test_people_of_a_file_go_on_after_its_last_day(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("17,2026-11-02 07:29:30\n")
    stamps = Continued(Followed(path), "x").stamps(datetime(2026, 11, 6))
    assert stamps[0][1] == datetime(2026, 11, 2, 7, 29, 30)
    assert {stamp[0] for stamp in stamps} == {"17"}
    assert min(stamp[1].date() for stamp in stamps[1:]) == date(2026, 11, 3)


@pytest.mark.parametrize("framed", [False, True])
def test_its_usb_export_is_read_back_without_loss(tmp_path: Path, framed: bool) -> None:
    made = machine(300)
    path = tmp_path / f"{made.serial}_attlog.dat"
    assert write_attlog(made, path, framed=framed) == 300
    whole = parse_attlog(path.read_bytes(), now=made.now())
    assert [(punch.pin, punch.waktu) for punch in whole.punches] == held(made)
    assert (whole.serial, whole.rejected) == (made.serial if framed else None, [])


def test_the_command_serves_what_a_file_holds(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("17,2026-11-02 07:29:30\n")
    command = [str(ROOT / "scripts/simulate-device"), "--serial", "SIM77777", "--kunci", "5", "--record-size", "16"]
    if not (ROOT / ".venv/bin/python").exists():
        command = [sys.executable, "-m", "appliance.devices.simulator", *command[1:]]
    with subprocess.Popen([*command, "--follow", str(path)], stdout=subprocess.PIPE, text=True, cwd=ROOT) as child:
        try:
            assert child.stdout is not None
            port = int(child.stdout.readline().rpartition(":")[2])
            reading = read_port(port, machine(1), key=5, serial="SIM77777")
            assert (reading.status, reading.ukuran, [punch.pin for punch in reading.punches]) == ("lengkap", 16, ["17"])
        finally:
            child.terminate()
