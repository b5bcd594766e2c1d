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

from tests.contracts import tree
from tests.support.jaringan import Jaringan

SYSTEMCTL = tree.ROOT / "tests/support/systemctl.py"
CLEAN = ("env", "-i", "PATH=/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8")


class Pohon:
    """`run` is a command of the box's root; with `outside` it sees the machine's own network, for Debian's packages."""

    def __init__(self, folder: Path, suite: str = "bookworm") -> None:
        self.root = folder
        subprocess.run(
            ("mmdebstrap", "--mode=root", "--variant=apt", "--quiet", suite, str(folder)), check=True, timeout=900
        )
        folder.chmod(0o755)
        self.network = Jaringan()
        for name in ("proc", "dev"):
            subprocess.run(("mount", "--rbind", f"/{name}", str(folder / name)), check=True)
            subprocess.run(("mount", "--make-rslave", str(folder / name)), check=True)
        shutil.copy("/etc/resolv.conf", folder / "etc/resolv.conf")
        runner = folder / "usr/local/sbin/systemctl"
        shutil.copy(SYSTEMCTL, runner)
        runner.chmod(0o755)
        for name in ("run/systemd/system", "run/lock"):
            (folder / name).mkdir(parents=True, exist_ok=True)

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
        for name in ("dev", "proc"):
            subprocess.run(("umount", "-R", "-l", str(self.root / name)), check=False)
        self.network.close()
        if not any(os.path.ismount(self.root / name) for name in ("dev", "proc")):
            shutil.rmtree(self.root)


def make_release(folder: Path, version: str, key: Path, wheels: Path, change: dict[str, str] | None = None) -> Path:
    """A signed release of this tree as `version`; `change` maps files to what is added at their end."""
    source = folder / f"pohon-{version}"
    wanted = ("appliance", "templates", "static", "scripts", "image-build", "docs", *(
        path.name for path in tree.ROOT.iterdir() if path.is_file()))  # fmt: skip
    for name in wanted:
        here = tree.ROOT / name
        if here.is_dir():
            shutil.copytree(here, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            source.mkdir(parents=True, exist_ok=True)
            shutil.copy2(here, source / name)
    project = source / "pyproject.toml"
    text = re.sub(r'(?m)^version = "[^"]+"', f'version = "{version}"', project.read_text())
    project.write_text(text)
    for name, more in (change or {}).items():
        with (source / name).open("a", encoding="utf-8") as target:
            target.write(more)
    subprocess.run(
        (sys.executable, "-P", "-m", "installer.pack", "--kunci", str(key), "--keluar", str(folder), "--wheels",
         str(wheels)), check=True, env={**os.environ, "PYTHONPATH": str(source / "scripts")},
    )  # fmt: skip
    (made,) = folder.glob(f"ekinerja-{version}-*.rilis")
    shutil.rmtree(source)
    return made
