"""Through the real door: TLS by nginx, the program at its socket, and what may not pass."""

from __future__ import annotations

import gzip
import http.client
import re
import socket
import sqlite3
import ssl
import subprocess
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

import pytest

from appliance.web import static_files
from appliance.web.headers import HEADERS
from tests.support.masuk import Peramban
from tests.support.pintu import Pintu

Answer = tuple[int, http.client.HTTPMessage, bytes]


def ask(pintu: Pintu, path: str, headers: Mapping[str, str] | None = None, *, method: str = "GET",
        body: bytes | None = None) -> Answer:  # fmt: skip
    trust = ssl.create_default_context(cafile=str(pintu.authority))
    line = http.client.HTTPSConnection("localhost", pintu.https, context=trust, timeout=30)
    line.request(method, path, body, dict(headers or {}))
    answer = line.getresponse()
    return answer.status, answer.headers, answer.read()


def ask_plain(port: int, path: str, host: str = "localhost", source: str = "127.0.0.1") -> Answer:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30, source_address=(source, 0))
    line.request("GET", path, headers={"Host": host})
    answer = line.getresponse()
    return answer.status, answer.headers, answer.read()


def test_the_first_administrator_signs_in_with_the_printed_code(pintu: Pintu, code: str) -> None:
    browser = Peramban(f"https://localhost:{pintu.https}", trust=pintu.authority)
    assert "Beranda" in browser.activate("admin", code, "kapal-layar-biru-27")
    assert "admin" in browser.get("/akun")


def test_a_header_that_somebody_sends_does_not_change_who_asks(pintu: Pintu) -> None:
    browser = Peramban(f"https://localhost:{pintu.https}", trust=pintu.authority)
    page = browser.get("/masuk")
    token = re.search(r'name="csrf_token" value="([0-9a-f]+)"', page)
    assert token
    form = f"nip=196501011990011001&kata_sandi=salah-sekali-ini&csrf_token={token[1]}".encode()
    for name in ("X-Forwarded-For", "Forwarded", "X-Real-IP"):
        value = "for=203.0.113.9" if name == "Forwarded" else "203.0.113.9"
        with pytest.raises(urllib.error.HTTPError):
            browser.open(urllib.request.Request(f"{browser.base}/masuk", form, {name: value}), timeout=60)
    with sqlite3.connect(pintu.data / "ekinerja.db") as records:
        dump = "\n".join(records.iterdump())
    assert "203.0.113.9" not in dump
    assert "'127.0.0.1'" in dump


def test_the_socket_says_who_asks_only_to_its_proxy(pintu: Pintu) -> None:
    """What nginx writes into the header is believed, in both protocols, and nothing that was there before it."""
    heard = []
    for address in ("192.0.2.7", "2001:db8::7"):
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(str(pintu.socket))
            said = f"GET /iclock/cdata?SN=X1 HTTP/1.0\r\nHost: x\r\nX-Forwarded-For: 203.0.113.9, {address}\r\n\r\n"
            line.sendall(said.encode())
            line.recv(4096)
        heard.append(address)
    said = (pintu.folder / "log/keluaran").read_text()
    assert all(f"jalur push: {address}" in said for address in heard)
    assert "203.0.113.9" not in said


def test_only_nginx_s_group_may_knock(pintu: Pintu) -> None:
    knock = f"import socket; socket.socket(socket.AF_UNIX).connect({str(pintu.socket)!r})"
    for user, well in (("nobody", False), ("www-data", True)):
        done = subprocess.run(["/usr/bin/python3", "-c", knock],
                              user=user, group=user if user == "www-data" else "nogroup", extra_groups=[],
                              capture_output=True, check=False, cwd="/")  # fmt: skip
        assert (done.returncode == 0) is well, done.stderr
    assert pintu.socket.stat().st_mode & 0o777 == 0o660


