"""The programs at the image's screen: what is looked at, what is asked, what is refused, and what a cut leaves."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "image-build/console"))

import first  # noqa: E402
import machine  # noqa: E402
import network  # noqa: E402
import sticks  # noqa: E402
from screen import Screen  # noqa: E402


def test_a_fixed_address_is_taken_out_of_the_answers_and_the_line_numbers_stay() -> None:
    own, rest = network.split("\ufeffkabupaten = Kabupaten Uji\nip = 10.1.2.3/24\nalamat = a.b\n")
    assert own == {"ip": "10.1.2.3/24"}
    assert rest.splitlines()[2] == "alamat = a.b" and "ip" not in rest


def test_an_address_of_the_network_needs_no_file() -> None:
    assert network.settings({}) is None
    assert network.settings({"ip": "otomatis"}) is None


def test_a_fixed_address_becomes_a_file_that_asks_nobody() -> None:
    text = network.settings({"ip": "192.168.1.10/24", "gerbang": "192.168.1.1", "dns": "192.168.1.1, 10.0.0.53"})
    assert text is not None
    assert [line for line in text.splitlines() if "=" in line][1:] == [
        "DHCP=no", "LLMNR=no", "MulticastDNS=no", "Address=192.168.1.10/24", "Gateway=192.168.1.1", "DNS=192.168.1.1",
        "DNS=10.0.0.53",
    ]  # fmt: skip


@pytest.mark.parametrize(("own", "name"), [
    ({"ip": "192.168.1.300/24"}, "ip"),
    ({"ip": "192.168.1.10"}, "ip"),
    ({"ip": "192.168.1.10/24", "gerbang": "10.0.0.1"}, "gerbang"),
    ({"ip": "192.168.1.10/24", "dns": "server"}, "dns"),
    ({"gerbang": "192.168.1.1"}, "gerbang"),
])  # fmt: skip
def test_a_wrong_address_is_refused_by_its_name(own: dict[str, str], name: str) -> None:
    with pytest.raises(network.Wrong, match=name):
        network.settings(own)


def test_too_little_memory_and_a_missing_data_partition_are_said(tmp_path: Path) -> None:
    (tmp_path / "meminfo").write_text("MemTotal:         250000 kB\n")
    said = " ".join(machine.faults(tmp_path / "meminfo", str(tmp_path)))
    assert "244 MB" in said and "tambah memorinya" in said and "Partisi data" in said


def test_a_small_disk_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "meminfo").write_text("MemTotal:         480000 kB\n")
    monkeypatch.setattr(os.path, "ismount", lambda _: True)
    monkeypatch.setattr(os, "statvfs", lambda _: SimpleNamespace(f_blocks=2**18, f_frsize=4096))
    assert re.search(r"hanya 1\.0 GB\. Perlu disk 8 GB", " ".join(machine.faults(tmp_path / "meminfo", "/")))


def test_a_cable_is_waited_for_a_moment_and_missed_when_it_does_not_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    carrier = tmp_path / "enp1s0/carrier"
    carrier.parent.mkdir()
    carrier.write_text("0\n")
    assert not machine.has_cable(0, tmp_path)
    monkeypatch.setattr(machine.time, "sleep", lambda _: carrier.write_text("1\n"))
    assert machine.has_cable(60, tmp_path)


class Person(Screen):
    """Somebody at the screen who types what was planned; what was said to them is kept."""

    def __init__(self, *typed: str) -> None:
        super().__init__([])
        self.typed, self.heard = list(typed), ""

    def _write(self, text: str) -> None:
        self.heard = " ".join([*self.heard.split(), *text.split()])  # as a person reads it, wherever a line ends

    def listen(self, seconds: float, until: object = None) -> str | None:
        return self.typed.pop(0) if self.typed else None


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A box whose scripts/install accepts nothing but `kabupaten`, and writes down how it was called."""
    install = tmp_path / "kini/scripts/install"
    install.parent.mkdir(parents=True)
    install.write_text(
        f'#!/bin/sh\necho "$@" >>{tmp_path}/calls\n'
        'for file; do :; done\nif grep -q salah "$file"; then echo "$file:1: kabupaten: belum betul"; exit 1; fi\n'
        "echo kode-rahasia\n"
    )
    install.chmod(0o755)
    for module, name, value in (
        (first, "PROGRAM", tmp_path / "kini"), (first, "GIVEN", tmp_path / "run/jawaban.txt"),
        (first, "KEPT", tmp_path / "etc/jawaban"), (first, "DONE", tmp_path / "etc/terpasang"),
        (network, "FILE", tmp_path / "10-kotak.network"), (sticks, "COPY", tmp_path / "dari-stik"),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, value)
    (tmp_path / "etc").mkdir()
    (tmp_path / "dari-stik/sdb1").mkdir(parents=True)
    monkeypatch.setattr(machine, "faults", list)
    monkeypatch.setattr(machine, "has_cable", lambda: True)
    monkeypatch.setattr(sticks, "candidates", lambda: ["/dev/sdb1"])
    monkeypatch.setattr(subprocess, "run", lambda command, **how: _only_ours(command, how))
    return tmp_path


