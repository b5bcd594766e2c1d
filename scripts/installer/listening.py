"""What listens on this machine beside what docs/OPERASI.md names: somebody else's program, said at the installation."""

from __future__ import annotations

import socket
import struct

from installer.answers import Answers
from installer.render import PORTS
from installer.system import System

# The kernel's words for a socket that waits for anybody: TCP's LISTEN, and UDP without a partner.
WAITING = {"tcp": "0A", "udp": "07"}
DHCP = {"68/udp", "546/udp"}  # asks for this machine's address


def named(answers: Answers) -> set[str]:
    """The ports that these answers open, as the table of docs/OPERASI.md has them."""
    found = {f"{port}/tcp" for port in PORTS.values()} | DHCP
    if answers.has("jaringan_mesin"):
        found.add(f"{answers['port_dorong']}/tcp")
    if answers.has("jaringan_admin"):
        found.add("22/tcp")
    if answers.has("ups"):
        found.add("3493/tcp")
    return found


def others(system: System, answers: Answers) -> list[str]:
    """`25/tcp di 127.0.0.1` for each that is not named."""
    known, found = named(answers), set()
    for kind, waiting in WAITING.items():
        for family in ("", "6"):
            path = system.path(f"/proc/net/{kind}{family}")
            for line in path.read_text(encoding="ascii").splitlines()[1:] if path.exists() else ():
                words = line.split()
                address, _, port = words[1].partition(":")
                name = f"{int(port, 16)}/{kind}"
                if words[3] == waiting and name not in known:
                    found.add(f"{name} di {_address(address)}")
    return sorted(found)


def _address(text: str) -> str:
    """The kernel writes an address as numbers of four bytes in the order of its processor."""
    words = [int(text[start : start + 8], 16) for start in range(0, len(text), 8)]
    return socket.inet_ntop(
        socket.AF_INET if len(words) == 1 else socket.AF_INET6, struct.pack(f"={len(words)}I", *words)
    )


def tell(system: System, answers: Answers) -> None:
    """Say so and go on: it is not ours, and the firewall lets nobody in to it from outside."""
    if found := others(system, answers):
        system.say(f"Perhatian: di mesin ini ada yang lain yang mendengarkan jaringan: {'; '.join(found)}. "
                   "`ss -ltnup` menyebut programnya; copot bila tidak diperlukan.")  # fmt: skip
