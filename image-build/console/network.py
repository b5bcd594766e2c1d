"""The address of the box in its network: asked from the network, or fixed. The two lines of an answer file that are the
image's own; all other lines are scripts/install's."""

from __future__ import annotations

import ipaddress
import subprocess
from pathlib import Path

OWN = ("ip", "gerbang", "dns")
FILE = Path("/etc/systemd/network/10-kotak.network")


class Wrong(Exception):
    """What is wrong with an answer, for the person who gave it."""


def split(text: str) -> tuple[dict[str, str], str]:
    """Our own answers, and the text without them but with the same line numbers."""
    own, rest = {}, []
    for line in text.removeprefix("\ufeff").splitlines():
        name, sign, value = (piece.strip() for piece in line.partition("="))
        if sign and name in OWN:
            own[name] = value.strip('"').strip()
            line = "#"
        rest.append(line)
    return own, "\n".join(rest) + "\n"


def settings(own: dict[str, str]) -> str | None:
    """The text of the network file; None for an address that the network gives. Raises Wrong with name and reason."""
    if own.get("ip", "otomatis") == "otomatis":
        if set(own) - {"ip"}:
            raise Wrong("gerbang, dns: hanya dipakai bersama ip yang tetap; hapus, atau isi ip")
        return None
    try:
        address = ipaddress.IPv4Interface(own["ip"])
    except ValueError:
        raise Wrong(f"ip: {own['ip']} bukan alamat; isi otomatis, atau misalnya 192.168.1.10/24") from None
    if "/" not in own["ip"] or address.network.prefixlen > 30:
        raise Wrong("ip: tambahkan ukuran jaringannya, misalnya /24")
    lines = [f"Address={address}"]
    for name, key in (("gerbang", "Gateway"), ("dns", "DNS")):
        for one in own.get(name, "").replace(",", " ").split():
            try:
                found = ipaddress.IPv4Address(one)
            except ValueError:
                raise Wrong(f"{name}: {one} bukan alamat, misalnya 192.168.1.1") from None
            if key == "Gateway" and found not in address.network:
                raise Wrong(f"gerbang: {one} tidak berada di jaringan {address.network}")
            lines.append(f"{key}={found}")
    return "[Match]\nType=ether\n\n[Network]\nDHCP=no\nLLMNR=no\nMulticastDNS=no\n" + "\n".join(lines) + "\n"


def apply(text: str | None) -> None:
    """Have the address in force now and after every start."""
    if text is None:
        FILE.unlink(missing_ok=True)
    else:
        fresh = FILE.with_suffix(".baru")
        fresh.write_text(text, encoding="ascii")
        fresh.chmod(0o644)
        fresh.replace(FILE)
    subprocess.run(["networkctl", "reload"], check=False, capture_output=True)
    for card in Path("/sys/class/net").glob("e*"):
        subprocess.run(["networkctl", "reconfigure", card.name], check=False, capture_output=True)
