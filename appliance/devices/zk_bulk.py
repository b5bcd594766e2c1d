"""The bulk read of one memory of a machine, in frames of whatever size it likes to send.

Open a copy (1503); a small one comes at once (1501), a large one is fetched in chunks (1504), each of them one data
frame or an announcement (1500), many data frames and an end (2000). The first four bytes are the length of the rest.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from zk.exception import ZKErrorResponse

from appliance.devices.zk_frames import FrameError
from appliance.devices.zk_session import Session

ATTLOG = (13, 0)  # command, kind
USERS = (9, 5)
_OPEN, _FETCH = 1503, 1504
_ANNOUNCE, _DATA, _END = 1500, 1501, 2000
_CHUNK_BYTES = 0xFFC0
_MAX_LOG = 32 * 1024 * 1024


@dataclass(slots=True)
class Log:
    """What came. `total` is what the machine promised, in bytes; `sebab` why it stopped early, else empty."""

    body: bytearray = field(default_factory=bytearray)
    total: int | None = None
    sebab: str = ""

    @property
    def whole(self) -> bool:
        return not self.sebab and self.total == len(self.body)


def read_log(session: Session, memory: tuple[int, int]) -> Log:
    """Never raises for what the machine does: what came before a fault is kept, with the fault's name."""
    log = Log()
    try:
        for piece in _pieces(session, *memory):
            log.body += piece
        session.release()
    except (FrameError, ZKErrorResponse) as fault:
        log.sebab = fault.sebab if isinstance(fault, FrameError) else "ditolak"
        log.body += _unfinished(session)
    if len(log.body) >= 4:
        log.total = int.from_bytes(log.body[:4], "little")
    del log.body[:4]
    return log


def _pieces(session: Session, command: int, kind: int) -> Iterator[bytes]:
    code, data = session.ask(_OPEN, struct.pack("<bhii", 1, command, kind, 0))
    if code == _DATA:
        yield data
        yield from _data_frames(session, int.from_bytes(data[:4], "little") + 4 - len(data))
        return
    if code == _ANNOUNCE:
        yield from _chunk(session, code, data, 0)
        return
    if code != _END:
        raise FrameError("ditolak")
    size = int.from_bytes(data[1:5], "little")
    if size > _MAX_LOG:
        raise FrameError("rusak")
    for start in range(0, size, _CHUNK_BYTES):
        wanted = min(_CHUNK_BYTES, size - start)
        yield from _chunk(session, *session.ask(_FETCH, struct.pack("<ii", start, wanted)), wanted)


def _chunk(session: Session, code: int, data: bytes, wanted: int) -> Iterator[bytes]:
    if code == _DATA:
        yield data
        yield from _data_frames(session, wanted - len(data))
        return
    promised = int.from_bytes(data[:4], "little")
    if code != _ANNOUNCE or promised > _MAX_LOG or wanted not in (0, promised):
        raise FrameError("rusak")
    yield from _data_frames(session, promised)
    if _split(session.frames.frame())[0] != _END:
        raise FrameError("rusak")


def _data_frames(session: Session, wanted: int) -> Iterator[bytes]:
    while wanted > 0:
        code, data = _split(session.frames.frame())
        if code != _DATA:
            raise FrameError("rusak")
        wanted -= len(data)
        yield data
    if wanted < 0:
        raise FrameError("rusak")


def _unfinished(session: Session) -> bytes:
    """The data of a frame that was cut off: TCP gave it in order, so its whole records are good."""
    rest = session.frames.rest()
    return rest[16:] if rest[8:10] == struct.pack("<H", _DATA) else b""


def _split(frame: bytes) -> tuple[int, bytes]:
    return int.from_bytes(frame[8:10], "little"), frame[16:]
