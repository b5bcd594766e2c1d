"""The clock's own program on our configuration: it believes the source that was named. It runs without the right to set
a clock (`-x`), since that clock would be the one of the machine on which the test runs."""

from __future__ import annotations

import pytest
from installer import render
from installer.answers import Answers

from tests.support.mesin import GROUP, Mesin

pytestmark = GROUP

SOURCE = """\
local stratum 5
allow 127.0.0.0/8
bindaddress 127.0.0.1
bindcmdaddress /run/chrony/sumber.sock
cmdport 0
pidfile /run/chrony/sumber.pid
"""


@pytest.fixture
def clocks(kotak: Mesin) -> None:
    """A source of time in the box's network, and the box's own chrony beside it."""
    client = render.chrony(Answers({"sumber_waktu": "127.0.0.1"}))
    for name, text in (("sumber", SOURCE), ("kotak", client)):
        (kotak.root / f"root/{name}.conf").write_text(text, encoding="utf-8")
        command = ("chronyd", "-x", "-d", "-f", f"/root/{name}.conf")
        assert kotak.run("systemd-run", f"--unit=jam-{name}", *command).returncode == 0


def test_the_named_source_is_believed_and_the_box_answers_nobody(kotak: Mesin, clocks: None) -> None:
    try:
        kotak.wait_until(lambda: "^*" in kotak.run("chronyc", "-n", "sources").stdout)
        said = kotak.run("chronyc", "-n", "sources").stdout
        assert "^* 127.0.0.1" in said
        listening = kotak.run("ss", "-Hlnup").stdout
        pid = kotak.property("jam-kotak.service", "MainPID")
        assert "pid=" in listening and f"pid={pid}," not in listening
    finally:
        kotak.run("systemctl", "stop", "jam-kotak", "jam-sumber")
