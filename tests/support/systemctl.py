#!/usr/bin/python3
"""Plays systemctl in a chroot where no systemd can run: starts what the installed units say, as whom they say.

Put at /usr/local/sbin/systemctl. It knows enough of a unit to run a service (ExecStart, User, EnvironmentFile,
Environment, WorkingDirectory, UMask, conditions, KillMode's polite half); what it does not know it passes over.
`enable` and its kin go to the real systemctl, which needs no running systemd for them.
"""

import os
import pwd
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

REAL = "/usr/bin/systemctl"
PLACES = ("/etc/systemd/system", "/lib/systemd/system", "/usr/lib/systemd/system")
PIDS = Path("/run/pemain")


def read(unit: str) -> dict[str, list[str]]:
    """Every `Key=value` of a unit and its drop-ins; an empty value forgets what came before it."""
    base = next((Path(place, unit) for place in PLACES if Path(place, unit).exists()), None)
    if base is None:
        sys.exit(f"Unit {unit} not found.")
    found: dict[str, list[str]] = {}
    for path in [base, *sorted(Path("/etc/systemd/system", f"{unit}.d").glob("*.conf"))]:
        for line in path.read_text().replace("\\\n", " ").splitlines():
            name, sign, text = line.partition("=")
            if sign and not line.startswith(("#", ";", "[")):
                found[name] = [*found.get(name, []), text] if text else []
    return found


def environment(unit: dict[str, list[str]]) -> dict[str, str]:
    environ = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"}
    for line in unit.get("Environment", []):
        environ.update(pair.split("=", 1) for pair in shlex.split(line))
    for name in unit.get("EnvironmentFile", []):
        lines = Path(name.lstrip("-")).read_text().splitlines()
        pairs = (line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
        environ.update((key, text.strip('"')) for key, text in pairs)
    return environ


def start(name: str) -> None:
    unit = read(name)
    if is_active(name) or not all(Path(path).exists() for path in unit.get("ConditionPathExists", [])):
        return
    user = unit.get("User", ["root"])[-1]
    account = pwd.getpwnam(user)
    options = {
        "user": account.pw_uid, "group": account.pw_gid, "extra_groups": [], "env": environment(unit),
        "cwd": unit.get("WorkingDirectory", ["/"])[-1], "umask": int(unit.get("UMask", ["0022"])[-1], 8),
        "stdin": subprocess.DEVNULL, "start_new_session": True,
    }  # fmt: skip
    log = os.open(PIDS / f"{name}.log", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    for command in unit.get("ExecStartPre", []):
        if subprocess.run(shlex.split(command.lstrip("-+!@:")), check=False, stdout=log, stderr=log).returncode:
            sys.exit(f"{name}: {command} failed")
    kind = unit.get("Type", ["simple"])[-1]
    for command in unit.get("ExecStart", []):
        process = subprocess.Popen(shlex.split(command.lstrip("-+!@:")), stdout=log, stderr=log, **options)
        if kind in ("oneshot", "forking") and process.wait():
            sys.exit(f"{name}: {command} failed")
        (PIDS / name).write_text(str(process.pid))
    if "PIDFile" in unit and kind == "forking":
        (PIDS / name).write_text(Path(unit["PIDFile"][-1]).read_text().strip())


def is_active(name: str) -> bool:
    path = PIDS / name
    if not path.exists():
        return False
    try:
        return Path(f"/proc/{path.read_text().strip()}/stat").read_text().split(")")[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def stop(name: str) -> None:
    if is_active(name):
        pid = int((PIDS / name).read_text())
        os.kill(pid, signal.SIGTERM)
        for _ in range(200):
            if not is_active(name):
                break
            time.sleep(0.05)
        else:
            os.killpg(pid, signal.SIGKILL)
    (PIDS / name).unlink(missing_ok=True)


def reload(name: str) -> None:
    for command in read(name).get("ExecReload", []):
        subprocess.run(shlex.split(command), check=False)


def main() -> int:
    words = [word for word in sys.argv[1:] if not word.startswith("-")]
    PIDS.mkdir(exist_ok=True)
    verb, names = words[0], [name if "." in name else f"{name}.service" for name in words[1:]]
    names = [name for name in names if name.endswith(".service")]
    # The kernel's rules and clock belong to the machine that the test runs on.
    names = [name for name in names if name not in ("nftables.service", "chrony.service", "ssh.service")]
    if verb in ("enable", "disable", "is-enabled"):
        return subprocess.call([REAL, *sys.argv[1:]])
    if verb == "is-active":
        return 0 if all(is_active(name) for name in names) else 3
    for name in names:
        if verb in ("stop", "restart"):
            stop(name)
        if verb == "reload" or (verb == "reload-or-restart" and is_active(name)):
            reload(name)
        elif verb in ("start", "restart", "reload-or-restart"):
            start(name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
