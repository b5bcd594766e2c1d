"""Whole frames of the machines' protocol over TCP: 50 50 82 7D, length u32, then command, checksum, session, reply.

pyzk takes whatever one `recv` gives for a whole answer, and an ended connection for one more empty piece, for ever.
Here an answer is a whole frame or an error, and every wait ends at the deadline of the whole read.
"""

import socket
import struct
import time

_TOP = struct.Struct("<4sI")
_MARK = b"\x50\x50\x82\x7d"
_MAX_FRAME = 4 * 1024 * 1024


class FrameError(Exception):
    """The connection can't go on. `sebab` is a status: putus, waktu_habis or rusak."""

    def __init__(self, sebab: str) -> None:
        super().__init__(sebab)
        self.sebab = sebab


class FramedSocket:
    """Stands where pyzk expects its socket: one `send` is one request, one `recv` one whole answer.

    `deadline` is on the clock of `time.monotonic`; `idle_s` is the longest silence in seconds.
    """

    def __init__(self, sock: socket.socket, *, deadline: float, idle_s: float) -> None:
        self._sock = sock
        self._deadline = deadline
        self._idle_s = idle_s
        self._held = bytearray()
        self.answers = 0

    def send(self, packet: bytes) -> int:
        self._sock.settimeout(self._patience())
        try:
            self._sock.sendall(packet)
        except TimeoutError:
            raise FrameError("waktu_habis") from None
        except OSError:
            raise FrameError("putus") from None
        return len(packet)

    def recv(self, size: int) -> bytes:
        """The next frame with its top, cut at `size` as pyzk's requests of known length expect."""
        return self.frame()[:size]

    def frame(self) -> bytes:
        """The next whole frame with its top. Raises FrameError; what came of the frame stays for `rest`."""
        self._fill(_TOP.size)
        mark, length = _TOP.unpack_from(self._held)
        if mark != _MARK or not 8 <= length <= _MAX_FRAME:
            raise FrameError("rusak")
        self._fill(_TOP.size + length)
        frame = bytes(self._held[: _TOP.size + length])
        del self._held[: len(frame)]
        self.answers += 1
        return frame

    def rest(self) -> bytes:
        """The beginning of a frame that never ended."""
        return bytes(self._held) if self._held[:4] == _MARK else b""

    def settimeout(self, seconds: float) -> None:
        """pyzk's own waits are ruled by the deadline."""

    def close(self) -> None:
        self._sock.close()

    def _fill(self, size: int) -> None:
        while len(self._held) < size:
            self._sock.settimeout(self._patience())
            try:
                piece = self._sock.recv(65536)
            except TimeoutError:
                raise FrameError("waktu_habis") from None
            except OSError:
                raise FrameError("putus") from None
            if not piece:
                raise FrameError("putus")
            self._held += piece

    def _patience(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise FrameError("waktu_habis")
        return min(left, self._idle_s)
