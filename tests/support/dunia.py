"""A bare Debian and the releases that come to it, for the long story of tests/installer."""

from __future__ import annotations

import re
import shutil
import ssl
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from installer import pack

from tests.contracts import tree
from tests.installer import rilis
from tests.support.masuk import Peramban
from tests.support.pohon import Pohon, make_release

ANSWERS = """\
kabupaten = Kabupaten Mukomuko
alamat = localhost
tls = otoritas
sumber_waktu = tidak
cadangan = /srv/cadangan
jaringan_mesin = 10.20.0.0/16
"""
RECOVERY = re.compile(r"(?:[A-Z0-9]{5}-){5}[A-Z0-9]{5}")
SANDI = "kapal-layar-biru-27"
CODE = re.compile(r"admin\), berlaku 14 hari: (\S+)|sekali pakai: (\S+)")
MIGRATION = '''"""Uji."""

from peewee import *


def up(migrator, db):
    class TabelUji(Model):
        nama = TextField()
        class Meta:
            database = db
            table_name = 'tabel_uji'
    db.create_tables([TabelUji])
'''
NEW_FORM = {"appliance/migrations/0090_uji.py": MIGRATION}
DOES_NOT_START = {"appliance/web/serve.py": '\nraise RuntimeError("versi ini rusak")\n'}


@dataclass
class Dunia:
    pohon: Pohon
    rilis: dict[str, Path]
    code: str = ""
    browser: Peramban | None = None
    said: str = ""  # what the first installation printed

    def ask(self, path: str = "/sehat") -> str:
        trust = ssl.create_default_context(cafile=str(self.pohon.root / "etc/ekinerja/tls/otoritas.crt"))
        with self.pohon.network.inside(), urllib.request.urlopen(f"https://localhost{path}", context=trust) as answer:
            return str(answer.read().decode())

    def wait(self) -> None:
        """Until it answers again."""
        for _ in range(200):
            try:
                if self.ask() == "ok":
                    return
            except OSError:
                time.sleep(0.3)
        raise AssertionError("nobody answers")

    def install(self, *options: str, home: str = "/opt/ekinerja/kini") -> str:
        done = self.pohon.run(f"{home}/scripts/install", *options)
        assert done.returncode == 0, done.stdout + done.stderr
        if found := CODE.search(done.stdout):
            self.code = found[1] or found[2]
        return done.stdout

    def packages_for_answers(self) -> None:
        """What a UPS and ssh need, while there is a network."""
        names = ("openssh-server", "nut-client", "nut-server")
        apt = ("apt-get", "-q", "-y", "--no-install-recommends", "install", *names)
        assert self.pohon.run("env", "DEBIAN_FRONTEND=noninteractive", *apt, outside=True).returncode == 0

    def sign_in(self) -> None:
        """With the printed code, through nginx, trusting the box's own authority and nothing else."""
        self.browser = Peramban("https://localhost", trust=self.pohon.root / "etc/ekinerja/tls/otoritas.crt")
        with self.pohon.network.inside():
            assert "Beranda" in self.browser.activate("admin", self.code, SANDI)

    def update(self, version: str, *options: str) -> tuple[int, str]:
        shutil.copy(self.rilis[version], self.pohon.root / "media/x.rilis")
        done = self.pohon.run("/opt/ekinerja/kini/scripts/update", "/media/x.rilis", *options)
        return done.returncode, done.stdout + done.stderr

    def still_signed_in(self) -> bool:
        """The same session, before and after: the data are those of before."""
        assert self.browser is not None
        with self.pohon.network.inside():
            return "admin" in self.browser.get("/akun")


# What each version adds to the files of this tree.
VERSIONS: dict[str, dict[str, str]] = {
    "1.0.0": {},
    "1.0.1": {"static/app.css": "\n.uji-1-0-1 { color: red; }\n"},
    "1.0.2": {**NEW_FORM, **DOES_NOT_START},
    "1.0.3": NEW_FORM,
    "1.0.4": {},
}


def of_setup() -> list[str]:
    """Debian's packages that scripts/setup asks for."""
    found = re.search(r"packages=\(([^)]*)\)", (tree.ROOT / "scripts/setup").read_text(encoding="utf-8"))
    assert found
    return found[1].split()


@contextmanager
def made(
    folder: Path, suite: str, python: str, versions: dict[str, dict[str, str]], kind: type[Pohon] = Pohon
) -> Iterator[Dunia]:
    """The releases signed by one key, and Debian `suite` with its answers at hand."""
    key, wheels = rilis.key(folder), folder / "wheels"
    pack.download(wheels, [python], "x86_64")
    files = {one: make_release(folder, one, key, wheels, [python], change) for one, change in versions.items()}
    pohon = kind(folder / "akar", suite)
    try:
        (pohon.root / "root/jawaban.txt").write_text(ANSWERS, encoding="utf-8")
        yield Dunia(pohon, files)
    finally:
        pohon.close()
        for path in files.values():
            path.unlink()
        shutil.rmtree(wheels)
