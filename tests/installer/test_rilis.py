"""A release: the same for the same tree, refused when anybody touched it, and nothing of it lands elsewhere."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from installer import pack, packages, release, unpack, update
from installer.refused import Refused
from installer.render import ROOT
from installer.system import System

from tests.installer import rilis

WORLD = pytest.fixture(scope="module")


@WORLD
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rilis")


@WORLD
def whole(folder: Path) -> Path:
    return rilis.make(folder)


def test_the_same_tree_and_key_give_the_same_file(whole: Path, tmp_path: Path) -> None:
    for name in ("kunci", "kunci.pub"):
        (tmp_path / name).write_bytes((whole.parent / name).read_bytes())
    (tmp_path / "kunci").chmod(0o600)
    assert rilis.make(tmp_path).read_bytes() == whole.read_bytes()


def test_a_whole_release_is_read_and_lies_there_as_it_was_packed(whole: Path, folder: Path, tmp_path: Path) -> None:
    said = unpack.read(whole, rilis.signers(folder))
    assert said.version == release.version_of(ROOT)
    unpack.extract(whole, said, tmp_path / "v")
    assert (tmp_path / "v/scripts/install").stat().st_mode & 0o777 == 0o755
    assert (tmp_path / "v/appliance/cli.py").read_bytes() == (ROOT / "appliance/cli.py").read_bytes()
    assert (tmp_path / "v" / release.UNFINISHED).exists()
    assert not list((tmp_path / "v").rglob("__pycache__"))
    assert b"ssh-ed25519" in (tmp_path / "v" / release.SIGNERS).read_bytes()


def changed(whole: Path, target: Path, at: int) -> Path:
    data = bytearray(whole.read_bytes())
    data[at] ^= 1
    target.write_bytes(data)
    return target


def refused(path: Path, signers: Path) -> str:
    with pytest.raises(Refused) as caught:
        unpack.read(path, signers)
    return str(caught.value)


def test_one_changed_bit_anywhere_is_noticed(whole: Path, folder: Path, tmp_path: Path) -> None:
    size = whole.stat().st_size
    with tarfile.open(whole) as tar:
        manifest, sig, content = (tar.getmember(name) for name in ("manifest.json", "manifest.json.sig", "isi.tar"))
    for entry in (manifest, sig):
        assert "tidak sah" in refused(changed(whole, tmp_path / "x", entry.offset_data + 60), rilis.signers(folder))
    for at in (content.offset_data, content.offset_data + content.size // 2, content.offset_data + content.size - 1):
        assert "tidak sama" in refused(changed(whole, tmp_path / "x", at), rilis.signers(folder))
    assert size > content.size


@pytest.mark.parametrize("share", [0, 0.0001, 0.3, 0.9])
def test_a_file_that_was_cut_off_is_said_to_be(whole: Path, folder: Path, tmp_path: Path, share: float) -> None:
    (tmp_path / "x").write_bytes(whole.read_bytes()[: int(whole.stat().st_size * share)])
    said = refused(tmp_path / "x", rilis.signers(folder))
    assert "terpotong" in said or "tidak sama" in said


def test_what_somebody_else_signed_is_refused_whatever_it_carries(whole: Path, folder: Path, tmp_path: Path) -> None:
    other = rilis.make(tmp_path)
    assert "tidak sah" in refused(other, rilis.signers(folder))
    assert "belum ada daftar penanda tangan" in refused(whole, tmp_path / "tiada")


def test_a_key_signs_releases_and_nothing_else(folder: Path, tmp_path: Path) -> None:
    """A signature that the same key gave for another purpose is none for a release."""
    target = rilis.make(tmp_path)
    content = tmp_path / "isi.tar"
    said = rilis.manifest(content)
    sig = subprocess.run(("ssh-keygen", "-Y", "sign", "-q", "-n", "git", "-f", str(rilis.key(tmp_path))), input=said,
                         capture_output=True, check=True).stdout  # fmt: skip
    with tarfile.open(target, "w") as tar:
        pack.add(tar, "manifest.json", said)
        pack.add(tar, "manifest.json.sig", sig)
        pack.add(tar, "isi.tar", content.read_bytes())
    assert "tidak sah" in refused(target, rilis.signers(tmp_path))


@pytest.mark.parametrize(
    ("name", "kind"), [("ekinerja-0.1.0/../../jahat", b"0"), ("/etc/jahat", b"0"), ("ekinerja-0.1.0/jalan", b"2")]
)
def test_even_a_signed_release_lays_nothing_outside_its_folder(tmp_path: Path, name: str, kind: bytes) -> None:
    content = tmp_path / "isi.tar"
    with tarfile.open(content, "w") as tar:
        entry = tarfile.TarInfo(name.replace("0.1.0", release.version_of(ROOT)))
        entry.type, entry.linkname, entry.size = kind, "/etc/passwd" if kind == b"2" else "", 0
        tar.addfile(entry, io.BytesIO())
    target = rilis.make(tmp_path)
    said = unpack.read(target, rilis.signers(tmp_path))
    with pytest.raises(Refused, match="tidak boleh ada"):
        unpack.extract(target, said, tmp_path / "v")
    assert [path.name for path in (tmp_path / "v").iterdir()] == [release.UNFINISHED]


@pytest.mark.parametrize(
    ("version", "arch", "python", "debian", "said"),
    [
        ("0.9.0", "", "", "", "lebih lama daripada yang terpasang (0.10.0)"),
        ("0.10.0", "", "", "", "sudah terpasang"),
        ("0.11.0", "riscv64", "", "", "untuk prosesor riscv64"),
        ("0.11.0", "", "3.9", "", "dengan Python 3.9"),
        ("0.11.0", "", "", "11", "untuk Debian 11"),
    ],
)
def test_what_does_not_fit_this_machine_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch, version: str, arch: str, python: str, debian: str, said: str
) -> None:
    monkeypatch.setattr(packages, "must_be_debian", lambda _: "12")
    own = "{}.{}".format(*sys.version_info[:2])
    manifest = unpack.Manifest(version, arch or os.uname().machine, (python or own,), (debian or "12",), 1, "")
    with pytest.raises(Refused) as caught:
        update.suits(System(), manifest, "0.10.0")
    assert said in str(caught.value)


def test_a_newer_release_for_this_machine_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "must_be_debian", lambda _: "12")
    own = "{}.{}".format(*sys.version_info[:2])
    update.suits(System(), unpack.Manifest("0.10.1", os.uname().machine, (own,), ("12",), 1, ""), "0.10.0")


def test_a_disk_without_room_is_said_before_anything_is_laid(tmp_path: Path) -> None:
    here = System(tmp_path)
    for name in ("opt/ekinerja", "var/lib/ekinerja"):
        (tmp_path / name).mkdir(parents=True)
    with pytest.raises(Refused, match="Kosongkan dulu"):
        update.room_for(here, unpack.Manifest("1.0", "x", (), (), 2**50, ""))


@pytest.mark.parametrize(("free", "enough"), [(3499, False), (3500, True)])
def test_an_update_asks_for_the_room_of_a_copy_and_of_records_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, enough: bool
) -> None:
    here = System(tmp_path)
    for place in ("/opt/ekinerja", "/var/lib/ekinerja"):
        here.path(place).mkdir(parents=True)
    here.path("/var/lib/ekinerja/ekinerja.db").write_bytes(b"\0" * 1000)
    monkeypatch.setattr(update.shutil, "disk_usage", lambda place: SimpleNamespace(free=free))
    little = unpack.Manifest("1.0", "x", (), (), 1, "")
    if enough:
        update.room_for(here, little)
    else:
        with pytest.raises(Refused, match="/var/lib/ekinerja"):
            update.room_for(here, little)
