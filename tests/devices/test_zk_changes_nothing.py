"""The appliance reads machines and changes nothing on them."""

from pathlib import Path

import appliance.devices as devices
from tests.devices.made import machine, read

FORBIDDEN = (
    "clear_attendance", "clear_data", "disable_device", "enable_device", "set_time", "set_user", "delete_user",
    "restart(", "poweroff", "unlock(", "live_capture", "get_attendance", "test_ping", "force_udp",
)  # fmt: skip
READS = {1000, 1001, 1102, 11, 50, 201, 1503, 1504, 1502}


def test_no_line_of_the_reader_names_what_changes_a_machine() -> None:
    reader = Path(str(devices.__file__)).parent
    texts = {path.name: path.read_text() for path in reader.glob("*.py")}
    assert "zk_session.py" in texts
    assert [(name, word) for name, text in texts.items() for word in FORBIDDEN if word in text] == []


def test_a_machine_is_asked_only_to_tell() -> None:
    for layout in ("8", "40"):
        made = machine(layout=layout, key=7)
        assert read(made, key=7).status == "lengkap"
        assert set(made.asked) <= READS
        assert made.asked[-1] == 1001
