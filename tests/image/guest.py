"""A PC for the image: QEMU without KVM, with a serial line, keys, a screen to look at and a plug to pull."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

UEFI = Path("/usr/share/OVMF/OVMF_CODE_4M.fd")
UEFI_VARIABLES = Path("/usr/share/OVMF/OVMF_VARS_4M.fd")
NEEDED = ("qemu-system-x86_64", "qemu-img", "mmdebstrap", "mcopy", "sfdisk")
NETWORK = "10.77.0"  # the guest is .2 in it, whether it asks or was told
KEYS = {" ": "spc", "\n": "ret", ".": "dot", "-": "minus", "/": "slash", ",": "comma"}


def missing() -> list[str]:
    return [name for name in NEEDED if shutil.which(name) is None]


def new_disk(image: Path, disk: Path, size: str = "8G") -> Path:
    """A fresh disk onto which the image was written; only what the guest writes takes room."""
    disk.unlink(missing_ok=True)
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", "-b", image, "-F", "raw", disk, size], check=True)
    return disk


def stick(path: Path, files: dict[str, str]) -> Path:
    """A USB stick with these files, as Windows formats it."""
    path.unlink(missing_ok=True)
    with path.open("wb") as file:
        file.truncate(64 << 20)
    subprocess.run(["mkfs.vfat", "-F", "32", "-n", "STIK", path], check=True, stdout=subprocess.DEVNULL)
    for name, text in files.items():
        subprocess.run(["mcopy", "-i", path, "-", f"::{name}"], input=text.encode(), check=True)
    return path


def as_heard(words: str) -> re.Pattern[str]:
    """The serial line under QEMU says a letter twice now and then."""
    return re.compile("".join(f"(?:{re.escape(letter)}){{1,2}}" for letter in words))


class Guest:
    """A running guest. `ports` maps ports of 127.0.0.1 here to ports of the guest."""

    def __init__(self, folder: Path, disk: Path, *, ports: dict[int, int] | None = None, uefi: bool = False,
                 memory: int = 512, sticks: Sequence[Path] = (), tap: str = "") -> None:  # fmt: skip
        self.folder = folder
        self.serial = folder / "serial.log"
        for path in (self.serial, folder / "serial", folder / "qmp"):
            path.unlink(missing_ok=True)
        self._monitor = folder / "qmp"
        self._plug = folder / "serial"
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            self._command(disk, ports or {}, uefi, memory, sticks, tap),
            stdin=subprocess.DEVNULL, stdout=(folder / "qemu.log").open("wb"), stderr=subprocess.STDOUT,
        )  # fmt: skip
        self._line = self._plug_in()

    def _command(self, disk: Path, ports: dict[int, int], uefi: bool, memory: int, sticks: Sequence[Path],
                 tap: str) -> list[str]:  # fmt: skip
        forwards = "".join(f",hostfwd=tcp:127.0.0.1:{here}-{NETWORK}.2:{there}" for here, there in ports.items())
        kind = "qcow2" if disk.suffix == ".qcow2" else "raw"
        command = [
            "qemu-system-x86_64", "-machine", "q35", "-cpu", "qemu64", "-smp", "1", "-m", str(memory),
            # The guest's clock counts its instructions: a busy machine makes it slow, never late.
            "-icount", "shift=1,sleep=on", "-nodefaults", "-vga", "std", "-display", "none",
            "-device", "qemu-xhci,id=usb",
            "-drive", f"file={disk},format={kind},if=none,id=disk", "-device", "ide-hd,drive=disk,bootindex=0",
            "-chardev", f"socket,id=line,path={self._plug},server=on,wait=off,logfile={self.serial}",
            "-serial", "chardev:line", "-qmp", f"unix:{self._monitor},server=on,wait=off",
        ]  # fmt: skip
        user = f"user,id=net,net={NETWORK}.0/24,host={NETWORK}.1,dhcpstart={NETWORK}.2{forwards}"
        # A tap lies in a network name space of its own, named as it is.
        wire = f"tap,id=net,ifname={tap},script=no,downscript=no" if tap else user
        command += ["-netdev", wire, "-device", "e1000e,netdev=net,romfile="]
        if tap:
            command = ["ip", "netns", "exec", tap, *command]
        for number, path in enumerate(sticks):
            command += ["-drive", f"file={path},format=raw,if=none,id=stick{number}",
                        "-device", f"usb-storage,bus=usb.0,drive=stick{number},id=usb{number}"]  # fmt: skip
        if uefi:
            variables = self.folder / "uefi.fd"
            shutil.copy(UEFI_VARIABLES, variables)
            command += ["-drive", f"if=pflash,format=raw,readonly=on,file={UEFI}",
                        "-drive", f"if=pflash,format=raw,file={variables}"]  # fmt: skip
        return command

    def said(self) -> str:
        """What the guest wrote to its serial line so far."""
        return self.serial.read_text("utf-8", "replace") if self.serial.exists() else ""

    def wait_for(self, words: str, seconds: float = 600, times: int = 1) -> str:
        """Until `words` stand on the serial line; gives all that was said. The limit only ends a hopeless wait."""
        until, heard = time.monotonic() + seconds, as_heard(words)
        while len(heard.findall(self.said())) < times:
            assert self.process.poll() is None, (self.folder / "qemu.log").read_text()
            assert time.monotonic() < until, f"{words!r} was never said:\n{self.said()[-3000:]}"
            time.sleep(0.1)  # a boot menu stands two seconds
        return self.said()

    def ask(self, command: str, **arguments: Any) -> Any:
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(str(self._monitor))
            with line.makefile("rwb", buffering=0) as talk:
                talk.readline()
                for sent in ({"execute": "qmp_capabilities"}, {"execute": command, "arguments": arguments}):
                    talk.write(json.dumps(sent).encode() + b"\n")
                    while "event" in (answer := json.loads(talk.readline())):
                        pass
        assert "error" not in answer, answer
        return answer.get("return")

    def type(self, text: str) -> None:
        """Keys of the keyboard at the screen."""
        for letter in text:
            key = KEYS.get(letter, letter.lower())
            keys = [{"type": "qcode", "data": name} for name in (["shift", key] if letter.isupper() else [key])]
            self.ask("send-key", keys=keys)
            time.sleep(0.1)

    def _plug_in(self) -> socket.socket:
        """The other end of the serial line. It stays in: unplugged in mid-word, QEMU says a letter twice."""
        line, until = socket.socket(socket.AF_UNIX), time.monotonic() + 60
        while not self._plug.exists() or line.connect_ex(str(self._plug)):
            assert self.process.poll() is None and time.monotonic() < until, (self.folder / "qemu.log").read_text()
            time.sleep(0.05)
        threading.Thread(target=_drain, args=(line,), daemon=True).start()
        return line

    def write_line(self, text: str) -> None:
        """A line typed at the serial line."""
        self._line.sendall(f"{text}\n".encode())

    def picture(self, path: Path) -> Path:
        self.ask("screendump", filename=str(path), format="png")
        return path

    def press(self, *names: str) -> None:
        """Single keys by their names, such as `down` and `ret`."""
        for name in names:
            self.ask("send-key", keys=[{"type": "qcode", "data": name}])
            time.sleep(0.3)

    def cpu_seconds(self) -> float:
        """What the guest has cost so far: the measure of a start that other work beside it does not change."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def pull_stick(self, name: str | int = 0) -> None:
        """One that was in at the start, by its number, or one that was plugged in, by its name."""
        self.ask("device_del", id=f"usb{name}" if isinstance(name, int) else f"usb-{name}")

    def plug_stick(self, path: Path, unreadable: bytes = b"") -> None:
        """Plug it in; with `unreadable` the sector in which these bytes stand gives an error, as when it is pulled."""
        node, file = f"tancap{path.stem}", {"driver": "file", "filename": str(path)}
        if unreadable:
            rule = {"event": "read_aio", "errno": 5, "sector": path.read_bytes().index(unreadable) // 512}
            file = {"driver": "blkdebug", "image": file, "inject-error": [rule]}
        self.ask("blockdev-add", **{"driver": "raw", "node-name": node, "file": file})
        self.ask("device_add", driver="usb-storage", bus="usb.0", drive=node, id=f"usb-{path.stem}")

    def choose(self, words: str, entry: int, picture: Path | None = None) -> None:
        """Take an entry of the boot menu, counted from 0, once `words` of the menu were said."""
        self.wait_for(words, 600)
        self.press(*["down"] * entry)
        if picture:
            self.picture(picture)
        self.press("ret")

    def cable(self, *, plugged: bool) -> None:
        self.ask("set_link", name="net", up=plugged)

    def first_start(self, seconds: float = 3600) -> None:
        """Until the codes of the first start stand there and are written down, and the box serves."""
        self.wait_for("Tulis kode di atas", seconds)
        self.write_line("")
        self.wait_for("melayani", seconds)

    def cut_power(self) -> None:
        """SIGKILL: what was not written by then is not written."""
        self.process.kill()
        self.process.wait()

    def press_power_button(self, seconds: float = 300) -> None:
        self.ask("system_powerdown")
        self.process.wait(seconds)


def _drain(line: socket.socket) -> None:
    """What is said stands in the log; a line that nobody reads would stop the guest."""
    with line, suppress(OSError):
        while line.recv(65536):
            pass


@contextmanager
def running(folder: Path, disk: Path, **kind: Any) -> Iterator[Guest]:
    guest = Guest(folder, disk, **kind)
    try:
        yield guest
    finally:
        if guest.process.poll() is None:
            guest.cut_power()
