"""Writes a made machine's log as its own USB export."""

from pathlib import Path

from appliance.devices.simulator.machine import Machine


def write_attlog(machine: Machine, path: Path, *, framed: bool = False) -> int:
    """Six columns, PINs padded to nine, CRLF; `framed` adds the line of the serial and the checksum line of older
    machines. Returns the number of punches."""
    entries = machine.entries()
    lines = [f"{entry.pin:>9}\t{entry.waktu:%Y-%m-%d %H:%M:%S}\t1\t{entry.key}\t{entry.verify}\t0" for entry in entries]
    if framed:
        total = sum(sum(line.encode()) for line in lines)
        lines = [machine.serial, *lines, f"{total & 0xFFFFFFFF:08X}"]
    path.write_bytes("".join(f"{line}\r\n" for line in lines).encode())
    return len(entries)
