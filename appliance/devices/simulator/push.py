"""A made machine that pushes (ADMS), judging the server's answers as strictly as the firmware does."""

import http.client
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from appliance.devices.simulator.machine import Machine
from appliance.devices.simulator.wire import Entry, time_code

_TRIES_S = (0.3, 0.6, 0.9)


class Offline(Exception):
    """The server did not answer as a server must; a machine then starts over with the handshake."""


@dataclass(slots=True)
class Pusher:
    """`url` is the server's root. `stamp` is the time code of the last record that arrived, as the server echoes it."""

    url: str
    machine: Machine
    batch: int = 100
    rest: Callable[[float], None] = time.sleep
    stamp: int = 0
    offset: int = 0
    said: list[str] = field(default_factory=list)

    def cycle(self) -> int:
        """Handshake, everything not yet sent, one question for commands. Returns the records sent; raises Offline."""
        self.handshake()
        sent = self.send_pending()
        self.ask()
        return sent

    def handshake(self) -> None:
        """Takes the server's stamp: records at or before it are not sent again."""
        body = self._get(f"cdata?SN={self._sn}&options=all&pushver=2.4.1&language=69")
        lines = [line for line in body.replace("\r", "\n").split("\n")[:-1] if line]
        options = dict(line.split("=", 1) for line in lines if "=" in line)
        if body.startswith(("UN", "RETRY")) or not {"Stamp", "ServerVer"} & options.keys():
            raise Offline(body[:80])
        self.stamp = int(options.get("Stamp", "0")) if options.get("Stamp", "0").isdigit() else 0
        self.offset = 0

    def send_pending(self) -> int:
        """All records past the stamp, in batches; a batch that is not taken after three tries means Offline."""
        entries = self.machine.entries()
        pending = [entry for entry in entries if time_code(entry.waktu) > self.stamp][self.offset :]
        for at in range(0, len(pending), self.batch):
            self._send(pending[at : at + self.batch])
        self.offset += len(pending)
        return len(pending)

    def ask(self) -> str:
        """One getrequest with INFO. Exactly `OK` is peace; an empty body means that the server is gone."""
        people, held, _ = self.machine.counts()
        info = quote(f"Ver 8.0.4.3-20190724,{people},0,{held},127.0.0.1,10,7,15,0,111")
        body = self._get(f"getrequest?SN={self._sn}&INFO={info}")
        if body != "OK" and not all(line.startswith("C:") for line in body.splitlines() or [""]):
            raise Offline(f"getrequest: {body[:80]!r}")
        return body

    @property
    def _sn(self) -> str:
        return quote(self.machine.serial)

    def _send(self, entries: list[Entry]) -> None:
        body = "".join(
            f"{entry.pin}\t{entry.waktu:%Y-%m-%d %H:%M:%S}\t{entry.key}\t{entry.verify}\t0\t0\t0\n" for entry in entries
        )
        path = f"cdata?SN={self._sn}&table=ATTLOG&Stamp={time_code(entries[-1].waktu)}"
        for wait_s in _TRIES_S:
            try:
                if self._taken(*self._call("POST", path, body.encode())):
                    return
            except (OSError, http.client.HTTPException):
                pass
            self.rest(wait_s)
        raise Offline("upload not taken")

    @staticmethod
    def _taken(status_line: str, body: str) -> bool:
        """The firmware's rule: ` 200 ` right after the version, and OK anywhere in the body."""
        return status_line[8:13] == " 200 " and "OK" in body

    def _get(self, path: str) -> str:
        try:
            status_line, body = self._call("GET", path, None)
        except (OSError, http.client.HTTPException) as fault:
            raise Offline(str(fault)) from fault
        if status_line[8:13] != " 200 ":
            raise Offline(status_line)
        return body

    def _call(self, method: str, path: str, body: bytes | None) -> tuple[str, str]:
        place = urlsplit(self.url)
        server = http.client.HTTPConnection(place.hostname or "", place.port or 80, timeout=30)
        try:
            headers = {"User-Agent": "iClock Proxy/1.09", "Content-Type": "text/plain", "Accept": "*/*"}
            server.request(method, f"{place.path.rstrip('/')}/iclock/{path}", body, headers)
            reply = server.getresponse()
            text = reply.read().decode("utf-8", errors="replace")
        finally:
            server.close()
        self.said.append(text)
        return f"HTTP/1.{reply.version % 10} {reply.status} {reply.reason}", text
