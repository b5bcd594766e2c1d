"""Signing in over a real socket with what stands in demo-akun.txt, by the helper that other tests use."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.serving import make_server

from appliance.models import totp
from appliance.models.dua_langkah import enrol
from appliance.models.jejak import Pelaku
from appliance.models.sandi import change
from tests.cast import NOW, PASSWORD, Cast
from tests.support.masuk import Peramban, accounts

ADMIN = Pelaku(None, "administrator mesin", "uji", NOW)


@pytest.fixture
def base(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join(10)
    server.server_close()


def test_operator_and_asn_come_in_with_what_the_file_says(base: str, cast: Cast, tmp_path: Path) -> None:
    for name in ("wati", "budi"):
        change(cast.people[name].pengguna, PASSWORD.replace(" ", "-"), ADMIN)
    secret = enrol(cast.wati.pengguna, ADMIN)
    file = tmp_path / "demo-akun.txt"
    file.write_text(
        "Akun kabupaten contoh\n"
        f"operator   {cast.wati.nip}  kapal-layar-biru-27  Wati, Analis  TOTP {secret}  {totp.otpauth(secret, 'x')}\n"
        f"asn        {cast.budi.nip}  kapal-layar-biru-27  Budi, Pranata Komputer\n"
    )
    for akun in accounts(file):
        browser = Peramban(base)
        assert "Beranda" in browser.sign_in(akun)
        assert akun.login in browser.get("/akun")
