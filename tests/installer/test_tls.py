"""Certificates: what a phone would refuse is refused at the installation, and ours are what phones accept."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from installer import certificate, tls
from installer.answers import Answers
from installer.refused import Refused
from installer.system import System

from tests.installer.given import WHOLE, answers

NOW = datetime.now(UTC)


@pytest.fixture
def made(tmp_path: Path) -> Path:
    tls.make_authority(tmp_path, "Kabupaten Mukomuko")
    tls.make_server(tmp_path, "ekinerja.uji.test", authority=True)
    return tmp_path


def problems(folder: Path, address: str = "ekinerja.uji.test", now: datetime = NOW) -> str:
    return "\n".join(tls.problems(folder / "sertifikat.pem", folder / "kunci.pem", address, now))


def test_a_certificate_of_ours_is_whole_and_verified_by_openssl(made: Path) -> None:
    assert problems(made) == ""
    done = subprocess.run(
        ("openssl", "verify", "-purpose", "sslserver", "-verify_hostname", "ekinerja.uji.test", "-CAfile",
         made / "otoritas.crt", made / "sertifikat.pem"), capture_output=True, text=True, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert timedelta(days=390) < tls.ends(made / "sertifikat.pem") - NOW < timedelta(days=398)
    assert (made / "otoritas.kunci").stat().st_mode & 0o077 == 0
    assert (made / "kunci.pem").stat().st_mode & 0o077 == 0


def test_the_authority_may_sign_servers_and_no_further_authority(made: Path) -> None:
    text = tls.openssl("x509", "-noout", "-text", "-in", str(made / "otoritas.crt"))
    assert "CA:TRUE, pathlen:0" in text
    assert "Certificate Sign" in text


def test_an_address_of_digits_gets_a_certificate_too(made: Path) -> None:
    tls.make_server(made, "192.168.1.5", authority=True)
    assert problems(made, "192.168.1.5") == ""


def test_the_wrong_name_the_wrong_key_and_the_wrong_day_are_said(made: Path, tmp_path: Path) -> None:
    assert "tidak dibuat untuk lain.test, tetapi untuk ekinerja.uji.test" in problems(made, "lain.test")
    assert "sudah habis" in problems(made, now=NOW + timedelta(days=400))
    assert "baru berlaku" in problems(made, now=NOW - timedelta(days=2))
    tls._key(made / "kunci.pem")
    assert "bukan pasangan" in problems(made)


def test_a_missing_link_is_what_a_phone_would_stumble_over(made: Path) -> None:
    path = made / "sertifikat.pem"
    first = tls.BLOCK.findall(path.read_text())[0]
    path.write_text(first)
    assert "perantara belum ada" in problems(made)
    other = made / "lain"
    other.mkdir()
    tls.make_authority(other, "Kabupaten Lain")
    path.write_text(f"{first}\n{(other / 'otoritas.crt').read_text()}")
    assert "rantainya putus" in problems(made)


def test_what_is_no_certificate_and_a_locked_key_are_said(made: Path) -> None:
    key = made / "kunci.pem"
    locked = tls.openssl("pkey", "-aes256", "-passout", "pass:rahasia", "-in", str(key))
    key.write_text(locked)
    assert "masih berkata sandi" in problems(made)
    (made / "sertifikat.pem").write_text("halo")
    assert "bukan sertifikat PEM" in problems(made)


def test_files_that_phones_would_refuse_stop_the_installation_before_it_begins(made: Path) -> None:
    text = WHOLE.replace(
        "tls = otoritas", f"tls = berkas\ntls_sertifikat = {made}/sertifikat.pem\ntls_kunci = {made}/kunci.pem"
    )
    certificate.check_files(answers(made, text), NOW)
    with pytest.raises(Refused, match="Tidak ada yang diubah"):
        certificate.check_files(answers(made, text.replace("ekinerja.uji.test", "lain.test")), NOW)


def machine(tmp_path: Path) -> System:
    return System(tmp_path / "mesin")


def fingerprint(here: System) -> bytes:
    return here.path("/etc/ekinerja/tls/sertifikat.pem").read_bytes()


def test_our_own_certificate_is_kept_until_it_nears_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, given = machine(tmp_path), answers(tmp_path)
    certificate.provide(here, given)
    first, authority = fingerprint(here), here.path("/etc/ekinerja/tls/otoritas.crt").read_bytes()
    assert not certificate.renew(here, given)
    assert fingerprint(here) == first
    monkeypatch.setattr(certificate, "_now", lambda: NOW + timedelta(days=380))
    assert certificate.renew(here, given)
    assert fingerprint(here) != first
    assert here.path("/etc/ekinerja/tls/otoritas.crt").read_bytes() == authority, "phones trust the old one"


def test_a_new_address_gets_a_new_certificate(tmp_path: Path) -> None:
    here = machine(tmp_path)
    certificate.provide(here, answers(tmp_path))
    certificate.provide(here, answers(tmp_path, WHOLE.replace("ekinerja.uji.test", "baru.uji.test")))
    assert tls.names(here.path("/etc/ekinerja/tls/sertifikat.pem")) == ["baru.uji.test"]


ACME = WHOLE.replace("tls = otoritas", "tls = acme-http\nacme_surel = a@b.id")


def certbot(folder: Path, script: str) -> None:
    (folder / "certbot").write_text(f"#!/bin/sh\n{script}\n")
    (folder / "certbot").chmod(0o755)


def test_until_acme_has_given_one_nginx_gets_one_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, given = machine(tmp_path), answers(tmp_path, ACME)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    certificate.provide(here, given)
    first = fingerprint(here)
    certbot(tmp_path, "echo tidak ada internet; exit 1")
    with pytest.raises(Refused, match="dicoba lagi"):
        certificate.renew(here, given)
    assert fingerprint(here) == first
    _fetched(here, given, tmp_path)
    assert fingerprint(here) != first
    certificate.provide(here, given)  # a repair keeps what was fetched
    assert not (here.path("/etc/ekinerja/tls") / certificate.TEMPORARY).exists()


def _fetched(here: System, given: Answers, folder: Path) -> None:
    """As certbot leaves it: a chain and a key in its own place."""
    live, made = here.path(certificate.LIVE), folder / "acme"
    made.mkdir()
    tls.make_authority(made, "Lembaga")
    tls.make_server(made, given["alamat"], authority=True)
    command = f'echo "$@" >{folder}/diminta; mkdir -p {live}; cp {made}/sertifikat.pem {live}/fullchain.pem; '
    certbot(folder, command + f"cp {made}/kunci.pem {live}/privkey.pem")
    assert certificate.renew(here, given)
    asked = (folder / "diminta").read_text()
    assert "--webroot -w /var/lib/ekinerja-acme" in asked and "-d ekinerja.uji.test" in asked
