"""The machines: which office has which, on which road, and three that a simulator serves."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import dataclass

from appliance.demo.kantor import Kantor
from appliance.demo.orang import Orang

# for examples of what goes wrong: a machine that fell silent, an export that nobody brought
SILENT, NOT_BROUGHT = "DISHUB", "KEC-SUNGAI-RUMBAI"
# offices where some of the newest people have no PIN on record though they use the machine
UNKNOWN_PINS = ("DISNAKERTRANS", "DPMD")
# office -> size of its records; each of the three kinds of firmware is shown once
SIMULATED = {"BKPSDM": "40", "DISKOMINFO": "16", "SETDA": "8"}
FIRST_PORT = 14370
# RFC 5737: an address for examples, where nothing ever answers
NOWHERE = "192.0.2.17"


@dataclass(frozen=True, slots=True)
class Alat:
    """A machine. `wilayah` is the kecamatan whose schools it serves, empty for an office's own."""

    sn: str
    opd: str
    jalur: str
    alamat: str = ""
    port: int = 4370
    kunci: str = ""
    ukuran: str = ""
    wilayah: str = ""


def machines(offices: list[Kantor]) -> list[Alat]:
    """One machine for each office that has any; the dinas of education has one more in every kecamatan."""
    ports = free_ports()
    found: list[Alat] = []
    for kantor in offices:
        if kantor.jalur == "manual":
            continue
        for place in ("", *(kantor.kecamatan if kantor.pola == "pendidikan" else ())):
            sn = f"MKM24{len(found) + 1:05d}"
            if kantor.kode in SIMULATED:
                found.append(_simulated(sn, kantor.kode, next(ports)))
            else:
                address = NOWHERE if kantor.jalur == "lan" else ""
                found.append(Alat(sn, kantor.kode, kantor.jalur, address, wilayah=place))
    return found


def _simulated(sn: str, opd: str, port: int) -> Alat:
    return Alat(sn, opd, "lan", "127.0.0.1", port, kunci=str(100_000 + port), ukuran=SIMULATED[opd])


def free_ports() -> Iterator[int]:
    """Ports from FIRST_PORT on to which nobody listens now."""
    for port in range(FIRST_PORT, 65536):
        try:
            with socket.create_server(("127.0.0.1", port)):
                pass
        except OSError:
            continue
        yield port


def machine_of(person: Orang, of_office: list[Alat]) -> Alat:
    """Where a person puts the finger: at a school the machine of its kecamatan, else the office's own."""
    return next((a for a in of_office if a.wilayah and f" {person.sekolah}".endswith(f" {a.wilayah}")), of_office[0])
