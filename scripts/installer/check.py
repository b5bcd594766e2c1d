"""What was written, looked at by those who must understand it: nginx, nft, systemd, sshd."""

from __future__ import annotations

import re
import shutil

from installer.answers import Answers
from installer.lay import SETTINGS
from installer.refused import Refused
from installer.system import System


def checks(answers: Answers) -> list[tuple[str, tuple[str, ...]]]:
    """A name and a command each; each ends with 0 when all is well."""
    found = [
        ("nginx", ("nginx", "-t", "-q", "-c", f"{SETTINGS}/nginx.conf")),
        ("nftables", ("nft", "-c", "-f", "/etc/nftables.conf")),
        ("chrony", ("chronyd", "-p", "-f", "/etc/chrony/chrony.conf")),
    ]
    if answers.has("jaringan_admin"):
        found.append(("ssh", ("sh", "-c", "mkdir -p /run/sshd && sshd -t")))
    return found


def check(system: System, answers: Answers) -> None:
    """Raises Refused naming every configuration that its own program does not accept."""
    wrong = []
    for name, command in checks(answers):
        done = system.run(*command, check=False)
        if done.returncode != 0 and not (name == "nftables" and _needs_kernel(done.stdout)):
            wrong += [f"{name}: {line}" for line in done.stdout.strip().splitlines()[-5:]]
    wrong += [f"systemd: {line}" for line in units(system)]
    if wrong:
        raise Refused("Pemeriksaan menemukan yang belum betul:", wrong)
    system.say("Diperiksa: nginx, firewall, jam, dan layanan dapat dibaca tanpa kesalahan.")


def _needs_kernel(said: str) -> bool:
    """In a chroot or a container the kernel may not let even root look at its rules."""
    return "Operation not permitted" in said or "cache initialization failed" in said


def units(system: System) -> list[str]:
    """What systemd finds wrong with our units."""
    if shutil.which("systemd-analyze") is None:
        return []
    laid = sorted(system.path("/etc/systemd/system").glob("ekinerja-*"))
    said = system.run("systemd-analyze", "verify", "--man=no", *(str(path) for path in laid), check=False).stdout
    return [line for line in said.splitlines() if "ekinerja" in line and not _waits(system, line)]


def _waits(system: System, line: str) -> bool:
    """A program that a unit does not need, or whose absence keeps the unit from starting, is no fault."""
    found = re.match(r"(\S+): Command (\S+) is not executable: No such file", line)
    if found is None:
        return False
    text = system.path(f"/etc/systemd/system/{found[1]}").read_text(encoding="utf-8")
    return f"ConditionPathExists={found[2]}" in text or f"=-+{found[2]}" in text
