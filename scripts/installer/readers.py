"""How each answer is understood: text in, a tidy text out, or ValueError with the reason in Indonesian."""

from __future__ import annotations

import ipaddress
import re
from pathlib import Path

NONE = "tidak"
LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
DATA = "/var/lib/ekinerja"
KEY = re.compile(r"(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp\d+|sk-\S+) [A-Za-z0-9+/=]{40,}( [^\n]*)?")
DEVICE = re.compile(r"(UUID|LABEL|PARTUUID|PARTLABEL)=[A-Za-z0-9_.-]+|/dev/[A-Za-z0-9_./-]+")


def regency(text: str) -> str:
    plain = len(text) <= 60 and text.isprintable() and not set(text) & set('"\\')
    if not text.startswith(("Kabupaten ", "Kota ")) or not plain:
        raise ValueError("isi dengan nama lengkap, misalnya Kabupaten Mukomuko")
    return text


def address(text: str) -> str:
    """A host name in small letters, or an IPv4 address."""
    name = text.lower().rstrip(".")
    if re.fullmatch(r"[0-9.]+", name):
        return str(ipv4(name))
    if len(name) > 250 or not all(LABEL.fullmatch(label) for label in name.split(".")):
        raise ValueError("isi dengan nama tanpa https:// dan garis miring, misalnya ekinerja.mukomukokab.go.id")
    return name


def ipv4(text: str) -> ipaddress.IPv4Address:
    try:
        return ipaddress.IPv4Address(text)
    except ValueError:
        raise ValueError(f"{text} bukan alamat IP; contoh yang betul: 192.168.10.5") from None


def zone(text: str) -> str:
    if text.upper() not in ("WIB", "WITA", "WIT"):
        raise ValueError("isi dengan WIB, WITA atau WIT")
    return text.upper()


def hosts(text: str) -> str:
    if text.lower() == NONE:
        return NONE
    return ", ".join(address(part) for part in parts(text))


def parts(text: str) -> list[str]:
    """The pieces of a list with commas or spaces between them."""
    return [part for part in re.split(r"[,\s]+", text) if part]


def networks(text: str) -> str:
    """Networks in CIDR form, a single address for itself; `tidak` for none."""
    if text.lower() == NONE:
        return NONE
    return ", ".join(network(part) for part in parts(text))


def network(text: str) -> str:
    try:
        found = ipaddress.ip_network(text)
    except ValueError:
        raise ValueError(_why_no_network(text)) from None
    if found.prefixlen == 0:
        raise ValueError(f"{text} berarti seluruh internet; isi jaringan yang sebenarnya")
    return str(found)


def _why_no_network(text: str) -> str:
    try:
        right = ipaddress.ip_network(text, strict=False)
    except ValueError:
        return f"{text} bukan jaringan; contoh yang betul: 192.168.10.0/24"
    return f"{text} menunjuk satu komputer di dalam jaringan; mungkin maksudnya {right}"


def port(text: str) -> str:
    if not text.isascii() or not text.isdigit() or not 1024 <= int(text) <= 65535:
        raise ValueError("isi dengan angka 1024 sampai 65535")
    return str(int(text))


def disk(text: str) -> str:
    if text.lower() == NONE:
        return NONE
    if DEVICE.fullmatch(text):
        return text
    if not re.fullmatch(r"(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+", text):
        raise ValueError("isi dengan UUID=…, LABEL=…, /dev/…, sebuah folder, atau tidak")
    if text.split("/")[1] in ("home", "root", "run", "tmp", "dev", "etc", "usr", "opt") or text.startswith(DATA):
        raise ValueError("folder ini tidak cocok untuk cadangan; pakai misalnya /srv/cadangan")
    return text


def place(text: str) -> str:
    if text.lower() == NONE:
        return NONE
    if not re.fullmatch(r"(sftp:|rest:https?://|s3:|b2:|/)[^\s\"'$`\\\\]+", text):
        raise ValueError("isi dengan alamat restic, misalnya sftp:cadangan@10.0.0.9:/srv/ekinerja, atau tidak")
    return text


def file(text: str) -> str:
    path = Path(text)
    if not path.is_absolute():
        raise ValueError("isi dengan jalan lengkap, misalnya /root/sertifikat.pem")
    if not path.is_file():
        raise ValueError(f"berkas {text} tidak ada")
    return text


def mail(text: str) -> str:
    if not re.fullmatch(r"[^@\s\"]+@[^@\s\"]+\.[^@\s\"]+", text):
        raise ValueError("isi dengan alamat surel, misalnya kominfo@mukomukokab.go.id")
    return text


def public_key(text: str) -> str:
    if text.lower() == NONE:
        return NONE
    if not KEY.fullmatch(text):
        raise ValueError("isi dengan satu baris kunci umum, yang dimulai dengan ssh-ed25519 atau ssh-rsa, atau tidak")
    return text


def driver(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9_-]+", text):
        raise ValueError("isi dengan nama penggerak NUT, misalnya usbhid-ups, atau tidak")
    return text
