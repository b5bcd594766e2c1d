"""The screen with its keyboard and the serial line: what is said is said on both, and either may answer."""

from __future__ import annotations

import os
import pty
import select
import termios
import textwrap
import time
from collections.abc import Callable, Iterable

LINES = ("/dev/tty1", "/dev/ttyS0")
WIDTH = 76


class Screen:
    def __init__(self, lines: Iterable[str] = LINES) -> None:
        self._open = [handle for handle in map(_open, lines) if handle is not None]
        self._typed = dict.fromkeys(self._open, b"")

    def say(self, text: str = "") -> None:
        """Say it, folded to the width of the screen; a code is never broken at its hyphens."""
        for line in text.splitlines() or [""]:
            inside = " " * (len(line) - len(line.lstrip()))
            self._write(
                "\n".join(textwrap.wrap(line, WIDTH, subsequent_indent=inside, break_on_hyphens=False) or [""]) + "\n"
            )

    def clear(self) -> None:
        self._write("\033[2J\033[H")

    def ask(self, prompt: str) -> str:
        """A line typed by a person, however long that takes."""
        self._write(prompt)
        while (line := self.listen(3600)) is None:
            pass
        return line

    def listen(self, seconds: float, until: Callable[[], bool] = lambda: False) -> str | None:
        """A line if somebody types one within `seconds`; None at the end of them, or once `until` holds."""
        end = time.monotonic() + seconds
        while not until() and (left := end - time.monotonic()) > 0:
            for handle in select.select(self._open, [], [], min(left, 2))[0]:
                self._typed[handle] += _read(handle)
                line, found, rest = self._typed[handle].partition(b"\n")
                if found:
                    self._typed[handle] = rest
                    return line.decode("utf-8", "replace").strip()
        return None

    def run(self, command: list[str], environment: dict[str, str]) -> int:
        """Run a program that talks to a person, as if it had a terminal of its own; gives its exit code."""
        pid, handle = pty.fork()
        if pid == 0:
            os.execve(command[0], command, environment)
        how = termios.tcgetattr(handle)
        how[3] &= ~termios.ECHO  # what is typed was shown where it was typed
        termios.tcsetattr(handle, termios.TCSANOW, how)
        while True:
            for ready in select.select([handle, *self._open], [], [], 5)[0]:
                data = _read(ready)
                if ready != handle:
                    os.write(handle, data)
                elif data:
                    self._write(data.decode("utf-8", "replace").replace("\r\n", "\n"))
                else:
                    os.close(handle)
                    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

    def _write(self, text: str) -> None:
        data = text.encode()
        for handle in self._open:
            try:
                os.write(handle, data)
            except OSError:  # a serial line that is only there by name
                self._open.remove(handle)


def _open(name: str) -> int | None:
    """Open a line for a person; None where there is none."""
    try:
        handle = os.open(name, os.O_RDWR | os.O_NOCTTY)
        how = termios.tcgetattr(handle)
    except (OSError, termios.error):
        return None
    how[0] |= termios.ICRNL
    how[1] |= termios.OPOST | termios.ONLCR
    how[3] |= termios.ICANON | termios.ECHO | termios.ECHOE
    termios.tcsetattr(handle, termios.TCSANOW, how)
    return handle


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 4096)
    except OSError:
        time.sleep(1)
        return b""
