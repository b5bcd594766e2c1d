"""One session with a network machine: pyzk speaks (connect, key, serial, clock, counts), this listens safely.

Nothing here changes a machine. The bulk read over this session is our own (`zk_bulk`), because pyzk's waits for ever
on a closed connection, misses answers cut in pieces and believes the machine's count.
"""

import socket
import struct
from datetime import datetime
from typing import Any

from zk import ZK
from zk.exception import ZKError, ZKErrorResponse, ZKNetworkError

from appliance.devices.zk_frames import FramedSocket, FrameError


class Unreachable(Exception):
    """Nobody answers at this address and port."""


class _NoProbe:
    """pyzk opens a second connection to try the port; many machines bear only one."""

    def test_tcp(self) -> int:
        return 0


class Session(ZK):
    """`deadline` is on `time.monotonic`'s clock. Raises Unreachable, FrameError and pyzk's ZKErrorResponse."""

    _ZK__sock: Any

    def __init__(self, alamat: str, port: int, kunci: int, *, deadline: float, idle_s: float) -> None:
        super().__init__(alamat, port=port, timeout=idle_s, password=kunci, ommit_ping=True)
        self._ZK__sock.close()  # made for UDP, never used
        self.helper = _NoProbe()
        self.address = (alamat, port)
        self.limits = {"deadline": deadline, "idle_s": idle_s}

    def _ZK__create_socket(self) -> None:  # noqa: N802 - pyzk's own name for it
        try:
            connection = socket.create_connection(self.address, timeout=min(10.0, self.limits["idle_s"]))
        except OSError as fault:
            raise Unreachable(str(fault)) from fault
        self.frames = FramedSocket(connection, **self.limits)
        self._ZK__sock = self.frames

    def begin(self) -> None:
        _plainly(self.connect)

    def serial(self) -> str:
        return str(_plainly(self.get_serialnumber)).strip("\x00 ")

    def clock(self) -> datetime | None:
        """The machine's own time, or None when it does not say (some answer with nothing, or with 30 February)."""
        try:
            told = _plainly(self.get_time)
        except (ZKErrorResponse, struct.error, ValueError):
            return None
        return told if isinstance(told, datetime) else None

    def counts(self) -> tuple[int, int, int] | None:
        """(users, records, capacity for records), or None when the machine does not say."""
        self.records = -1
        _plainly(self.read_sizes)
        return (self.users, self.records, self.rec_cap) if self.records >= 0 else None

    def ask(self, command: int, payload: bytes) -> tuple[int, bytes]:
        """One request and the code and data of its answer."""
        _plainly(self._ZK__send_command, command, payload, 1 << 24)
        return self._ZK__response, self._ZK__data

    def release(self) -> None:
        """Let the machine forget the copy of its log that it made for this read."""
        _plainly(self.free_data)

    def leave(self) -> None:
        """Say goodbye; a machine that no longer listens is no error."""
        try:
            self.disconnect()
        except (ZKError, FrameError, OSError, struct.error):
            pass
        finally:
            if hasattr(self, "frames"):
                self.frames.close()


def _plainly(ask: Any, *arguments: Any) -> Any:
    """pyzk wraps every network fault in its own; give the real one back."""
    try:
        return ask(*arguments)
    except ZKNetworkError as wrapped:
        raise wrapped.__context__ if isinstance(wrapped.__context__, FrameError) else FrameError("rusak") from wrapped
