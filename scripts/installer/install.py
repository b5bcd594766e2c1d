"""scripts/install: from a bare Debian to people signing in. Run again, it repairs; cut off, it goes on."""

from __future__ import annotations

import argparse
import ipaddress
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from installer import answers, certificate, check, fill, lay, listening, packages, start, system
from installer.answers import Answers
from installer.refused import Refused
from installer.render import ROOT
from installer.system import System


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="scripts/install", description="Memasang atau memperbaiki E-Kinerja di Debian.")
    top.add_argument("--jawaban", type=Path, metavar="BERKAS", help="jawaban dari berkas, tanpa bertanya")
    top.add_argument("--tanya", action="store_true", help="bertanya lagi, dengan jawaban lama sebagai bawaan")
    half = top.add_mutually_exclusive_group()
    half.add_argument("--letak", action="store_true", help="hanya program dan layanannya, tanpa bertanya (untuk citra)")
    half.add_argument("--isi", action="store_true", help="hanya jawaban, kunci, dan mulai (untuk citra)")
    top.add_argument("--tanpa-mulai", action="store_true", help="tidak menyalakan layanan (saat mesin sedang mulai)")
    top.add_argument("--pembaruan", action="store_true", help="dipanggil scripts/update: tidak membuat kode apa pun")
    half.add_argument("--periksa-jawaban", action="store_true", help="hanya memeriksa berkas jawaban")
    return top


def run(arguments: list[str]) -> int:
    chosen = parser().parse_args(arguments)
    if chosen.periksa_jawaban:
        certificate.check_files(answers.from_file(chosen.jawaban or Path(fill.KEPT)), datetime.now(UTC))
        print("Jawaban dapat dipakai.")
        return 0
    system.must_be_root()
    here = System()
    packages.must_be_debian(here)
    if chosen.letak:
        here.say(f"Versi {lay.lay(here, ROOT)} diletakkan. Jawaban dan kunci menyusul dengan scripts/install --isi.")
        return 0
    given = collect(here, chosen)
    repair = chosen.jawaban is None and not chosen.tanya and here.path(fill.KEPT).exists()
    certificate.check_files(given, datetime.now(UTC), repair=repair)
    not_locked_out(given)
    if not chosen.isi:
        lay.lay(here, ROOT, given)
    install(here, given, begin=not chosen.tanpa_mulai, codes=not chosen.pembaruan)
    return 0


def install(here: System, given: Answers, *, begin: bool = True, codes: bool = True) -> None:
    """The second half, from the answers to a server that says it is well.

    Without `codes` nothing is made that is printed only once: nobody may be looking.
    """
    lay.units(here)
    lay.enable(here)
    packages.install(here, packages.wanted(given))
    fill.fill(here, given)
    check.check(here, given)
    if codes:
        start.first_account(here)
        start.backup_place(here, given)
    if not begin:
        if here.is_booted():
            here.systemctl("daemon-reload")
        return
    start.start(here, given)
    if here.is_booted():
        start.wait_until_healthy(given["alamat"])
        listening.tell(here, given)
    here.say(f"Siap di https://{given['alamat']}/" if here.changed else "Semua sudah seperti seharusnya.")


def collect(here: System, chosen: argparse.Namespace) -> Answers:
    """From the file that was named, from the installation before, or from the person at the keyboard."""
    kept = here.path(fill.KEPT)
    if chosen.jawaban:
        return answers.from_file(chosen.jawaban)
    if kept.exists() and not chosen.tanya:
        here.say(f"Memakai jawaban yang disimpan di {fill.KEPT}; --tanya untuk mengubahnya.")
        return answers.from_file(kept)
    if not sys.stdin.isatty():
        raise Refused("Tidak ada layar untuk bertanya; beri jawaban dengan --jawaban BERKAS.")
    here.say("Pemasangan E-Kinerja. Enter saja berarti memakai yang di dalam kurung.")
    before = answers.from_file(kept).given if kept.exists() else None
    return answers.by_asking(input, here.say, before)


def not_locked_out(given: Answers) -> None:
    """Who installs over ssh must still be able to come in afterwards."""
    came = os.environ.get("SSH_CONNECTION", "").split()
    if not came:
        return
    inside = [ipaddress.ip_network(one) for one in given.many("jaringan_admin")]
    if not any(ipaddress.ip_address(came[0]) in network for network in inside):
        raise Refused(
            f"Anda masuk lewat ssh dari {came[0]}, yang tidak termasuk jaringan_admin: setelah pemasangan Anda tidak "
            "dapat masuk lagi. Tambahkan jaringan itu, atau pasang dari layar mesinnya sendiri."
        )
    if not given.has("kunci_ssh") and not Path("/root/.ssh/authorized_keys").exists():
        raise Refused("Anda masuk lewat ssh dan root belum punya kunci umum: setelah pemasangan kata sandi tidak "
                      "diterima lagi. Isi kunci_ssh.")  # fmt: skip


if __name__ == "__main__":
    sys.exit(system.main(run))
