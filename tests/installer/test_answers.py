"""The answers of an installation: understood, or refused with file, line, field and reason before anything changes."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from installer.answers import by_asking, from_file
from installer.refused import Refused

from tests.contracts import tree
from tests.installer.given import WHOLE, answers, file


def refused(folder: Path, text: str) -> list[str]:
    with pytest.raises(Refused) as caught:
        from_file(file(folder, text))
    return [line.removeprefix(f"{folder}/jawaban.txt:") for line in caught.value.lines]


def test_a_short_file_is_enough_and_the_usual_is_taken_for_the_rest(tmp_path: Path) -> None:
    given = answers(tmp_path)
    assert given["zona"] == "WIB"
    assert given["port_dorong"] == "8081"
    assert given.many("jaringan_mesin") == ["10.20.0.0/16", "10.21.5.7/32", "fd00:20::/48"]
    assert not given.has("cadangan")


def test_what_is_kept_gives_the_same_answers_again(tmp_path: Path) -> None:
    given = answers(tmp_path)
    assert answers(tmp_path, given.text()) == given


def test_a_file_written_by_notepad_is_understood(tmp_path: Path) -> None:
    path = file(tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + WHOLE.replace("\n", "\r\n").encode())
    assert from_file(path) == answers(tmp_path)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("kabupaten = Mukomuko", "nama lengkap"),
        ('kabupaten = Kabupaten "X\\', "nama lengkap"),
        ("alamat = https://ekinerja.go.id/", "tanpa https://"),
        ("alamat = -salah.go.id", "isi dengan nama"),
        ("alamat = 300.1.1.1", "bukan alamat IP"),
        ("zona = WIS", "WIB, WITA atau WIT"),
        ("sumber_waktu = ntp_satu", "isi dengan nama"),
        ("cadangan = disk usb", "UUID=…"),
        ("cadangan = /home/andi", "tidak cocok"),
        ("cadangan = /srv/../etc", "UUID=…"),
        ("cadangan_kedua = sftp:a@b:/x$(reboot)", "alamat restic"),
        ("tls = letsencrypt", "salah satu dari"),
        ("jaringan_mesin = 10.20.0.5/16", "mungkin maksudnya 10.20.0.0/16"),
        ("jaringan_mesin = 0.0.0.0/0", "seluruh internet"),
        ("jaringan_mesin = kantor", "bukan jaringan"),
        ("port_dorong = 80", "1024 sampai 65535"),
        ("port_dorong = 3493", "dipakai UPS"),
        ("kunci_ssh = rahasia", "kunci umum"),
        ("ups = usb ups", "penggerak NUT"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_line_and_field(tmp_path: Path, line: str, said: str) -> None:
    name = line.split(" = ")[0]
    others = "".join(f"{one}\n" for one in WHOLE.splitlines() if not one.startswith(f"{name} "))
    (first, *_) = refused(tmp_path, f"{others}{line}\n")
    assert first.startswith(f"{len(others.splitlines()) + 1}: {name}: "), first
    assert said in first


def test_every_mistake_of_a_file_is_said_at_once(tmp_path: Path) -> None:
    lines = refused(tmp_path, "zona = WIS\nnama = x\nzona = WIB\nbukan jawaban\n")
    assert [line.split(":")[0] for line in lines[:3]] == ["2", "3", "4"]
    assert any(line.startswith("akhir: kabupaten: belum dijawab") for line in lines)
    assert any(line.startswith("1: zona: ") for line in lines)
    assert lines[-1].startswith("Tidak ada yang diubah")


def test_an_answer_to_a_question_that_is_not_asked_is_pointed_out(tmp_path: Path) -> None:
    assert "acme_surel: tidak dipakai" in refused(tmp_path, WHOLE + "acme_surel = a@b.id\n")[0]


def test_an_address_of_digits_gets_no_certificate_from_outside(tmp_path: Path) -> None:
    text = WHOLE.replace("ekinerja.uji.test", "192.168.1.5").replace("otoritas", "acme-http") + "acme_surel = a@b.id\n"
    assert "alamat berupa angka" in refused(tmp_path, text)[0]


@pytest.mark.parametrize("data", [b"\xff\xfe\x00k", b"x = 1\n" * 20000])
def test_a_file_that_is_no_answer_file_is_said_to_be_none(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "jawaban.txt"
    path.write_bytes(data)
    with pytest.raises(Refused, match="bukan teks|terlalu besar"):
        from_file(path)
    with pytest.raises(Refused, match="tidak dapat dibaca"):
        from_file(tmp_path / "tiada.txt")


def test_a_person_is_asked_again_until_the_answer_can_be_used() -> None:
    typed = iter(["Mukomuko", "Kabupaten Mukomuko", "ekinerja.uji.test", "", "", "", "", "otoritas", "", "", ""])
    said: list[str] = []
    given = by_asking(lambda _: next(typed), said.append)
    assert given["kabupaten"] == "Kabupaten Mukomuko"
    assert given["tls"] == "otoritas"
    assert any("Belum dapat dipakai: isi dengan nama lengkap" in line for line in said)
    assert next(typed, None) is None


def test_the_script_refuses_a_bad_file_with_code_1_and_needs_no_root_to_say_so(tmp_path: Path) -> None:
    path = file(tmp_path, WHOLE + "zona = WIS\n")
    command = [tree.ROOT / "scripts/install", "--periksa-jawaban", "--jawaban", path]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={"PATH": os.environ["PATH"]})
    assert done.returncode == 1
    assert f"{path}:7: zona: isi dengan WIB" in done.stderr