def test_static_files_come_compressed_for_a_year_and_with_one_of_each_header(pintu: Pintu) -> None:
    name = static_files.load()["app.css"].hashed
    status, headers, body = ask(pintu, f"/static/{name}", {"Accept-Encoding": "gzip"})
    assert status == 200
    assert body == static_files.load()["app.css"].zipped, "compressed when it was laid, not anew for every phone"
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert ask(pintu, f"/static/{name}")[2] == static_files.load()["app.css"].plain
    # an older page's name is answered by the program, and not for a year
    old, headers, _ = ask(pintu, "/static/app.0000000000.css")
    assert (old, headers["Cache-Control"]) == (200, "no-cache")
    assert ask(pintu, "/static/tiada.css")[0] == 404
    assert ask(pintu, "/static/../image-build/nginx/nginx.conf")[0] in (400, 404)


def test_pages_carry_each_security_header_once_and_no_version(pintu: Pintu) -> None:
    _, headers, _ = ask(pintu, "/masuk")
    for name in HEADERS:
        assert headers.get_all(name) == [HEADERS[name]], name
    assert headers.get_all("Server") == ["nginx"]


def test_pages_are_compressed(pintu: Pintu) -> None:
    _, headers, body = ask(pintu, "/masuk", {"Accept-Encoding": "gzip"})
    assert headers["Content-Encoding"] == "gzip"
    assert b"NIP" in gzip.decompress(body)


def test_the_unencrypted_door_only_sends_on(pintu: Pintu) -> None:
    status, headers, _ = ask_plain(pintu.http, "/masuk?a=1", host="jahat.test")
    assert (status, headers["Location"]) == (301, "https://localhost/masuk?a=1")
    (pintu.folder / "acme/.well-known/acme-challenge").mkdir(parents=True, exist_ok=True)
    (pintu.folder / "acme/.well-known/acme-challenge/kata").write_text("bukti")
    assert ask_plain(pintu.http, "/.well-known/acme-challenge/kata")[2] == b"bukti"


def test_another_name_is_sent_to_ours(pintu: Pintu) -> None:
    status, headers, _ = ask(pintu, "/masuk", {"Host": "jahat.test"})
    assert (status, headers["Location"]) == (301, "https://localhost/masuk")


def test_machines_are_served_at_their_door_and_nowhere_else(pintu: Pintu) -> None:
    assert ask(pintu, "/iclock/cdata?SN=X1")[0] == 404
    assert ask(pintu, "/iclock/cdata?SN=X1")[2] != ask_plain(pintu.push, "/iclock/cdata?SN=X1")[2]
    assert ask_plain(pintu.push, "/iclock/cdata?SN=X1")[0] == 200
    assert ask_plain(pintu.push, "/masuk")[0] == 404
    assert ask_plain(pintu.push, "/iclock/cdata?SN=X1", source="127.0.0.2")[0] == 403


def test_our_authority_is_there_for_the_phones_that_are_to_trust_it(pintu: Pintu) -> None:
    status, headers, body = ask(pintu, "/otoritas.crt")
    assert (status, headers["Content-Type"]) == (200, "application/x-x509-ca-cert")
    assert body == pintu.authority.read_bytes()


def test_a_body_that_is_too_large_gets_words(pintu: Pintu) -> None:
    status, _, body = ask(pintu, "/masuk", {"Content-Length": str(2**24)}, method="POST", body=b"x" * 4096)
    assert status == 413
    assert "Berkas terlalu besar" in body.decode()


def test_a_whole_regency_may_stand_behind_one_address(pintu: Pintu) -> None:
    """300 at once from one address, as at eight in the morning behind the one line of an office building."""
    with ThreadPoolExecutor(50) as people:
        seen = Counter(people.map(lambda _: ask(pintu, "/masuk")[0], range(300)))
    assert seen == {200: 300}


def test_the_log_names_nobody(pintu: Pintu) -> None:
    ask(pintu, "/pegawai/197001011990011001/laporan/2026-10?cari=Siti")
    text = (pintu.folder / "log/ekinerja.log").read_text()
    assert " GET /pegawai " in text
    assert "19700101" not in text and "Siti" not in text


def test_a_program_that_is_away_gets_words_and_comes_back(pintu: Pintu) -> None:
    web = pintu.running[0]
    web.terminate()
    web.wait(20)
    status, headers, body = ask(pintu, "/masuk")
    assert status == 502
    assert "sedang dinyalakan kembali" in body.decode()
    assert headers["Cache-Control"] == "no-store"
    pintu.running[0] = pintu.start_web()
    pintu.running.pop()
    assert ask(pintu, "/sehat")[2] == b"ok"
