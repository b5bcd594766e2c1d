"""Debian packages: which are needed for which answers, and what is missing of them."""

from __future__ import annotations

from installer.answers import Answers
from installer.refused import Refused
from installer.render import BUILD
from installer.system import System

# Debian releases whose packages and Python were tried.
KNOWN = {"12": "bookworm", "13": "trixie"}


def listed(name: str) -> list[str]:
    """The packages of image-build/packages/<name>.txt."""
    lines = (BUILD / "packages" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def wanted(answers: Answers | None) -> list[str]:
    names = [package for path in sorted((BUILD / "packages").glob("*.txt")) if path.stem[0] != "_"
             for package in listed(path.stem)]  # fmt: skip
    if answers is None:
        return names
    if answers["tls"].startswith("acme"):
        names.append("certbot")
    if answers["tls"] == "acme-dns":
        names.append(f"python3-certbot-dns-{answers['acme_dns']}")
    if answers.has("ups"):
        names += ["nut-client", "nut-server"]
    if answers.has("jaringan_admin"):
        names.append("openssh-server")
    return names


def missing(system: System, names: list[str]) -> list[str]:
    asked = system.run("dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *names, check=False).stdout
    there = {line.split()[0] for line in asked.splitlines() if line.endswith(" installed")}
    return [name for name in dict.fromkeys(names) if name not in there]


def install(system: System, names: list[str]) -> None:
    lacking = missing(system, names)
    if not lacking:
        return
    system.note(f"memasang paket Debian: {' '.join(lacking)}")
    quietly = {"DEBIAN_FRONTEND": "noninteractive"}
    apt = ("apt-get", "-o", "DPkg::Lock::Timeout=300", "-q", "-y")
    keep = ("-o", "Dpkg::Options::=--force-confdef", "-o", "Dpkg::Options::=--force-confold")
    system.run(*apt, "update", env=quietly, check=False)
    system.run(*apt, *keep, "install", "--no-install-recommends", *lacking, env=quietly)


def must_be_debian(system: System) -> str:
    """`12` or `13`. Raises Refused elsewhere, before anything is changed."""
    path = system.path("/etc/os-release")
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    known = dict(line.split("=", 1) for line in lines if "=" in line)
    version = known.get("VERSION_ID", "").strip('"')
    if known.get("ID") != "debian" or version not in KNOWN:
        name = known.get("PRETTY_NAME", "tidak dikenal").strip('"')
        raise Refused(f"Perlu Debian 12 atau 13; yang ada: {name}. Tidak ada yang diubah.")
    return version
