"""A bare Debian in a folder, in a network of its own, in which the installed units run without systemd."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from installer import release

from tests.contracts import tree
from tests.support.jaringan import Jaringan

SYSTEMCTL = tree.ROOT / "tests/support/systemctl.py"
CLEAN = ("env", "-i", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8")


class Pohon:
    """`run` is a command of the box's root; with `outside` it sees the machine's own network, for Debian's packages."""

    include: tuple[str, ...] = ()

    def __init__(self, folder: Path, suite: str = "bookworm") -> None:
        self.root = folder
        more = [f"--include={','.join(self.include)}"] if self.include else []
        subprocess.run(("mmdebstrap", "--mode=root", "--variant=apt", "--quiet", *more, suite, str(folder)),
                       check=True, timeout=900)  # fmt: skip
        folder.chmod(0o755)
        self.network = Jaringan()
        # Its own /proc, and of /dev only what mmdebstrap made: nothing of this machine can be removed through it.
        subprocess.run(("mount", "-t", "proc", "proc", str(folder / "proc")), check=True)
        shutil.copy("/etc/resolv.conf", folder / "etc/resolv.conf")
        self.prepare()

    def prepare(self) -> None:
        """Who plays systemd."""
        runner = self.root / "usr/local/sbin/systemctl"
        shutil.copy(SYSTEMCTL, runner)
        runner.chmod(0o755)
        for name in ("run/systemd/system", "run/lock"):
            (self.root / name).mkdir(parents=True, exist_ok=True)

    def command(self, *words: str, outside: bool = False) -> tuple[str, ...]:
        inside = (*CLEAN, "chroot", str(self.root), *words)
        return inside if outside else self.network.command(*inside)

    def run(self, *words: str, outside: bool = False) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(self.command(*words, outside=outside), capture_output=True, text=True, timeout=900,
                              check=False, stdin=subprocess.DEVNULL)  # fmt: skip
        print(f"$ {' '.join(words)} -> {done.returncode}\n{done.stdout}{done.stderr}")
        return done

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self.command(*words), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL, start_new_session=True)  # fmt: skip

    def cut(self, process: subprocess.Popen[bytes]) -> None:
        """As a power cut does it: everything that the command started, at once."""
        assert process.poll() is None, "it had ended by itself"
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def unpack(self, rilis: Path) -> str:
        """Lay a release file's tree into /root as the manual says; gives the folder's name in the box."""
        home = self.root / "root"
        subprocess.run(("tar", "xf", str(rilis), "-C", str(home)), check=True)
        subprocess.run(("tar", "xf", str(home / "isi.tar"), "-C", str(home)), check=True)
        (home / "isi.tar").unlink()
        (name,) = [path.name for path in home.glob("ekinerja-*") if path.is_dir()]
        return f"/root/{name}"

    def version(self) -> str:
        return os.readlink(self.root / "opt/ekinerja/kini").rpartition("/")[2]

    def processes(self) -> list[int]:
        """Everything that runs with this tree as its root."""
        found = []
        for path in Path("/proc").glob("[0-9]*"):
            try:
                if os.readlink(path / "root") == str(self.root):
                    found.append(int(path.name))
            except OSError:
                continue
        return found

    def close(self) -> None:
        for _ in range(50):
            if not (left := self.processes()):
                break
            for pid in left:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    continue
            time.sleep(0.1)
        subprocess.run(("umount", "-l", str(self.root / "proc")), check=False)
        self.network.close()
        shutil.rmtree(self.root)


PACK = """
import os, sys
from pathlib import Path
from installer import pack
key, folder, wheels = map(Path, sys.argv[1:4])
names = sorted(path.name for path in wheels.iterdir())
pack.assemble(key, folder, wheels, names, sys.argv[4:], os.uname().machine)
"""


def make_release(
    folder: Path, version: str, key: Path, wheels: Path, pythons: list[str], change: dict[str, str]
) -> Path:
    """A signed release of this tree as `version`; `change` maps files to what is added at their end."""
    source = folder / f"pohon-{version}"
    source.mkdir()
    for name in release.PARTS:
        here = tree.ROOT / name
        if here.is_dir():
            shutil.copytree(here, source / name, ignore=release.LEFT_OUT)
        elif here.exists():
            shutil.copy2(here, source / name)
    project = source / "pyproject.toml"
    project.write_text(re.sub(r'(?m)^version = "[^"]+"', f'version = "{version}"', project.read_text()))
    for name, more in change.items():
        with (source / name).open("a", encoding="utf-8") as target:
            target.write(more)
    subprocess.run((sys.executable, "-P", "-c", PACK, str(key), str(folder), str(wheels), *pythons), check=True,
                   env={**os.environ, "PYTHONPATH": str(source / "scripts")})  # fmt: skip
    shutil.rmtree(source)
    (made,) = folder.glob(f"ekinerja-{version}-*.rilis")
    return made
