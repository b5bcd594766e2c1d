"""scripts/uninstall: takes the program off the machine and leaves what belongs to the regency."""

from __future__ import annotations

import shutil
import sys

from installer import lay, system
from installer.refused import Refused
from installer.system import System

REPLACED = ("/etc/nftables.conf", "/etc/chrony/chrony.conf", "/etc/default/fake-hwclock",
            "/etc/nut/nut.conf", "/etc/nut/ups.conf",
            "/etc/nut/upsd.conf", "/etc/nut/upsd.users", "/etc/nut/upsmon.conf")  # fmt: skip
WRITTEN = ("/etc/systemd/system/nginx.service.d/ekinerja.conf", "/etc/systemd/system/srv-cadangan.mount",
           "/usr/local/bin/ekinerja",
           "/etc/tmpfiles.d/ekinerja.conf", "/etc/apt/apt.conf.d/52ekinerja", "/etc/ssh/sshd_config.d/ekinerja.conf",
           "/etc/systemd/journald.conf.d/ekinerja.conf")  # fmt: skip


def run(arguments: list[str]) -> int:
    if arguments not in ([], ["--ya"]):
        print("scripts/uninstall [--ya]", file=sys.stderr)
        return 2
    system.must_be_root()
    here = System()
    if not arguments and not _agreed():
        raise Refused("Tidak ada yang diubah.")
    stop(here)
    for name in WRITTEN:
        here.path(name).unlink(missing_ok=True)
    for name in REPLACED:
        _give_back(here, name)
    shutil.rmtree(here.path("/opt/ekinerja"), ignore_errors=True)
    if here.is_booted():
        here.systemctl("daemon-reload")
        here.run("nft", "delete", "table", "inet", "ekinerja", check=False)
        here.systemctl("reload", "ssh.service", check=False)
    here.say(f"Program sudah dilepas. Data tetap di {lay.DATA}, pengaturan dan kunci di {lay.SETTINGS}; "
             "paket Debian dan pengguna ekinerja juga dibiarkan.")  # fmt: skip
    return 0


def _agreed() -> bool:
    print(f"Program E-Kinerja akan dilepas dari mesin ini. Data di {lay.DATA} dibiarkan.")
    return input("Ketik ya untuk melanjutkan: ").strip().lower() == "ya"


def stop(here: System) -> None:
    units = sorted(path.name for path in here.path("/etc/systemd/system").glob("ekinerja*") if path.is_file())
    for unit in (*units, "srv-cadangan.mount"):
        if here.is_booted():
            here.systemctl("stop", unit, check=False)
        here.systemctl("disable", unit, check=False)
    if here.is_booted():
        here.systemctl("stop", "nginx.service", check=False)
    here.systemctl("disable", "nginx.service", check=False)
    for unit in units:
        here.path(f"/etc/systemd/system/{unit}").unlink()
        shutil.rmtree(here.path(f"/etc/systemd/system/{unit}.d"), ignore_errors=True)


def _give_back(here: System, name: str) -> None:
    """What Debian or a person had there before; without such a file ours stays, which is safe as it is."""
    path = here.path(name)
    kept = path.with_name(f"{path.name}.sebelum-ekinerja")
    if kept.exists():
        kept.replace(path)


if __name__ == "__main__":
    sys.exit(system.main(run))
