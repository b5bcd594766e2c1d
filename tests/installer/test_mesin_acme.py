"""A certificate by ACME: the real certbot, within the bounds of our unit, through our nginx, from a real authority."""

from __future__ import annotations

import http.client
import re
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import acme
from tests.support.dunia import ANSWERS, Dunia
from tests.support.mesin import GROUP, Mesin

NAME = "ekinerja.uji.test"
UNIT = "ekinerja-sertifikat.service"
pytestmark = [*GROUP, pytest.mark.skipif(not acme.possible(), reason="needs pebble")]


@pytest.fixture(scope="module")
def otoritas(terpasang: Dunia, kotak: Mesin, tmp_path_factory: pytest.TempPathFactory) -> Iterator[acme.Otoritas]:
    """An authority of our own instead of the internet's: certbot is told where it is and trusts its door."""
    made = acme.Otoritas(tmp_path_factory.mktemp("acme"), kotak.network)
    trusted = kotak.root / "usr/local/share/ca-certificates/uji.crt"
    trusted.write_bytes(made.door.read_bytes())
    assert kotak.run("update-ca-certificates").returncode == 0
    settings = kotak.root / "etc/letsencrypt/cli.ini"
    settings.parent.mkdir(exist_ok=True)
    settings.write_text(f"server = {acme.DIRECTORY}\n", encoding="utf-8")
    answers = re.sub(r"(?m)^(alamat|tls) = .*\n", "", ANSWERS)
    (kotak.root / "root/acme.txt").write_text(
        f"{answers}alamat = {NAME}\ntls = acme-http\nacme_surel = andi@uji.test\n", encoding="utf-8"
    )
    try:
        yield made
    finally:
        made.close()
        terpasang.install("--jawaban", "/root/jawaban.txt")
        terpasang.wait()
        kotak.run("systemctl", "reset-failed")


def shown(kotak: Mesin) -> bytes:
    """The certificate that nginx shows now. A reload takes a moment: until then its old workers answer."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with kotak.network.inside(), socket.create_connection(("127.0.0.1", 443), 20) as plain, \
            context.wrap_socket(plain, server_hostname=NAME) as line:  # fmt: skip
        given = line.getpeercert(binary_form=True)
        assert given
        return given


def seen(kotak: Mesin, trust: str) -> tuple[int, http.client.HTTPMessage]:
    """The answer of /sehat and its headers, to who trusts only `trust`."""
    context = ssl.create_default_context(cadata=trust)
    with kotak.network.inside(), socket.create_connection(("127.0.0.1", 443), 20) as plain, \
            context.wrap_socket(plain, server_hostname=NAME) as line:  # fmt: skip
        asked = http.client.HTTPConnection(NAME)
        asked.sock = line
        asked.request("GET", "/sehat")
        answer = asked.getresponse()
        answer.read()
        return answer.status, answer.headers


def test_without_the_authority_the_box_works_and_says_what_certbot_said(
    terpasang: Dunia, kotak: Mesin, otoritas: acme.Otoritas
) -> None:
    said = terpasang.install("--jawaban", "/root/acme.txt")
    assert "memasang paket Debian: certbot" in said
    assert "Sertifikat belum didapat" in said and "localhost" in said.partition("Sertifikat belum didapat")[2]
    assert (kotak.root / "etc/ekinerja/tls/sementara").exists()
    temporary = (kotak.root / "etc/ekinerja/tls/sertifikat.pem").read_text()
    kotak.wait_until(lambda: ssl.DER_cert_to_PEM_cert(shown(kotak)).strip() in temporary)
    assert seen(kotak, temporary)[0] == 200


def test_the_timer_s_service_fetches_it_and_phones_that_know_the_authority_trust_it(
    kotak: Mesin, otoritas: acme.Otoritas
) -> None:
    otoritas.start()
    before, temporary = kotak.property("nginx.service", "MainPID"), shown(kotak)
    done = kotak.run("systemctl", "start", UNIT)
    assert done.returncode == 0, kotak.run("journalctl", "--no-pager", "-b", "-u", UNIT).stdout
    kotak.wait_until(lambda: shown(kotak) != temporary)
    code, headers = seen(kotak, otoritas.root())
    assert code == 200
    assert headers["Strict-Transport-Security"] == "max-age=31536000"
    assert kotak.property("nginx.service", "MainPID") == before, "nobody is thrown out for it"
    folder = kotak.root / "etc/ekinerja/tls"
    assert not (folder / "sementara").exists()
    assert (folder / "kunci.pem").stat().st_mode & 0o777 == 0o600


def test_it_is_renewed_when_it_is_time_and_not_before(kotak: Mesin, otoritas: acme.Otoritas) -> None:
    first, file = shown(kotak), kotak.root / "etc/ekinerja/tls/sertifikat.pem"
    before = file.read_bytes()
    assert kotak.run("systemctl", "start", UNIT).returncode == 0
    assert file.read_bytes() == before
    renewal: Path = kotak.root / "etc/letsencrypt/renewal/ekinerja.conf"
    renewal.write_text(f"renew_before_expiry = 100 years\n{renewal.read_text()}", encoding="utf-8")
    assert kotak.run("systemctl", "start", UNIT).returncode == 0
    kotak.wait_until(lambda: shown(kotak) != first)
    assert seen(kotak, otoritas.root())[0] == 200


def test_the_proof_s_folder_is_left_empty_and_shows_no_list(kotak: Mesin, otoritas: acme.Otoritas) -> None:
    assert [path for path in (kotak.root / "var/lib/ekinerja-acme").rglob("*") if path.is_file()] == []
    with kotak.network.inside():
        line = http.client.HTTPConnection("127.0.0.1", 80, timeout=20)
        line.request("GET", "/.well-known/acme-challenge/", headers={"Host": NAME})
        assert line.getresponse().status in (403, 404)
