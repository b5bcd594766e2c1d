"""The second half: what the answers decide. Run again it repairs; it says what it changed and leaves the rest alone."""

from __future__ import annotations

import re
import secrets
from pathlib import Path

from installer import certificate, render
from installer.answers import Answers
from installer.lay import SETTINGS, USER
from installer.render import BUILD
from installer.system import System

KEPT = f"{SETTINGS}/jawaban"
SAVED_HOUR = "/etc/default/fake-hwclock"
ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}


def fill(system: System, answers: Answers) -> None:
    """Settings, keys, doors and clock of this box, written; nothing is started yet."""
    system.folder(certificate.FOLDER)
    answers = certificate.kept(system, answers)
    system.write(KEPT, answers.text(), 0o600)
    _settings(system, answers)
    _zone(system, answers)
    certificate.provide(system, answers)
    system.write(f"{SETTINGS}/nginx.conf", render.nginx(answers, ipv6=_has_ipv6(), version=_nginx(system)))
    _replace(system, "/etc/nftables.conf", render.firewall(answers))
    _replace(system, "/etc/chrony/chrony.conf", render.chrony(answers))
    _replace(system, SAVED_HOUR, (BUILD / f"disk/system{SAVED_HOUR}").read_text(encoding="utf-8"))
    if answers.has("jaringan_admin"):
        _ssh(system, answers)
    if answers.has("ups"):
        _ups(system, answers)
    if answers.has("cadangan"):
        _disk(system, answers["cadangan"])


def _settings(system: System, answers: Answers) -> None:
    """Ours are written anew; a variable that somebody added by hand stays."""
    mine = {"EKINERJA_CADANGAN", "EKINERJA_CADANGAN_KEDUA"}  # an answer that was taken back leaves nothing behind
    fresh = render.settings(answers)
    path = system.path(f"{SETTINGS}/ekinerja.env")
    ours = mine | {line.split("=")[0] for line in fresh.splitlines()}
    before = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    added = [line for line in before if "=" in line and line.split("=")[0] not in ours and not line.startswith("#")]
    system.write(f"{SETTINGS}/ekinerja.env", fresh + "".join(f"{line}\n" for line in added), 0o640, f"root:{USER}")


def _zone(system: System, answers: Answers) -> None:
    name = ZONES[answers["zona"]]
    system.link("/etc/localtime", f"/usr/share/zoneinfo/{name}")
    system.write("/etc/timezone", f"{name}\n")


def _nginx(system: System) -> tuple[int, ...]:
    said = re.search(r"nginx/([0-9.]+)", system.run("nginx", "-v", check=False).stdout)
    return tuple(int(part) for part in said[1].split(".")) if said else (1, 22)


def _has_ipv6() -> bool:
    return Path("/proc/net/if_inet6").exists()


def _replace(system: System, name: str, text: str, mode: int = 0o644, owner: str = "root:root") -> None:
    """Write over a file of Debian's; the original stays beside it."""
    system.keep_original(name)
    system.write(name, text, mode, owner)


def _ssh(system: System, answers: Answers) -> None:
    system.write("/etc/ssh/sshd_config.d/ekinerja.conf", (BUILD / "sshd/ekinerja.conf").read_bytes())
    # A disk image brings none along, so that no two boxes have the same; what is there stays.
    if system.run("ssh-keygen", "-A", "-f", str(system.root)).stdout.strip():
        system.note("kunci ssh kotak ini dibuat")
    if not answers.has("kunci_ssh"):
        return
    path = system.path("/root/.ssh/authorized_keys")
    there = path.read_text(encoding="utf-8") if path.exists() else ""
    if answers["kunci_ssh"] not in there.splitlines():
        system.folder("/root/.ssh", 0o700)
        system.write("/root/.ssh/authorized_keys", f"{there.rstrip()}\n{answers['kunci_ssh']}\n".lstrip(), 0o600)


def _ups(system: System, answers: Answers) -> None:
    users = system.path("/etc/nut/upsd.users")
    found = re.search(r"password = (\S+)\n    upsmon primary", users.read_text("utf-8")) if users.exists() else None
    values = {"ups": answers["ups"], "sandi": found[1] if found else secrets.token_hex(16)}
    for name in ("nut.conf", "ups.conf", "upsd.conf", "upsd.users", "upsmon.conf"):
        _replace(system, f"/etc/nut/{name}", render.fill(f"nut/{name}", values), 0o640, "root:nut")


def _disk(system: System, what: str) -> None:
    """A disk of its own for the backups: mounted when it is there, and no reason to wait when it is not."""
    if what.startswith("/") and not what.startswith("/dev/"):
        text = f"# Written by scripts/install.\n[Service]\nReadWritePaths=-{what}\n"
        system.write("/etc/systemd/system/ekinerja-cadangan.service.d/tempat.conf", text)
        return
    kind, _, name = what.partition("=")
    device = f"/dev/disk/by-{kind.lower()}/{name}" if name else what
    system.write("/etc/systemd/system/srv-cadangan.mount", render.fill("mount/srv-cadangan.mount", {"disk": device}))
    system.systemctl("enable", "srv-cadangan.mount", check=False)
