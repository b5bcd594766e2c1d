"""The first half of an installation: packages, our user, the program, the units. It asks nothing and starts nothing, so
it also works in a chroot in which an image is made."""

from __future__ import annotations

from pathlib import Path

from installer import packages, release
from installer.answers import Answers
from installer.render import BUILD, ROOT
from installer.system import System

USER = "ekinerja"
DATA = "/var/lib/ekinerja"
SETTINGS = "/etc/ekinerja"
SIGNERS = f"{SETTINGS}/penanda-rilis"
# Units that come with the machine's start. What is not there (yet) is passed over.
STARTED = (
    "ekinerja-web.service", "ekinerja-work.service", "ekinerja-pembaruan.service", "ekinerja-sertifikat.timer",
    "ekinerja-cadangan.timer", "nginx.service", "nftables.service", "chrony.service",
)  # fmt: skip


def lay(system: System, tree: Path, answers: Answers | None = None) -> str:
    """Everything that needs no answer; gives the version that was laid and is now in use."""
    packages.must_be_debian(system)
    units(system)  # before the packages: Debian starts a service as it installs it, and nginx is to wait for ours
    packages.install(system, packages.wanted(answers))
    make_user(system)
    version = release.lay(system, tree)
    release.switch(system, version)
    enable(system)
    return version


def make_user(system: System) -> None:
    if system.run("getent", "passwd", USER, check=False).returncode != 0:
        system.note(f"membuat pengguna {USER}, tanpa kata sandi dan tanpa shell")
        system.run("useradd", "--system", "--user-group", "--no-create-home", "--home-dir", DATA,
                   "--shell", "/usr/sbin/nologin", USER)  # fmt: skip
    system.folder(SETTINGS)
    system.folder(DATA, 0o700, f"{USER}:{USER}")
    system.folder("/var/lib/ekinerja-acme")


def units(system: System) -> None:
    """Units, the folder of the socket, Debian's updates: the same on every box. Run again after an update."""
    for path in sorted((BUILD / "units").rglob("*")):
        if path.is_file():
            system.write(f"/etc/systemd/system/{path.relative_to(BUILD / 'units')}", path.read_bytes())
    laid = {path.name for path in (BUILD / "units").iterdir()}
    for path in sorted(system.path("/etc/systemd/system").glob("ekinerja*")):
        if path.is_file() and path.name not in laid:
            system.systemctl("disable", path.name, check=False)
            path.unlink()
            system.note(f"dihapus, tidak dipakai lagi: {path.name}")
    system.write("/etc/tmpfiles.d/ekinerja.conf", (BUILD / "tmpfiles/ekinerja.conf").read_bytes())
    system.write("/etc/apt/apt.conf.d/52ekinerja", (BUILD / "apt/52ekinerja").read_bytes())
    signers = ROOT / release.SIGNERS
    if signers.exists():
        system.write(SIGNERS, signers.read_bytes())
    system.write("/etc/systemd/journald.conf.d/ekinerja.conf", (BUILD / "journald/ekinerja.conf").read_bytes())


def enable(system: System) -> None:
    """Have our units started with the machine; `systemctl enable` needs no running systemd for this."""
    for unit in STARTED:
        if not _is_enabled(system, unit) and system.systemctl("enable", unit, check=False).returncode == 0:
            system.note(f"dinyalakan bersama mesin: {unit}")


def _is_enabled(system: System, unit: str) -> bool:
    return system.systemctl("is-enabled", unit, check=False).stdout.strip().endswith("enabled")
