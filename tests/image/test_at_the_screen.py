"""Nobody has a stick: the questions are answered with the keyboard, on a PC whose network cable is not in yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.image.guest import NETWORK, new_disk, running

pytestmark = pytest.mark.long
# (what is asked, what is typed); an empty answer takes what stands in brackets.
TYPED = (
    ("Alamat jaringan kotak ini?", ""),
    ("Nama kabupaten atau kota?", "Kabupaten Uji Coba"),
    ("Alamat yang diketik orang", "ekinerja.uji.go.id"),
    ("Zona waktu?", "wix"),
    ("Belum dapat dipakai", "WIT"),
    ("Server waktu (NTP)?", "tidak"),
    ("Disk untuk cadangan", ""),
    ("Tempat kedua untuk cadangan?", ""),
    ("Dari mana sertifikat HTTPS?", "otoritas"),
    ("Jaringan mesin presensi", ""),
    ("Jaringan petugas TI", ""),
    ("UPS yang tersambung", ""),
)


def test_answers_typed_at_the_screen_install_and_a_cable_may_come_later(image: Path, tmp_path: Path) -> None:
    with running(tmp_path, new_disk(image, tmp_path / "disk.qcow2")) as guest:
        guest.wait_for("Mulai sendiri", 600)
        guest.cable(plugged=False)
        guest.wait_for("ketik T lalu Enter", 3600)
        guest.picture(tmp_path / "tanpa-stik.png")
        guest.type("t\n")
        for asked, text in TYPED:
            guest.wait_for(asked, 1800)
            guest.type(f"{text}\n")
        guest.wait_for("Tulis kode di atas", 3600)
        said = guest.said()
        assert "Kabel jaringan belum terpasang" in said and "nama masuk: admin" in said
        assert "belum ada; periksa kabelnya" in said.rpartition("Nomor jaringan kotak ini")[2]
        guest.press("ret")
        guest.wait_for("baik, melayani", 1800)
        page = guest.said().rpartition("E-KINERJA  Kabupaten Uji Coba")[2]
        assert "https://ekinerja.uji.go.id/" in page and " WIT" in page
        guest.cable(plugged=True)
        guest.wait_for(f"Nomor jaringan   {NETWORK}.2", 1800)
