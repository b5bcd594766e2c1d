"""The installation's manners: refuse elsewhere, lock nobody out, mend what differs, leave what is somebody else's."""

from __future__ import annotations

from pathlib import Path
from subprocess import CompletedProcess

import pytest
from installer import fill, install, lay, packages, remove, render, start
from installer.answers import Answers
from installer.refused import Refused
from installer.system import System

from tests.installer.given import WHOLE, answers


@pytest.fixture
def here(tmp_path: Path) -> System:
    return System(tmp_path / "mesin")


@pytest.fixture
def given(tmp_path: Path) -> Answers:
    return answers(tmp_path)


@pytest.mark.parametrize(
    "release", ['ID=ubuntu\nVERSION_ID="24.04"\nPRETTY_NAME="Ubuntu 24.04"', 'ID=debian\nVERSION_ID="11"', ""]
)
def test_elsewhere_than_on_debian_12_or_13_nothing_is_touched(here: System, release: str) -> None:
    here.path("/etc").mkdir(parents=True)
    here.path("/etc/os-release").write_text(release)
    with pytest.raises(Refused, match="Perlu Debian 12 atau 13"):
        packages.must_be_debian(here)


@pytest.mark.parametrize(
    ("came", "refused"),
    [("", False), ("10.1.0.20 5050 10.9.9.9 22", False), ("192.168.1.4 5050 10.9.9.9 22", True)],
)
def test_who_installs_over_ssh_is_not_locked_out(
    given: Answers, monkeypatch: pytest.MonkeyPatch, came: str, refused: bool
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", came)
    key = Answers({**given.given, "kunci_ssh": "ssh-ed25519 AAAA"})
    if refused:
        with pytest.raises(Refused, match="tidak termasuk jaringan_admin"):
            install.not_locked_out(key)
    else:
        install.not_locked_out(key)


def test_a_file_is_written_once_and_again_only_when_it_differs(here: System) -> None:
    assert here.write("/etc/x.conf", "satu\n", 0o640)
    assert not here.write("/etc/x.conf", "satu\n", 0o640)
    here.path("/etc/x.conf").chmod(0o666)
    assert here.write("/etc/x.conf", "satu\n", 0o640), "a mode that somebody opened is mended too"
    assert here.path("/etc/x.conf").stat().st_mode & 0o777 == 0o640
    assert here.changed == ["ditulis: /etc/x.conf"] * 2


def test_what_stood_in_debians_place_is_kept_once(here: System, given: Answers) -> None:
    path = here.path("/etc/nftables.conf")
    path.parent.mkdir(parents=True)
    path.write_text("milik orang lain")
    for text in ("# Written by scripts/install\nsatu", "# Written by scripts/install\ndua"):
        fill._replace(here, "/etc/nftables.conf", text)
    assert path.with_name("nftables.conf.sebelum-ekinerja").read_text() == "milik orang lain"


def test_a_setting_that_somebody_added_stays_and_ours_are_renewed(here: System, given: Answers) -> None:
    fill._settings(here, given)
    path = here.path("/etc/ekinerja/ekinerja.env")
    before = path.read_text().replace("EKINERJA_ZONA=WIB", "EKINERJA_ZONA=WIT")
    path.write_text(before + "EKINERJA_DATABASE_URL=postgresql://x\n")
    fill._settings(here, given)
    assert "EKINERJA_ZONA=WIB\n" in path.read_text()
    assert "EKINERJA_DATABASE_URL=postgresql://x\n" in path.read_text()
    assert start.environment(here)["EKINERJA_KABUPATEN"] == "Kabupaten Mukomuko"


def test_the_ups_keeps_its_word_and_nobody_else_reads_it(here: System, given: Answers) -> None:
    fill._ups(here, given)
    users = here.path("/etc/nut/upsd.users")
    first = users.read_text()
    fill._ups(here, given)
    assert users.read_text() == first
    assert users.stat().st_mode & 0o007 == 0
    assert first.split("password = ")[1].split()[0] in here.path("/etc/nut/upsmon.conf").read_text()


def test_a_key_is_added_to_the_others_once(here: System, given: Answers) -> None:
    path = here.path("/root/.ssh/authorized_keys")
    path.parent.mkdir(parents=True)
    path.write_text("ssh-ed25519 LAMA orang\n")
    more = Answers({**given.given, "kunci_ssh": "ssh-ed25519 BARU andi"})
    for _ in range(2):
        fill._ssh(here, more)
    assert path.read_text() == "ssh-ed25519 LAMA orang\nssh-ed25519 BARU andi\n"
    assert "PasswordAuthentication no" in here.path("/etc/ssh/sshd_config.d/ekinerja.conf").read_text()


def test_a_box_from_an_image_makes_its_own_ssh_keys_once(here: System, given: Answers) -> None:
    key = here.path("/etc/ssh/ssh_host_ed25519_key")
    fill._ssh(here, given)
    made = key.read_text()
    fill._ssh(here, given)
    assert "OPENSSH PRIVATE KEY" in made and key.read_text() == made
    assert key.stat().st_mode & 0o777 == 0o600
    assert here.changed.count("kunci ssh kotak ini dibuat") == 1


@pytest.mark.parametrize(
    ("answer", "what"), [("UUID=12-ab", "/dev/disk/by-uuid/12-ab"), ("/dev/sdb1", "/dev/sdb1"), ("/mnt/usb", None)]
)
def test_the_backups_disk_is_mounted_and_a_folder_is_opened_to_the_backup(
    here: System, monkeypatch: pytest.MonkeyPatch, answer: str, what: str | None
) -> None:
    monkeypatch.setattr(System, "systemctl", lambda *_, **__: None)
    fill._disk(here, answer)
    mount = here.path("/etc/systemd/system/srv-cadangan.mount")
    if what:
        assert f"What={what}\n" in mount.read_text() and "nofail" in mount.read_text()
    else:
        assert not mount.exists()
        opened = here.path("/etc/systemd/system/ekinerja-cadangan.service.d/tempat.conf")
        assert "ReadWritePaths=-/mnt/usb" in opened.read_text()


def test_units_that_a_version_no_longer_has_are_taken_away(here: System, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(System, "systemctl", lambda *_, **__: None)
    old = here.path("/etc/systemd/system/ekinerja-kuno.service")
    old.parent.mkdir(parents=True)
    old.write_text("[Service]\n")
    lay.units(here)
    assert not old.exists()
    assert here.path("/etc/systemd/system/ekinerja-web.service").exists()
    assert here.path("/usr/local/bin/ekinerja").stat().st_mode & 0o777 == 0o755


def test_nothing_that_people_bring_lies_where_nginx_looks(tmp_path: Path) -> None:
    """Files are served from the release, the challenge of ACME and one certificate; never from the data."""
    text = render.nginx(answers(tmp_path, WHOLE))
    served = [line.split()[1].rstrip(";") for line in text.splitlines() if line.strip().startswith(("root ", "alias "))]
    allowed = ("/opt/ekinerja/kini/build/static/", "/opt/ekinerja/kini/image-build/nginx", "/var/lib/ekinerja-acme",
               "/etc/ekinerja/tls/otoritas.crt")  # fmt: skip
    assert set(served) == set(allowed)


def test_taking_the_program_off_takes_its_units_with_what_was_added_to_them(
    here: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(System, "systemctl", lambda *_, **__: None)
    lay.units(here)
    fill._disk(here, "/mnt/usb")
    remove.stop(here)
    assert not list(here.path("/etc/systemd/system").glob("ekinerja*"))


@pytest.mark.parametrize("codes", [True, False])
def test_a_code_is_made_only_where_somebody_sees_it(
    here: System, given: Answers, monkeypatch: pytest.MonkeyPatch, codes: bool
) -> None:
    """An update runs the installation unseen: a recovery code made there would be lost for good."""
    made: list[str] = []
    steps = {start: ("first_account", "backup_place", "start"), fill: ("fill",), install.check: ("check",),
             lay: ("units", "enable"), packages: ("install",)}  # fmt: skip
    for module, names in steps.items():
        for name in names:
            monkeypatch.setattr(module, name, lambda *_, name=name, **__: made.append(name))
    install.install(here, given, codes=codes)
    assert ({"first_account", "backup_place"} <= set(made)) is codes
    assert "start" in made


def test_a_recovery_code_that_was_cut_off_before_it_was_printed_is_made_anew(
    here: System, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The place is made already, so that making it again is refused; the unprinted code is worth nothing to anybody."""
    here.path("/var/lib/ekinerja").mkdir(parents=True)
    here.path("/var/lib/ekinerja/.kode-pemulihan-belum-dicetak").touch()
    monkeypatch.setattr(start, "environment", lambda _: {})
    answers = {"siapkan": (1, "kode diperlukan"), "kode-baru": (0, "Kode pemulihan: ABCDE")}

    def play(_: System, *words: str, **__: object) -> CompletedProcess[str]:
        return CompletedProcess(words, *answers[words[-1]])

    monkeypatch.setattr(System, "run", play)
    start._ready(here, "/srv/cadangan tidak\n")
    assert "ABCDE" in capsys.readouterr().out
    assert not here.path("/var/lib/ekinerja/.kode-pemulihan-belum-dicetak").exists()


def test_a_backup_disk_that_cannot_be_used_stops_nothing_else(
    here: System, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here.path("/var/lib/ekinerja").mkdir(parents=True)
    monkeypatch.setattr(start, "environment", lambda _: {})
    refused = CompletedProcess((), 1, "disk ini milik kotak lain")
    monkeypatch.setattr(System, "run", lambda *_, **__: refused)
    start._ready(here, "x")
    assert "disk ini milik kotak lain" in capsys.readouterr().out
    assert not here.path(start.READY).exists()


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ({"init": (0, "Kode: AAAAA")}, "Kode: AAAAA"),
        ({"init": (1, "sudah berisi data"), "akun": (0, "Kode: BBBBB")}, "Kode: BBBBB"),
    ],
)
def test_the_first_code_is_printed_also_when_an_earlier_run_made_the_account(
    here: System, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    given: dict[str, tuple[int, str]], printed: str,
) -> None:  # fmt: skip
    here.path("/var/lib/ekinerja").mkdir(parents=True)
    monkeypatch.setattr(start, "environment", lambda _: {})
    monkeypatch.setattr(System, "run", lambda _, __, *words, **___: CompletedProcess(words, *given[words[0]]))
    start.first_account(here)
    assert printed in capsys.readouterr().out
    assert not here.path(start.UNSAID).exists()


def test_why_the_regency_could_not_be_made_is_said_before_what_follows_from_it(
    here: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without an account no code can be given either; that second refusal alone would hide the first."""
    here.path("/var/lib/ekinerja").mkdir(parents=True)
    monkeypatch.setattr(start, "environment", lambda _: {})
    said = {"init": "Disk server penuh", "akun": "admin: tidak ada akun dengan nama ini"}
    monkeypatch.setattr(System, "run", lambda _, __, *words, **___: CompletedProcess(words, 1, said[words[0]]))
    with pytest.raises(Refused) as refused:
        start.first_account(here)
    text = str(refused.value)
    assert text.index("ekinerja init:") < text.index("Disk server penuh") < text.index("tidak ada akun")
    assert here.path(start.UNSAID).exists(), "the next run tries again"
