"""scripts/certificate: fetch or renew the certificate, as the timer does; says until when it holds."""

from __future__ import annotations

import sys
from pathlib import Path

from installer import answers, certificate, fill, system, tls
from installer.refused import Refused
from installer.system import System


def run(arguments: list[str]) -> int:
    if arguments:
        print("scripts/certificate", file=sys.stderr)
        return 2
    system.must_be_root()
    if not Path(fill.KEPT).exists():
        raise Refused("Belum dipasang: jalankan scripts/install dulu.")
    here = System()
    if certificate.renew(here, answers.from_file(Path(fill.KEPT))) and here.is_booted():
        here.systemctl("reload", "nginx.service")
    here.say(f"Sertifikat berlaku sampai {tls.ends(Path(certificate.FOLDER) / 'sertifikat.pem'):%Y-%m-%d}.")
    return 0


if __name__ == "__main__":
    sys.exit(system.main(run))
