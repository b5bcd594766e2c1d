"""Serves one machine over TCP. One session at a time, as most real machines; the next one is turned away."""

import socket
import socketserver
import struct
import threading
import time
from collections.abc import Callable

from zk.base import make_commkey

from appliance.devices.simulator import wire
from appliance.devices.simulator.machine import Machine
from appliance.devices.simulator.wire import Request

_SESSION = 7341
_AT_ONCE = 1024  # a log up to this size comes in the first answer


class Gone(Exception):
    """The machine hangs up."""


class Server(socketserver.ThreadingTCPServer):
    """`Server(machine, port=0)`: listens on loopback at once, serves after `start`."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, machine: Machine, port: int = 0, host: str = "127.0.0.1") -> None:
        super().__init__((host, port), Talk)
        self.machine = machine
        self.taken = threading.Lock()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def start(self) -> "Server":
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __enter__(self) -> "Server":
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()


class Talk(socketserver.BaseRequestHandler):
    """One connection."""

    server: Server
    request: socket.socket

    def setup(self) -> None:
        self.machine = self.server.machine
        self.machine.visits += 1
        self.faults = self.machine.faults
        self.session = 0
        self.known = False
        self.mine = False
        self.buffer = b""
        self.sent = 0

    def handle(self) -> None:
        try:
            if self.faults.busy == "close":
                return
            while (asked := self._next()) is not None:
                self._answer(asked)
        except (Gone, OSError):
            pass
        finally:
            if self.mine:
                self.server.taken.release()

    def _next(self) -> Request | None:
        while True:
            top = self._exactly(8)
            packet = self._exactly(int.from_bytes(top[4:], "little")) if top else b""
            if len(packet) < 8:
                return None
            asked = wire.request(packet)
            if asked is not None and not self.faults.silent:
                self.machine.asked.append(asked.command)
                return asked

    def _exactly(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            piece = self.request.recv(size - len(data))
            if not piece:
                return b""
            data += piece
        return data

    def _answer(self, asked: Request) -> None:
        if asked.command == wire.CONNECT:
            return self._connect(asked)
        if asked.command == wire.AUTH:
            return self._auth(asked)
        if not self.known or asked.session != self.session:
            return self._say(asked, wire.UNAUTH)
        if asked.command == wire.EXIT:
            self._say(asked, wire.OK)
            raise Gone
        answer = self._answers().get(asked.command)
        return answer(asked) if answer else self._say(asked, wire.ERROR)

    def _answers(self) -> dict[int, Callable[[Request], None]]:
        return {
            wire.OPTION: self._option,
            wire.SIZES: self._sizes,
            wire.TIME: self._time,
            wire.OPEN: self._open,
            wire.FETCH: self._fetch,
            wire.FREE: lambda asked: self._say(asked, wire.OK),
        }

    def _connect(self, asked: Request) -> None:
        self.mine = self.mine or self.server.taken.acquire(blocking=False)
        if not self.mine or self.faults.busy:
            return self._say(asked, wire.ERROR)
        self.session = _SESSION
        self.known = self.machine.key == 0
        return self._say(asked, wire.OK if self.known else wire.UNAUTH)

    def _auth(self, asked: Request) -> None:
        self.known = asked.payload == make_commkey(self.machine.key, self.session)
        self._say(asked, wire.OK if self.known else wire.UNAUTH)

    def _option(self, asked: Request) -> None:
        name = asked.payload.split(b"\x00")[0].decode()
        value = {"~SerialNumber": self.machine.serial}.get(name)
        self._say(asked, wire.OK, f"{name}={value}\x00".encode()) if value else self._say(asked, wire.ERROR)

    def _sizes(self, asked: Request) -> None:
        people, held, capacity = self.machine.counts()
        fields = [0] * 20
        fields[4], fields[8], fields[15], fields[16], fields[19] = people, held, 3000, capacity, capacity - held
        self._say(asked, wire.OK, struct.pack("<20i", *fields))

    def _time(self, asked: Request) -> None:
        code = b"" if self.faults.no_time else struct.pack("<I", wire.time_code(self.machine.now()))
        self._say(asked, wire.OK, code)

    def _open(self, asked: Request) -> None:
        command = struct.unpack_from("<bh", asked.payload)[1]
        self.is_log = command == 13
        if not self.is_log and self.faults.no_users:
            return self._say(asked, wire.ERROR)
        self.buffer = self.machine.log() if self.is_log else self.machine.user_list()
        if len(self.buffer) > _AT_ONCE:
            return self._say(asked, wire.OK, b"\x00" + struct.pack("<I", len(self.buffer)))
        return self._send_data(asked, self.buffer)

    def _fetch(self, asked: Request) -> None:
        start, size = struct.unpack_from("<ii", asked.payload)
        chunk = self.buffer[start : start + size]
        step = self.faults.frame_size
        if not step:
            return self._send_data(asked, chunk)
        self._say(asked, wire.ANNOUNCE, struct.pack("<II", len(chunk), 0))
        for at in range(0, len(chunk), step):
            self._send_data(asked, chunk[at : at + step])
        return self._say(asked, wire.OK)

    def _send_data(self, asked: Request, data: bytes) -> None:
        time.sleep(self.faults.crawl_s)
        packet = wire.frame(wire.DATA, self.session, asked.reply, data)
        for limit, stalls in ((self.faults.drop_after, False), (self.faults.stall_after, True)):
            if self.is_log and limit is not None and self.sent + len(data) > limit:
                self.request.sendall(packet[: 16 + limit - self.sent])
                if stalls:
                    self.request.recv(1)
                raise Gone
        self.sent += len(data) if self.is_log else 0
        self._put(packet)

    def _say(self, asked: Request, command: int, payload: bytes = b"") -> None:
        self._put(wire.frame(command, self.session, asked.reply, payload))

    def _put(self, packet: bytes) -> None:
        if cut := self.faults.fragment:
            self.request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.request.sendall(packet[:cut])
            time.sleep(0.01)
            packet = packet[cut:]
        self.request.sendall(packet)
