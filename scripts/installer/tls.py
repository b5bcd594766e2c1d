"""Certificates by openssl: made, looked at, and refused when a phone would refuse them."""

from __future__ import annotations

import re
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

from installer.refused import Refused

DAYS = 397  # browsers accept no longer for a server
AUTHORITY_DAYS = 3650
BLOCK = re.compile(r"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)


def openssl(*words: str, given: str | None = None) -> str:
    done = subprocess.run(("openssl", *words), input=given, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Refused(f"openssl {words[0]} gagal: {(done.stderr.strip().splitlines() or ['tanpa penjelasan'])[-1]}")
    return done.stdout


def ends(certificate: Path) -> datetime:
    """The last moment of a certificate, in UTC."""
    text = openssl("x509", "-noout", "-enddate", "-in", str(certificate)).strip().partition("=")[2]
    return datetime.strptime(text, "%b %d %H:%M:%S %Y %Z").replace(tzinfo=UTC)


def begins(certificate: Path) -> datetime:
    text = openssl("x509", "-noout", "-startdate", "-in", str(certificate)).strip().partition("=")[2]
    return datetime.strptime(text, "%b %d %H:%M:%S %Y %Z").replace(tzinfo=UTC)


def problems(certificate: Path, key: Path, address: str, now: datetime) -> list[str]:
    """Why people could not use this pair for `address`; empty when they can."""
    try:
        public = openssl("x509", "-noout", "-pubkey", "-in", str(certificate))
    except Refused:
        return [f"{certificate}: bukan sertifikat PEM yang dapat dibaca"]
    try:
        own = openssl("pkey", "-pubout", "-passin", "pass:", "-in", str(key))
    except Refused:
        return [f"{key}: bukan kunci PEM yang dapat dibaca, atau masih berkata sandi"]
    found = []
    if public != own:
        found.append(f"{key}: bukan pasangan sertifikat ini")
    if ends(certificate) <= now:
        found.append(f"{certificate}: sudah habis masa berlakunya pada {ends(certificate):%Y-%m-%d}")
    if begins(certificate) > now + timedelta(hours=1):
        found.append(f"{certificate}: baru berlaku mulai {begins(certificate):%Y-%m-%d}; periksa juga jam kotak ini")
    if not covers(certificate, address):
        found.append(f"{certificate}: tidak dibuat untuk {address}, tetapi untuk {', '.join(names(certificate))}")
    return found + chain_problems(certificate)


def covers(certificate: Path, address: str) -> bool:
    kind = "-checkip" if address.replace(".", "").isdigit() else "-checkhost"
    return "does match" in openssl("x509", "-noout", kind, address, "-in", str(certificate))


def names(certificate: Path) -> list[str]:
    text = openssl("x509", "-noout", "-ext", "subjectAltName", "-in", str(certificate))
    return re.findall(r"(?:DNS|IP Address):([^,\s]+)", text) or ["tanpa nama"]


def chain_problems(certificate: Path) -> list[str]:
    """A phone builds no bridge itself: each certificate of the file must be signed by the one after it."""
    blocks = BLOCK.findall(certificate.read_text("ascii", "replace"))
    said = [_names_of(block) for block in blocks]
    if len(blocks) == 1 and said[0][0] != said[0][1]:
        return [f"{certificate}: sertifikat perantara belum ada di dalamnya; tambahkan di bawah sertifikat ini"]
    for (_, issuer), (subject, _) in zip(said, said[1:], strict=False):
        if issuer != subject:
            return [f"{certificate}: rantainya putus, {subject} bukan penerbit yang diminta ({issuer})"]
    return []


def _names_of(block: str) -> tuple[str, str]:
    lines = openssl("x509", "-noout", "-subject", "-issuer", given=block).splitlines()
    return lines[0].partition("=")[2].strip(), lines[1].partition("=")[2].strip()


def make_authority(folder: Path, regency: str) -> None:
    """Our own authority's key and certificate: it may sign servers and nothing else."""
    config = (
        "[req]\ndistinguished_name=dn\nprompt=no\nutf8=yes\nx509_extensions=ext\n"
        f"[dn]\nCN=Otoritas E-Kinerja {regency}\n"
        "[ext]\nbasicConstraints=critical,CA:TRUE,pathlen:0\nkeyUsage=critical,keyCertSign,cRLSign\n"
        "subjectKeyIdentifier=hash\n"
    )
    _key(folder / "otoritas.kunci")
    openssl("req", "-x509", "-new", "-sha256", "-days", str(AUTHORITY_DAYS), "-key", str(folder / "otoritas.kunci"),
            "-config", "/dev/stdin", "-out", str(folder / "otoritas.crt"), given=config)  # fmt: skip


def make_server(folder: Path, address: str, *, authority: bool) -> None:
    """A server's key and certificate for `address`: by our authority, or by itself until a real one comes."""
    kind = "IP" if address.replace(".", "").isdigit() else "DNS"
    config = (
        f"[req]\ndistinguished_name=dn\nprompt=no\nx509_extensions=ext\n[dn]\nCN={address[:64]}\n[ext]\n"
        "basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth\n"
        f"subjectAltName={kind}:{address}\n"
    )
    _key(folder / "kunci.baru")
    signed_by = ("-CA", str(folder / "otoritas.crt"), "-CAkey", str(folder / "otoritas.kunci")) if authority else ()
    made = openssl("req", "-x509", "-new", "-sha256", "-days", str(DAYS), "-key", str(folder / "kunci.baru"),
                   "-config", "/dev/stdin", *signed_by, given=config)  # fmt: skip
    chain = (folder / "otoritas.crt").read_text("ascii") if authority else ""
    (folder / "sertifikat.baru").write_text(made + chain, encoding="ascii")
    (folder / "sertifikat.baru").chmod(0o644)
    (folder / "kunci.baru").replace(folder / "kunci.pem")
    (folder / "sertifikat.baru").replace(folder / "sertifikat.pem")


def _key(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.touch(0o600)
    path.write_text(openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"), encoding="ascii")
