"""The box under a systemd that really runs: what it starts, as whom, how it is held in, and what comes back by itself.

The machine is a container (tests/support/mesin.py): it may not set a clock, so chrony alone is not started there.
"""

from __future__ import annotations

import re
import subprocess
import time

import pytest

from tests.contracts import tree
from tests.support.dunia import CODE, RECOVERY, Dunia
from tests.support.mesin import GROUP, OURS, Mesin

pytestmark = GROUP

MIB = 1024 * 1024
# As docs/OPERASI.md and the units say, in bytes.
CEILINGS = {"ekinerja-web.service": 180 * MIB, "ekinerja-work.service": 280 * MIB, "nginx.service": 96 * MIB,
            "ekinerja.slice": 420 * MIB}  # fmt: skip
HOG = "import time; held = bytearray(600 * 2**20); time.sleep(60)"


def test_one_command_on_a_running_bare_debian_ends_in_a_sign_in(terpasang: Dunia) -> None:
    assert len(CODE.findall(terpasang.said)) == 1 and len(RECOVERY.findall(terpasang.said)) == 1
    assert terpasang.still_signed_in()


def test_a_second_run_prints_no_code_again(terpasang: Dunia) -> None:
    said = terpasang.install()
    assert "Semua sudah seperti seharusnya" in said
    assert not CODE.search(said) and not RECOVERY.search(said)


def test_all_that_is_named_runs_and_nothing_has_failed(kotak: Mesin) -> None:
    running = (*OURS, "nftables.service", "ssh.service", "nut-server.service", "nut-monitor.service",
               "ekinerja-cadangan.timer", "ekinerja-sertifikat.timer", "apt-daily.timer",
               "apt-daily-upgrade.timer")  # fmt: skip
    assert {unit: kotak.property(unit, "ActiveState") for unit in running} == dict.fromkeys(running, "active")
    assert kotak.property("chrony.service", "ConditionResult") == "no", "a container may not set the clock"
    assert kotak.run("systemctl", "is-enabled", "chrony.service").returncode == 0
    assert kotak.run("systemctl", "--failed", "--plain", "--no-legend").stdout.strip() == ""


def test_memory_ceilings_are_in_force(kotak: Mesin) -> None:
    assert {unit: kotak.ceiling(unit) for unit in CEILINGS} == CEILINGS


def test_who_takes_more_than_the_slice_allows_is_ended_and_the_others_live_on(terpasang: Dunia, kotak: Mesin) -> None:
    hog = ("systemd-run", "--unit=rakus", "--slice=ekinerja.slice", "-p", "OOMScoreAdjust=1000", "python3", "-c", HOG)
    assert kotak.run(*hog).returncode == 0
    kotak.wait_until(lambda: kotak.property("rakus.service", "ActiveState") == "failed")
    assert kotak.property("rakus.service", "ExecMainStatus") == "9", "ended, but not by the kernel"
    assert kotak.run("systemctl", "reset-failed", "rakus.service").returncode == 0
    assert terpasang.ask() == "ok"
    assert kotak.property("ekinerja-work.service", "NRestarts") == "0"


