"""First account, first backup place, and everything running."""

from __future__ import annotations

import http.client
import socket
import ssl
import time

from installer import certificate, render
from installer.answers import Answers
from installer.lay import DATA, SETTINGS, USER
from installer.refused import Refused
from installer.release import CURRENT
from installer.system import System

COMMAND = f"{CURRENT}/.venv/bin/ekinerja"
READY = f"{SETTINGS}/cadangan-siap"
UNSAID = f"{DATA}/.kode-belum-dicetak"
SERVICES = ("ekinerja-web.service", "ekinerja-work.service")
TIMERS = ("ekinerja-sertifikat.timer", "ekinerja-cadangan.timer")


def environment(system: System) -> dict[str, str]:
    """What the services get from systemd, for the commands that are run by hand."""
    lines = system.path(f"{SETTINGS}/ekinerja.env").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    return {name: text.strip('"') for name, text in pairs} | {"HOME": DATA, "LANG": "C.UTF-8"}


def first_account(system: System) -> None:
    """Make the regency and print the first administrator's code, once. A cut before the printing gives a fresh code."""
    unsaid = system.path(UNSAID)
    if not system.path(f"{DATA}/ekinerja.db").exists():
        unsaid.touch()
    if not unsaid.exists():
        return
    said = _made_or_again(system)
    system.note("kabupaten dan administrator pertama dibuat")
    banner(system, "Kode administrator pertama. Tulis sekarang; tidak dicetak lagi.", said)
    unsaid.unlink()


def _made_or_again(system: System) -> str:
    """What `init` prints or, where an earlier run has made everything, a fresh code. Raises Refused with both reasons:
    the second is often only a consequence of the first."""
    wrong = []
    for words in (("init",), ("akun", "kode", "admin")):
        done = system.run(COMMAND, *words, env=environment(system), user=USER, check=False)
        if done.returncode == 0:
            return done.stdout
        last = done.stdout.strip().splitlines()[-8:] or [f"kode {done.returncode}, tanpa penjelasan"]
        wrong += [f"  ekinerja {' '.join(words)}:", *(f"    {line}" for line in last)]
    raise Refused("Kabupaten dan administrator pertama belum dapat dibuat:", wrong)


def banner(system: System, title: str, text: str) -> None:
    line = "─" * 72
    system.say(f"\n{line}\n{title}\n\n{text.strip()}\n{line}\n")


def backup_place(system: System, answers: Answers) -> None:
    """Make the repositories of the backups and print the recovery code, once."""
    wanted = f"{answers['cadangan']} {answers['cadangan_kedua']}\n"
    marker = system.path(READY)
    if not answers.has("cadangan") or (marker.exists() and marker.read_text(encoding="utf-8") == wanted):
        return
    if system.run(COMMAND, "cadangan", "--help", env=environment(system), user=USER, check=False).returncode != 0:
        system.say("  cadangan: perintahnya belum ada di versi ini")
        return
    if marker.exists():
        system.say(
            "  cadangan: tempatnya berubah. Jalankan `ekinerja cadangan siapkan` dengan kode pemulihan di tangan."
        )
    elif _is_there(system, answers):
        _ready(system, wanted)


def _ready(system: System, wanted: str) -> None:
    """A cut between the making and the printing gives a fresh code; a disk that cannot be used stops nothing else."""
    unsaid = system.path(f"{DATA}/.kode-pemulihan-belum-dicetak")
    again = unsaid.exists()
    unsaid.touch()
    made = system.run(COMMAND, "cadangan", "siapkan", env=environment(system), user=USER, check=False)
    if made.returncode != 0 and again:
        made = system.run(COMMAND, "cadangan", "kode-baru", env=environment(system), user=USER, check=False)
    if made.returncode != 0:
        system.say("  cadangan belum siap, dan dicoba lagi oleh scripts/install berikutnya:")
        system.say("".join(f"    {line}\n" for line in made.stdout.strip().splitlines()[-4:]).rstrip())
        return
    title = "Kode pemulihan. Tulis dan simpan di brankas: hanya ini yang membuka cadangan di mesin lain."
    banner(system, title, made.stdout)
    system.write(READY, wanted)
    unsaid.unlink()


def _is_there(system: System, answers: Answers) -> bool:
    """Whether the disk of the backups is at hand, with a folder on it that is ours to write."""
    place = system.path(render.backup_folder(answers))
    if render.backup_folder(answers) != answers["cadangan"].rstrip("/") and not place.is_mount():
        if system.is_booted():
            system.systemctl("start", "srv-cadangan.mount", check=False)
        if not place.is_mount():
            system.say("  cadangan: disknya belum tersambung. Pasang disk itu, lalu jalankan scripts/install lagi.")
            return False
    try:
        system.folder(f"{render.backup_folder(answers)}/ekinerja-cadangan", 0o700, f"{USER}:{USER}")
    except OSError as reason:
        system.say(f"  cadangan: {place} tidak dapat ditulisi ({reason.strerror}); format disk itu dengan ext4.")
        return False
    return True


def start(system: System, answers: Answers) -> None:
    """Start what is not running and restart what was changed; in a chroot there is nothing to start."""
    if not system.is_booted():
        system.say("Systemd tidak berjalan di sini: layanan dimulai saat mesin dinyalakan.")
        return
    system.systemctl("daemon-reload")
    system.run("systemd-tmpfiles", "--create", "ekinerja.conf", check=False)
    for unit in ("chrony.service", *SERVICES):
        if system.changed or system.systemctl("is-active", unit, check=False).returncode != 0:
            system.systemctl("restart", unit)
    # Neither drops what is open when it only reads its rules anew.
    for unit in ("nftables.service", "nginx.service"):
        anew = any(unit in one for one in system.changed)
        system.systemctl("restart" if anew else "reload-or-restart", unit)
    for unit in TIMERS:
        system.systemctl("start", unit, check=False)
    if answers.has("jaringan_admin"):
        system.systemctl("reload", "ssh.service", check=False)
    if answers.has("ups"):
        system.systemctl("restart", "nut-server.service", "nut-monitor.service", check=False)
    fetch_certificate(system, answers)


def fetch_certificate(system: System, answers: Answers) -> None:
    """Now that nginx answers, the authority can be asked. Without internet the box works on with its own."""
    try:
        if certificate.renew(system, answers):
            system.systemctl("reload", "nginx.service", check=False)
    except Refused as refused:
        system.say("\n".join(refused.lines))


def wait_until_healthy(address: str, seconds: float = 60, port: int = 443) -> None:
    """Until GET /sehat through nginx and TLS says ok. Raises Refused with what was seen last."""
    last, until = "", time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            last = _ask(address, port)
        except OSError as reason:
            last = str(reason)
        if last == "ok":
            return
        time.sleep(0.5)
    raise Refused(f"Server tidak menjawab ok di https://{address}/sehat; yang terakhir terlihat: {last[:200]}",
                  "Catatannya: journalctl -u ekinerja-web -u nginx -n 50")  # fmt: skip


def _ask(address: str, port: int) -> str:
    """The certificate is looked at elsewhere; here it may be one that only phones trust."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with socket.create_connection(("127.0.0.1", port), 5) as plain, \
            context.wrap_socket(plain, server_hostname=address) as line:  # fmt: skip
        asked = http.client.HTTPConnection(address, port, timeout=10)
        asked.sock = line
        asked.request("GET", "/sehat", headers={"Host": address if port == 443 else f"{address}:{port}"})
        answer = asked.getresponse()
        return answer.read(200).decode(errors="replace").strip() if answer.status == 200 else f"kode {answer.status}"
