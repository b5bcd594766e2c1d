"""A pushing machine and a server of a few lines: what a server says decides what arrives, as the firmware has it."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qsl, urlsplit

import pytest

from appliance.devices import adms
from appliance.devices.adms_body import parse_attlog
from appliance.devices.simulator.push import Offline, Pusher
from tests.devices.made import SERIAL, held, machine


class _Regency(HTTPServer):
    """Answers by `adms`; `spoil` maps the next uploads to (status, body) instead."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Route)
        self.known = {SERIAL}
        self.punches: list[tuple[str, object]] = []
        self.spoil: list[tuple[int, str]] = []
        self.stamp: str | None = None
        self.info: adms.Info | None = None
        self.quiet: str | None = None

    def answer(self, contact: adms.Contact, body: bytes) -> tuple[int, str]:
        if contact.sn not in self.known:
            return 200, adms.UNKNOWN_DEVICE
        if contact.handshake:
            return 200, adms.handshake(contact.sn, stamp=self.stamp, offset_hours=7)
        if contact.table != "ATTLOG":
            self.info = contact.info
            return 200, adms.GETREQUEST_REPLY if self.quiet is None else self.quiet
        if self.spoil:
            return self.spoil.pop(0)
        pushed = parse_attlog(body, now=machine(1).now())
        self.punches += [(punch.pin, punch.waktu) for punch in pushed.punches]
        self.stamp = contact.stamp
        return 200, adms.accepted(pushed.lines)


class _Route(BaseHTTPRequestHandler):
    server: _Regency

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        contact = adms.parse_query(dict(parse_qsl(urlsplit(self.path).query)))
        assert contact is not None
        status, text = self.server.answer(contact, body)
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    do_POST = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def regency() -> Iterator[_Regency]:
    with _Regency() as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server
        server.shutdown()


def _pusher(regency: _Regency, count: int = 250) -> Pusher:
    return Pusher(f"http://127.0.0.1:{regency.server_port}", machine(count), rest=lambda _: None)


def test_everything_arrives_once_and_the_echoed_stamp_spares_a_second_sending(regency: _Regency) -> None:
    pusher = _pusher(regency)
    assert pusher.cycle() == 250
    assert regency.punches == held(pusher.machine)
    assert pusher.cycle() == 0
    pusher.machine.extra.append(("101", pusher.machine.now() + timedelta(seconds=2), 1, 0))
    assert pusher.cycle() == 1
    assert len(regency.punches) == 251
    assert regency.info is not None
    assert regency.info.catatan == 251


@pytest.mark.parametrize("reply", [(500, "ERR"), (201, "OK: 100"), (200, ""), (200, "ERR")])
def test_a_refused_batch_is_sent_again_and_nothing_is_lost(regency: _Regency, reply: tuple[int, str]) -> None:
    pusher = _pusher(regency)
    regency.spoil = [reply, reply]
    assert pusher.cycle() == 250
    assert regency.punches == held(pusher.machine)


def test_after_three_refusals_the_machine_starts_over_from_the_last_stamp(regency: _Regency) -> None:
    pusher = _pusher(regency)
    regency.spoil = [(503, "ERR")] * 3
    with pytest.raises(Offline):
        pusher.cycle()
    assert regency.punches == []
    assert pusher.cycle() == 250


def test_an_error_text_with_the_letters_of_success_loses_punches(regency: _Regency) -> None:
    """Why no refusal of ours may hold them."""
    pusher = _pusher(regency)
    regency.spoil = [(200, "TOKEN invalid")] * 3
    pusher.cycle()
    assert regency.punches == []


def test_an_unknown_machine_is_turned_away_and_sends_nothing(regency: _Regency) -> None:
    regency.known.clear()
    with pytest.raises(Offline, match="UNKNOWN DEVICE"):
        _pusher(regency).cycle()
    assert regency.punches == []


@pytest.mark.parametrize("quiet", ["", "OK\n", "garbage"])
def test_any_other_answer_to_a_quiet_question_puts_the_machine_off(regency: _Regency, quiet: str) -> None:
    regency.quiet = quiet
    with pytest.raises(Offline):
        _pusher(regency, 1).cycle()
