"""A bare Debian and the releases that come to it, for the long story of tests/installer."""

from __future__ import annotations

import re
import shutil
import ssl
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from installer import pack

from tests.installer import rilis
from tests.support.masuk import Peramban
from tests.support.pohon import Pohon, make_release

ANSWERS = """\
kabupaten = Kabupaten Mukomuko
alamat = localhost
tls = otoritas
sumber_waktu = tidak
cadangan = tidak
jaringan_mesin = 10.20.0.0/16
"""
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

    def ask(self, path: str = "/sehat") -> str:
        trust = ssl.create_default_context(cafile=str(self.pohon.root / "etc/ekinerja/tls/otoritas.crt"))
        with self.pohon.network.inside(), urllib.request.urlopen(f"https://localhost{path}", context=trust) as answer:
            return str(answer.read().decode())

    def install(self, *options: str) -> str:
        done = self.pohon.run("/opt/ekinerja/kini/scripts/install", *options)
        assert done.returncode == 0, done.stdout + done.stderr
        if found := CODE.search(done.stdout):
            self.code = found[1] or found[2]
        return done.stdout

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


@contextmanager
def made(folder: Path, suite: str, python: str, versions: dict[str, dict[str, str]]) -> Iterator[Dunia]:
    """The releases signed by one key, and Debian `suite` with its answers at hand."""
    key, wheels = rilis.key(folder), folder / "wheels"
    pack.download(wheels, [python], "x86_64")
    files = {one: make_release(folder, one, key, wheels, [python], change) for one, change in versions.items()}
    pohon = Pohon(folder / "akar", suite)
    try:
        (pohon.root / "root/jawaban.txt").write_text(ANSWERS, encoding="utf-8")
        yield Dunia(pohon, files)
    finally:
        pohon.close()
        for path in files.values():
            path.unlink()
        shutil.rmtree(wheels)
