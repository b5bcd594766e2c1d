"""The certificate that nginx shows: brought by a person, fetched by ACME, or made by our own authority."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from installer import tls
from installer.answers import Answers
from installer.refused import Refused
from installer.system import System

FOLDER = "/etc/ekinerja/tls"
LIVE = "/etc/letsencrypt/live/ekinerja"
EARLY = timedelta(days=30)
TEMPORARY = "sementara"  # a marker beside a certificate that only keeps nginx running until the real one is there


def check_files(answers: Answers, now: datetime) -> None:
    """Refuse, before anything is changed, files that phones would not accept."""
    if answers["tls"] != "berkas":
        return
    found = tls.problems(Path(answers["tls_sertifikat"]), Path(answers["tls_kunci"]), answers["alamat"], now)
    if found:
        raise Refused(found, "Tidak ada yang diubah. Perbaiki sertifikatnya, lalu ulangi.")


def provide(system: System, answers: Answers) -> None:
    """See that nginx has a certificate for this address, at least one of our own until ACME's is fetched."""
    system.folder(FOLDER)
    folder, way = system.path(FOLDER), answers["tls"]
    if way == "berkas":
        _copy(system, Path(answers["tls_sertifikat"]), Path(answers["tls_kunci"]))
    elif way == "otoritas":
        _by_authority(system, folder, answers)
    elif not _fits(folder, answers["alamat"]):
        tls.make_server(folder, answers["alamat"], authority=False)
        (folder / TEMPORARY).touch()
        system.note("sertifikat sementara dibuat; yang sungguhan diambil setelah nginx berjalan")


def renew(system: System, answers: Answers) -> bool:
    """What the timer does twice a day; True when nginx must read its certificate again."""
    before = len(system.changed)
    if answers["tls"] == "otoritas":
        _by_authority(system, system.path(FOLDER), answers)
    elif answers["tls"].startswith("acme"):
        _by_acme(system, answers)
    return len(system.changed) > before


def _fits(folder: Path, address: str) -> bool:
    """Whether there is a certificate for this address that does not end soon."""
    certificate, key = folder / "sertifikat.pem", folder / "kunci.pem"
    return certificate.exists() and key.exists() and not tls.problems(certificate, key, address, _now() + EARLY)


def _now() -> datetime:
    return datetime.now(UTC)


def _copy(system: System, certificate: Path, key: Path) -> None:
    written = system.write(f"{FOLDER}/kunci.pem", key.read_bytes(), 0o600)
    system.write(f"{FOLDER}/sertifikat.pem", certificate.read_bytes())
    (system.path(FOLDER) / TEMPORARY).unlink(missing_ok=True)
    if written:
        system.say(f"  sertifikat berlaku sampai {tls.ends(certificate):%Y-%m-%d}")


def _by_authority(system: System, folder: Path, answers: Answers) -> None:
    if not ((folder / "otoritas.crt").exists() and (folder / "otoritas.kunci").exists()):
        tls.make_authority(folder, answers["kabupaten"])
        (folder / "sertifikat.pem").unlink(missing_ok=True)
        system.note("otoritas sertifikat sendiri dibuat; cara memercayainya di HP ada di Bantuan dan docs/OPERASI.md")
    if not _fits(folder, answers["alamat"]):
        tls.make_server(folder, answers["alamat"], authority=True)
        (folder / TEMPORARY).unlink(missing_ok=True)
        system.note(f"sertifikat untuk {answers['alamat']} dibuat oleh otoritas sendiri")


def _by_acme(system: System, answers: Answers) -> None:
    """Ask certbot, which does nothing while the certificate is fresh, and take over what it has."""
    command = ["certbot", "certonly", "--non-interactive", "--agree-tos", "--keep-until-expiring", "--quiet",
               "--cert-name", "ekinerja", "-m", answers["acme_surel"], "-d", answers["alamat"]]  # fmt: skip
    if answers["tls"] == "acme-dns":
        plugin = answers["acme_dns"]
        command += [f"--dns-{plugin}", f"--dns-{plugin}-credentials", answers["acme_dns_berkas"]]
    else:
        command += ["--webroot", "-w", "/var/lib/ekinerja-acme"]
    done = system.run(*command, check=False)
    live = system.path(LIVE)
    if (live / "fullchain.pem").exists() and (live / "privkey.pem").exists():
        _copy(system, live / "fullchain.pem", live / "privkey.pem")
    if done.returncode != 0:
        last = (done.stdout or "").strip().splitlines()[-6:]
        raise Refused("Sertifikat belum didapat; dicoba lagi dengan sendirinya. Kata certbot:", last)
