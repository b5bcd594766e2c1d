"""What listens beside the box is said at the installation, and what belongs to the box is not."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from installer import listening
from installer.system import System

from tests.installer.given import WHOLE, answers
from tests.installer.test_dokumentasi import table

HEAD = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
MINE = {"tcp": ("00000000:01BB", "00000000:0050", "00000000:1F91", "0100007F:0DA5", "00000000:0016"),
        "udp": ("00000000:0044",)}  # fmt: skip


def machine(folder: Path, **more: str) -> System:
    """A machine whose kernel shows the box's own sockets and `more`, each `address:port state` of its table."""
    here = System(folder)
    here.path("/proc/net").mkdir(parents=True)
    for name in ("tcp", "tcp6", "udp", "udp6"):
        state = "0A" if "tcp" in name else "07"
        rows = [f"{one} {state}" for one in MINE.get(name, ())] + [row for key, row in more.items() if key == name]
        text = "".join(f"   0: {row.split()[0]} 00000000:0000 {row.split()[1]} 0 0\n" for row in rows)
        here.path(f"/proc/net/{name}").write_text(HEAD + text)
    return here


def test_what_belongs_to_the_box_is_not_worth_a_word(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listening.tell(machine(tmp_path / "mesin"), answers(tmp_path))
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("table", "row", "said"),
    [
        ("tcp", "0100007F:0019 0A", "25/tcp di 127.0.0.1"),
        ("tcp6", "00000000000000000000000001000000:0277 0A", "631/tcp di ::1"),
        ("udp", "00000000:14E9 07", "5353/udp di 0.0.0.0"),
        ("tcp", "0100007F:C350 01", ""),
    ],
)
def test_what_is_somebody_else_s_is_named_with_its_address(tmp_path: Path, table: str, row: str, said: str) -> None:
    """A line that is only open to somebody (01) waits for nobody."""
    found = listening.others(machine(tmp_path / "mesin", **{table: row}), answers(tmp_path))
    assert found == ([said] if said else [])


def test_a_port_that_the_answers_keep_shut_belongs_to_somebody_else(tmp_path: Path) -> None:
    shut = answers(tmp_path, WHOLE.replace("jaringan_admin = 10.1.0.0/24\n", ""))
    assert listening.others(machine(tmp_path / "mesin"), shut) == ["22/tcp di 0.0.0.0"]


def test_the_ports_that_count_as_ours_are_those_of_the_manual(tmp_path: Path) -> None:
    manual = {row[0].split()[0] for row in table("Yang mendengarkan jaringan")}
    assert listening.named(answers(tmp_path)) - listening.DHCP == manual


def test_the_kernel_s_own_tables_are_understood(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mine:
        assert f"{mine.getsockname()[1]}/tcp di 127.0.0.1" in listening.others(System(), answers(tmp_path))