@pytest.mark.parametrize("unit", ["ekinerja-web.service", "ekinerja-work.service"])
def test_the_program_has_a_user_of_its_own_and_no_rights(kotak: Mesin, unit: str) -> None:
    pid = kotak.property(unit, "MainPID")
    seen = kotak.status(pid)
    user = kotak.run("id", "-u", "ekinerja").stdout.strip()
    assert user != "0" and seen["Uid"].split() == [user] * 4
    assert {int(seen[name], 16) for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")} == {0}
    assert (seen["NoNewPrivs"], seen["Seccomp"]) == ("1", "2")
    inside = ("nsenter", "--target", pid, "--mount", "--root", "--wd")
    for place in ("/usr/uji", "/etc/uji", "/opt/ekinerja/kini/uji", "/home/uji", "/srv/cadangan/uji"):
        assert kotak.run(*inside, "touch", place).returncode != 0, f"{place} may be written"
    assert kotak.run(*inside, "touch", "/var/lib/ekinerja/uji").returncode == 0
    assert kotak.run("rm", "/var/lib/ekinerja/uji").returncode == 0
    for place in ("/var/lib/ekinerja", "/tmp", "/var/tmp"):
        assert kotak.run(*inside, "cp", "/usr/bin/true", f"{place}/unggahan").returncode == 0
        done = kotak.run(*inside, f"{place}/unggahan")
        assert done.returncode == 126 and "Permission denied" in done.stderr, f"what lies in {place} can be run"
        assert kotak.run(*inside, "rm", f"{place}/unggahan").returncode == 0


def test_the_web_server_has_no_network_and_the_worker_nobody_else_s_rights(kotak: Mesin) -> None:
    web, work = (kotak.property(f"ekinerja-{name}.service", "MainPID") for name in ("web", "work"))
    own, seen = kotak.run("readlink", "/proc/1/ns/net").stdout, kotak.run("readlink", f"/proc/{web}/ns/net").stdout
    assert seen and seen != own
    links = kotak.run("nsenter", "--target", web, "--net", "ip", "-o", "link").stdout.splitlines()
    assert [line.split()[1] for line in links] == ["lo:"]
    users = [kotak.run("readlink", f"/proc/{pid}/ns/user").stdout for pid in (work, "1")]
    assert users[0] and users[0] != users[1]


def test_nginx_gives_its_rights_up_where_it_meets_people(kotak: Mesin) -> None:
    master = kotak.property("nginx.service", "MainPID")
    workers = kotak.run("pgrep", "-P", master).stdout.split()
    people = kotak.run("id", "-u", "www-data").stdout.strip()
    assert workers
    for pid in workers:
        seen = kotak.status(pid)
        assert seen["Uid"].split() == [people] * 4 and int(seen["CapEff"], 16) == 0


def test_nothing_listens_that_the_manual_does_not_name(kotak: Mesin) -> None:
    command = kotak.network.command("ss", "-Hltnup")
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    found = {}
    for line in lines:
        words, who = line.split(), re.findall(r'\(\("([^"]+)"', line)
        found[words[0], words[4].rpartition(":")[2], who[0]] = words[4]
    assert set(found) == {("tcp", "443", "nginx"), ("tcp", "80", "nginx"), ("tcp", "8081", "nginx"),
                          ("tcp", "22", "sshd"), ("tcp", "3493", "upsd")}  # fmt: skip
    assert found["tcp", "3493", "upsd"] == "127.0.0.1:3493"
    manual = (tree.ROOT / "docs/OPERASI.md").read_text(encoding="utf-8")
    assert {port for _, port, _ in found} <= set(re.findall(r"(?m)^\| (\d+)/(?:tcp|udp)", manual))


def test_the_firewall_is_in_force(kotak: Mesin) -> None:
    rules = kotak.run("nft", "list", "table", "inet", "ekinerja").stdout
    assert "policy drop" in rules and "ip saddr 10.1.0.0/24 tcp dport 22 accept" in rules


@pytest.mark.parametrize("unit", OURS)
def test_what_is_killed_comes_back_by_itself(terpasang: Dunia, kotak: Mesin, unit: str) -> None:
    before = kotak.property(unit, "MainPID")
    assert kotak.run("kill", "-KILL", before).returncode == 0
    for _ in range(300):
        if kotak.property(unit, "MainPID") not in ("0", before) and kotak.property(unit, "SubState") == "running":
            break
        time.sleep(0.2)
    assert kotak.property(unit, "MainPID") not in ("0", before)
    terpasang.wait()
    assert terpasang.still_signed_in()


def test_the_worker_s_child_prints_a_paper_within_its_bounds(terpasang: Dunia, kotak: Mesin) -> None:
    assert terpasang.browser is not None
    with kotak.network.inside():
        terpasang.browser.send("/cadangan/lembar", {}, terpasang.browser.get("/cadangan"))
    paper = kotak.root / "var/lib/ekinerja/dokumen/memulihkan-e-kinerja.pdf"
    kotak.wait_until(paper.exists)
    assert paper.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("unit", ["ekinerja-cadangan.service", "ekinerja-sertifikat.service"])
def test_what_the_timers_call_can_do_its_work_within_its_bounds(kotak: Mesin, unit: str) -> None:
    done = kotak.run("systemctl", "start", unit)
    assert done.returncode == 0, kotak.run("journalctl", "--no-pager", "-u", unit).stdout
    assert (kotak.property(unit, "Result"), kotak.property(unit, "ConditionResult")) == ("success", "yes")


def test_debian_s_security_updates_are_allowed_to_come_and_nothing_else_is_asked_for(kotak: Mesin) -> None:
    said = kotak.run("unattended-upgrade", "--dry-run", "--debug")
    allowed = re.search(r"Allowed origins are: (.*)", said.stdout + said.stderr)
    assert allowed and "codename=bookworm-security,label=Debian-Security" in allowed[1]
    settings = kotak.run("apt-config", "dump").stdout
    for line in ('APT::Periodic::Update-Package-Lists "1";', 'APT::Periodic::Unattended-Upgrade "1";',
                 'Unattended-Upgrade::Automatic-Reboot "false";'):  # fmt: skip
        assert line in settings
    assert kotak.run("systemctl", "is-enabled", "apt-daily-upgrade.timer").stdout.strip() == "enabled"


def test_ssh_takes_keys_only(kotak: Mesin) -> None:
    lines = kotak.run("sshd", "-T").stdout.splitlines()
    assert {"passwordauthentication no", "kbdinteractiveauthentication no", "permitemptypasswords no"} <= set(lines)
    assert {"permitrootlogin without-password", "permitrootlogin prohibit-password"} & set(lines)
