"""Templates of image-build with `@nama@` in them, filled in. A name that nobody gives is an error of ours: KeyError."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from installer.answers import Answers, families

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "image-build"
HOLE = re.compile(r"@([a-z_]+)@")
PORTS = {"port_http": "80", "port_https": "443"}
PLACES = {
    "log": "/var/log/nginx", "tls": "/etc/ekinerja/tls", "acme": "/var/lib/ekinerja-acme",
    "rilis": "/opt/ekinerja/kini", "soket": "/run/ekinerja/web.sock",
    "pid": "/run/nginx.pid",
}  # fmt: skip
HSTS = 'add_header Strict-Transport-Security "max-age=31536000" always;\n'


def fill(name: str, values: Mapping[str, str]) -> str:
    """The template image-build/<name> with its holes filled."""
    text = (BUILD / name).read_text(encoding="utf-8")
    return HOLE.sub(lambda hole: values[hole[1]], text)


def nginx(answers: Answers, *, ipv6: bool = True, version: tuple[int, ...] = (1, 22), **other: str) -> str:
    """The whole configuration for that `version` of nginx. `other` puts ports and places elsewhere, for tests."""
    values = {**PLACES, **PORTS, "alamat": answers["alamat"], "port_dorong": answers["port_dorong"], **other}
    own = answers["tls"] == "otoritas"
    apart = version >= (1, 25, 1)  # since then HTTP/2 is said apart from the port
    listen = _listen(values["port_https"], " ssl" if apart else " ssl http2", ipv6)
    values["dengar_https"] = listen + ("    http2 on;\n" if apart else "")
    values["dengar_http"] = _listen(values["port_http"], "", ipv6)
    values["otoritas"] = fill("nginx/otoritas.conf", values) if own else ""
    # Who must trust our own authority first has to be able to come in before it.
    page = fill("nginx/aman.conf", {**values, "hsts": "" if own else f"    {HSTS}"})
    pieces = [page, fill("nginx/alih.conf", values)]
    if answers.has("jaringan_mesin"):
        values["dengar_dorong"] = _listen(values["port_dorong"], "", ipv6)
        values["izin"] = "".join(f"    allow {one};\n" for one in answers.many("jaringan_mesin"))
        pieces.append(fill("nginx/mesin.conf", values))
    indented = "".join(pieces).replace("\n", "\n    ").replace("\n    \n", "\n\n").rstrip()
    return fill("nginx/nginx.conf", {**values, "bagian": f"    {indented}\n"})


def _listen(port: str, words: str, ipv6: bool) -> str:
    every = [port, f"[::]:{port}"] if ipv6 else [port]
    return "".join(f"    listen {one}{words} default_server;\n" for one in every)


def firewall(answers: Answers, **other: str) -> str:
    """The rules of nftables."""
    values = {**PORTS, **other}
    rules = []
    if answers.has("jaringan_mesin"):
        rules += ["# attendance machines that push", *_from(answers.many("jaringan_mesin"), answers["port_dorong"])]
    if answers.has("jaringan_admin"):
        rules += ["# the administrator", *_from(answers.many("jaringan_admin"), "22")]
    values["aturan"] = "".join(f"        {rule}\n" for rule in rules)
    return fill("firewall/nftables.conf", values)


def _from(networks: list[str], port: str) -> list[str]:
    four, six = families(networks)
    rules = [("ip", four), ("ip6", six)]
    return [f"{kind} saddr {{ {', '.join(some)} }} tcp dport {port} accept" for kind, some in rules if some]


def chrony(answers: Answers) -> str:
    """The clock's sources; without one chrony only keeps the battery clock and the system's together."""
    lines = []
    for name in answers.many("sumber_waktu"):
        lines.append(f"{'pool' if '.pool.' in f'.{name}' else 'server'} {name} iburst\n")
    return fill("chrony/chrony.conf", {"sumber": "".join(lines) or "# no source was given\n"})


def backup_folder(answers: Answers) -> str:
    """Where the backups lie: the folder that was named, or the one on which their disk is mounted."""
    named = answers["cadangan"]
    return "/srv/cadangan" if named.startswith("/dev/") or not named.startswith("/") else named.rstrip("/")


def settings(answers: Answers) -> str:
    """The environment of our services. What this version does not know would keep it from starting."""
    lines = {
        "EKINERJA_DATA": "/var/lib/ekinerja",
        "EKINERJA_SOKET": PLACES["soket"],
        "EKINERJA_SERTIFIKAT": f"{PLACES['tls']}/sertifikat.pem",
        "EKINERJA_KABUPATEN": f'"{answers["kabupaten"]}"',
        "EKINERJA_ZONA": answers["zona"],
    }
    if answers.has("cadangan"):
        lines["EKINERJA_CADANGAN"] = backup_folder(answers)
    if answers.has("cadangan_kedua"):
        lines["EKINERJA_CADANGAN_KEDUA"] = f'"{answers["cadangan_kedua"]}"'
    known = (ROOT / "appliance/settings.py").read_text(encoding="utf-8")
    lines = {name: text for name, text in lines.items() if f'"{name.removeprefix("EKINERJA_").lower()}":' in known}
    return "# Written by scripts/install.\n" + "".join(f"{name}={text}\n" for name, text in lines.items())
