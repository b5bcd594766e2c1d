"""The battery runs low: NUT's real upsmon calls the command that stops the box, and that stops it in order."""

from __future__ import annotations

import re

from tests.support.dunia import Dunia
from tests.support.mesin import GROUP, OURS, Mesin

pytestmark = GROUP


def test_a_low_battery_calls_the_command_that_stops_the_box(terpasang: Dunia, kotak: Mesin) -> None:
    """The real upsmon on the configuration as it was installed; only the command at its end writes down that it ran."""
    config, ran = kotak.root / "etc/nut/upsmon.conf", kotak.root / "root/dijalankan"
    script = kotak.root / "root/catat"
    script.write_text("#!/bin/sh\nid -u >/root/dijalankan\n")
    script.chmod(0o755)
    config.write_text(re.sub(r'SHUTDOWNCMD ".*"', 'SHUTDOWNCMD "/root/catat"', config.read_text()))
    assert kotak.run("systemctl", "restart", "nut-monitor.service").returncode == 0
    kotak.wait_until(lambda: kotak.run("upsc", "ups@127.0.0.1", "ups.status").stdout.strip() == "OL")
    kotak.ups("OB DISCHRG")
    said = ("journalctl", "--no-pager", "-b", "-u", "nut-monitor")
    kotak.wait_until(lambda: "on battery" in kotak.run(*said).stdout)
    assert not ran.exists(), "a cut of the power alone stops nothing"
    kotak.ups("OB DISCHRG LB")
    kotak.wait_until(lambda: ran.exists() and ran.read_text() == "0\n")
    assert kotak.run("upsmon", "-K").returncode == 0, (
        "the UPS is not told to go off, so the box would stay off for good"
    )
    kotak.ups("OL")
    assert "ditulis: /etc/nut/upsmon.conf" in terpasang.install()
    assert kotak.property("nut-monitor.service", "ActiveState") == "active"
    assert kotak.run("upsmon", "-K").returncode != 0, "the next stop by hand would take the power off"


def test_that_command_stops_everything_in_order_and_the_next_start_brings_it_back(
    terpasang: Dunia, kotak: Mesin
) -> None:
    command = re.search(r'SHUTDOWNCMD "([^"]+)"', (kotak.root / "etc/nut/upsmon.conf").read_text())
    assert command
    kotak.run(*command[1].split())
    kotak.wait_for_end()
    text = kotak.run("journalctl", "--no-pager", "-o", "cat", "-n", "300").stdout
    text = text[text.rindex("Stopped target multi-user.target") :]
    ends = [text.index(f"Stopped {unit}") for unit in ("nginx.service", "ekinerja-web.service")]
    assert ends == sorted(ends), "people are sent away before the program is"
    assert "ekinerja-work.service: Deactivated successfully" in text and "Reached target poweroff.target" in text
    assert not re.search(r"(ekinerja|nginx)\S*: (Killing|Failed)", text)
    kotak.boot()
    terpasang.wait()
    assert {kotak.property(unit, "ActiveState") for unit in OURS} == {"active"}
    assert terpasang.still_signed_in()
