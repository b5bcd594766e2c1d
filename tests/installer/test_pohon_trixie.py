"""The same installation on the next Debian, with its own Python, nginx and NUT: from bare to a sign-in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from tests.support import jaringan
from tests.support.dunia import Dunia, made

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        not jaringan.possible() or shutil.which("mmdebstrap") is None, reason="needs root, name spaces and mmdebstrap"
    ),
]


@pytest.fixture(scope="module")
def dunia(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dunia]:
    with made(tmp_path_factory.mktemp("trixie"), "trixie", "3.13", {"1.0.0": {}}) as world:
        yield world


def test_a_bare_debian_13_ends_in_a_sign_in_too(dunia: Dunia) -> None:
    answers = dunia.pohon.root / "root/jawaban.txt"
    answers.write_text(answers.read_text() + "ups = usbhid-ups\njaringan_admin = 10.1.0.0/24\n", encoding="utf-8")
    home = dunia.pohon.unpack(dunia.rilis["1.0.0"])
    done = dunia.pohon.run(f"{home}/scripts/install", "--letak", outside=True)
    assert done.returncode == 0, done.stdout + done.stderr
    dunia.packages_for_answers()
    dunia.install("--isi", "--jawaban", "/root/jawaban.txt")
    dunia.sign_in()
    assert dunia.still_signed_in()
    assert "Semua sudah seperti seharusnya" in dunia.install()