REAL_RUN = subprocess.run


def _only_ours(command: list[str], how: dict) -> object:  # type: ignore[type-arg]
    if str(command[0]).endswith("scripts/install"):
        return REAL_RUN(command, **how)
    return SimpleNamespace(returncode=0, stdout="")


def give(box: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    path = box / "dari-stik/sdb1/jawaban.txt"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(sticks, "copy_answers", lambda: [path])


def test_a_stick_with_good_answers_installs_and_shows_the_codes_until_enter(
    box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(box, monkeypatch, "kabupaten = Kabupaten Uji\nip = 10.1.2.3/24\n")
    person = Person("")
    first.first(person)
    calls = (box / "calls").read_text().splitlines()
    assert [call.split()[0] for call in calls] == ["--periksa-jawaban", "--isi"]
    assert "kode-rahasia" in person.heard and "stik boleh dicabut" in person.heard
    assert (box / "etc/terpasang").exists() and not (box / "run/jawaban.txt").exists()
    assert "Address=10.1.2.3/24" in (box / "10-kotak.network").read_text()


def test_wrong_answers_change_nothing_and_are_explained(box: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    give(box, monkeypatch, "kabupaten = salah\nip = 10.1.2.3/24\n")
    person = Person()
    assert first._from_sticks(person, set()) is None
    assert "jawaban.txt:1: kabupaten: belum betul" in person.heard and "pasang lagi stiknya" in person.heard
    assert not (box / "10-kotak.network").exists() and not (box / "etc/terpasang").exists()


def test_a_stick_that_is_pulled_is_said_and_changes_nothing(box: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def pulled() -> list[Path]:
        raise sticks.Pulled("/dev/sdb1")

    monkeypatch.setattr(sticks, "copy_answers", pulled)
    person = Person()
    assert first._from_sticks(person, set()) is None
    assert "Tidak ada yang diubah" in person.heard and not (box / "calls").exists()


def test_a_stick_that_was_quickly_pulled_and_put_back_is_looked_at_again(
    box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(box, monkeypatch, "kabupaten = salah\n")
    turns = iter(["7", "7", "9", "9"])
    monkeypatch.setattr(sticks, "_turn", lambda _: next(turns))
    person, looked = Person(), set[tuple[str, str]]()
    first._from_sticks(person, looked)
    assert not first._differs(looked)
    assert first._differs(looked)
    first._from_sticks(person, looked)
    assert person.heard.count("belum betul") == 2


def test_a_backup_disk_that_was_just_plugged_in_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = iter([None, None, tmp_path])
    monkeypatch.setattr(sticks, "_mount_backup", lambda: next(seen))
    monkeypatch.setattr(sticks.time, "sleep", lambda _: None)
    assert sticks.mount_backup(60) == tmp_path
    seen = iter([None])
    assert sticks.mount_backup(0) is None


def test_two_sticks_with_answers_are_not_guessed_between(box: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sticks, "copy_answers", lambda: [box / "a", box / "b"])
    person = Person()
    assert first._from_sticks(person, set()) is None
    assert "lebih dari satu stik" in person.heard


def test_an_installation_that_was_cut_off_goes_on_with_its_answers(box: Path) -> None:
    (box / "etc/jawaban").write_text("kabupaten = Kabupaten Uji\n")
    person = Person("")
    first.first(person)
    assert (box / "calls").read_text().split()[:3] == ["--isi", "--jawaban", str(box / "etc/jawaban")]
    assert (box / "etc/terpasang").exists()


def test_the_screen_speaks_on_every_line_and_hears_each() -> None:
    there, name = pty.openpty()
    screen = Screen([os.ttyname(name), "/tidak/ada"])
    screen.say("Halo")
    os.write(there, b"jawab\n")
    assert screen.listen(10) == "jawab"
    assert b"Halo\r" in os.read(there, 100)


def test_a_program_that_asks_is_answered_from_the_line_that_a_person_uses() -> None:
    there, name = pty.openpty()
    screen = Screen([os.ttyname(name)])
    os.write(there, b"Budi\n")
    code = screen.run(["/bin/sh", "-c", 'read -r nama; echo "Halo $nama"; exit 3'], {})
    assert code == 3
    assert b"Halo Budi\r\n" in os.read(there, 1000)
