"""The support bundle names nobody: real-looking personal data stand everywhere in records and logs; none comes out."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from appliance import cli
from appliance.box import Box, prepare
from appliance.kesehatan import catatan, saring
from appliance.kesehatan.baris import Tinjau
from appliance.kesehatan.paket import _settings, collect, pack
from appliance.models import Gaji, GangguanKotak, Impor, Karantina, Mesin, Pembacaan, Pin, Sesi, Tugas
from appliance.models.isi_disk import keep
from appliance.models.kejadian_harian import add as add_events
from appliance.models.kode import issue_code
from appliance.models.kunci import seal
from appliance.models.lama_halaman import add as add_pages
from appliance.models.pekerjaan_rutin import keep as keep_work
from appliance.models.sesi import begin, note_failure
from appliance.settings import Settings, load
from tests.cast import NOW, PEOPLE, TODAY, Cast
from tests.models.regency import ROOT

UNKNOWN = ("Zulkifli Nasution", "Hj. Rosmaniar", "bu Yetti")  # typed somewhere, in no record
OTHER = (
    "198203042006042001", "19820304 200604 2 001", "1704021203820003", "0812-7345-9021", "+62 812 7345 9021",
    "081273459021", "rosmaniar77@gmail.com", "Jl. Merdeka No. 17 RT 03", "10.20.30.41", "fe80::1a2b:3c4d:5e6f:7a8b",
    "88213", "4821", "K7QX-9MZP", "Kata sandi: melati2019!", "BRI 0034-01-012345-53-1", "4.812.500",
)  # fmt: skip
COOKIE = "wR3fV0t8Yk2LmQ9zXcB7nH5sJ1dG6aTqPeUoIiKxYzA"
SAID = (
    "2026-10-19 09:12:44,120 appliance.web.errors kejadian 1f2e3d4c",
    "Traceback (most recent call last):",
    '  File "/srv/ekinerja/appliance/web/laporan.py", line 88, in create',
    "    write(pegawai, '{}')",
    "peewee.IntegrityError: UNIQUE constraint failed: pegawai.nip {}",
    "2026-10-19 09:13:01 waitress.task Exception while serving /kehadiran/{}?cari={}",
    "ValueError: {} bukan angka",
    "kiriman mesin gagal disimpan {} dari {}",
    "Cookie: ekinerja_sesi={}; csrf_token={}",
    "2026-10-19 09:14:09 permintaan dari {}",
    "[SQL: INSERT INTO gaji VALUES ('{}', 4812500)]",
)


def personal(cast: Cast) -> list[str]:
    whole = [name for _, nip, name, *_ in PEOPLE for name in (name, nip)]
    parts = [part for _, _, name, *_ in PEOPLE for part in name.split()]
    typed = [part for name in UNKNOWN for part in name.split() if len(part) > 3]
    return [*whole, *parts, *UNKNOWN, *typed, *OTHER, COOKIE]


def plant(cast: Cast, folder: Path) -> list[str]:
    """Fill records and logs; returns everything that must not be found again."""
    secrets = [*personal(cast), issue_code(cast.siti.pengguna, ROOT), begin(cast.siti.pengguna.id, NOW, "10.20.30.41")]
    text = " ".join(personal(cast))
    mesin = Mesin.create(sn="CQZ7213460091", opd=cast.opd["dinkes"], jalur="lan", alamat="10.20.30.41",
                         kunci=seal("88213"), keadaan="kunci_salah")  # fmt: skip
    Pembacaan.create(mesin=mesin, jalur="lan", mulai=NOW, keadaan="kunci_salah", pesan=text)
    Pin.create(mesin=mesin, pin="4821", pegawai=cast.siti.pegawai, mulai=TODAY)
    Karantina.create(mesin=mesin, mentah=text, alasan=text, pembacaan=Pembacaan.get(), hash="x")
    Tugas.create(jenis="impor", isi={"nip": cast.siti.nip}, keadaan="gagal", pesan=text, pelaku="Siti Rahmawati",
                 dibuat=NOW - timedelta(hours=3), selesai=NOW, hasil={"nama": text})  # fmt: skip
    GangguanKotak.create(mulai=NOW, sebab="listrik", catatan=text)
    note_failure(cast.siti.nip, "10.20.30.41", NOW)
    add_events({(TODAY, "galat", "laporan.create", "IntegrityError"): 2}, NOW)
    add_pages({(TODAY, "laporan.create"): {20: 3}})
    keep(TODAY, kapasitas=100 * 1024**3, bebas=62_812_345_678)
    keep_work({"judge_marked": {"giliran": NOW, "mulai": NOW, "galat": "IntegrityError"}})
    logs = folder / "log"
    logs.mkdir()
    lines = [line.replace("{}", secret) for secret in secrets for line in SAID]
    (logs / "serve.log").write_text("\n".join(lines[-300:]))
    (logs / "work.log").write_text("\n".join([*secrets, *SAID[:5]]))
    return secrets


@pytest.fixture
def tinjau(cast: Cast, own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Tinjau:
    monkeypatch.setattr(catatan, "_journal", lambda: "\n".join(line.format(*["Siti Rahmawati"] * 3) for line in SAID))
    return Tinjau(Box(own_folder, load()), NOW)


def found(secret: str, text: str) -> bool:
    """Whole words, whatever the case: `Made` is not in `madelon`."""
    return re.search(rf"(?<!\w){re.escape(secret)}(?!\w)", text, re.IGNORECASE) is not None


def test_nothing_personal_is_in_the_bundle(cast: Cast, own_folder: Path, tinjau: Tinjau) -> None:
    secrets = plant(cast, own_folder)
    files = collect(tinjau)
    with zipfile.ZipFile(io.BytesIO(pack(files))) as archive:
        assert set(archive.namelist()) == files.keys()
        for name in archive.namelist():
            text = archive.read(name).decode()
            assert [secret for secret in secrets if found(secret, text)] == [], name
            assert "CQZ7213460091" not in text or name == "kesehatan.txt"
    assert Gaji and Impor and Sesi  # the tables are counted, not shown
    assert f"sesi,{Sesi.select().count()}" in files["jumlah-baris.csv"]


def test_it_still_says_what_helps(cast: Cast, own_folder: Path, tinjau: Tinjau) -> None:
    plant(cast, own_folder)
    files = collect(tinjau)
    log = files["log-work.txt"]
    assert "2026-10-19 09:12:44,120 appliance.web.errors kejadian 1f2e3d4c" in log
    assert "web/laporan.py:88 create" in log
    assert "IntegrityError: UNIQUE constraint failed: pegawai.nip" in log
    assert "laporan.create" in files["halaman.csv"]
    assert "IntegrityError,2" in files["kejadian.csv"]
    assert "62812345678" in files["disk.csv"]
    assert "0005_kesehatan" in files["skema.txt"]
    assert "kunci_salah" in files["mesin.csv"]
    assert "judge_marked" in files["pekerjaan.csv"]
    assert "E-Kinerja 0." in files["versi.txt"]
    assert "Disk: bebas" in files["kesehatan.txt"]
    assert {"log-serve.txt", "log-work.txt", "log-journal.txt"} <= files.keys()


def test_secret_settings_are_masked_and_harmless_ones_shown() -> None:
    url = "postgresql://ekinerja:RahasiaSekali@10.1.2.3/x"
    text = _settings(Settings(data=Path("/srv/siti"), host="10.20.30.41", port=8123, database_url=url))
    for secret in ("RahasiaSekali", "10.1.2.3", "siti", "10.20.30.41"):
        assert secret not in text
    assert "EKINERJA_PORT: 8123" in text
    assert "EKINERJA_DATABASE_URL: diisi (disembunyikan)" in text
    assert "EKINERJA_SERTIFIKAT: bawaan" in text


def test_a_name_that_is_also_a_word_of_the_program_is_hidden(cast: Cast) -> None:
    assert "laporan" in saring.vocabulary()
    assert "laporan" in "\n".join(saring.log_lines("laporan gagal", frozenset()))
    assert "laporan" not in "\n".join(saring.log_lines("laporan gagal", frozenset({"laporan"})))


@pytest.mark.parametrize("digits", ["4821", "4_8_2_1", "4 8 2 1", "a4821", "٤٨٢١"])
def test_a_number_is_hidden_however_it_is_written(digits: str) -> None:
    assert not set("4821٤٨٢١") & set("".join(saring.log_lines(f"kunci {digits} salah", frozenset())))


@pytest.mark.parametrize("secret", [*OTHER[:7], "10.20.30.41", "fe80::1a2b:3c4d:5e6f:7a8b:1:2", "K7QX-9MZP", COOKIE])
def test_the_last_net_catches_what_has_a_shape(secret: str) -> None:
    assert secret not in saring.last_net(f"teks {secret} teks")


def test_the_command_writes_it_once_and_never_over_a_file(
    cast: Cast, own_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    prepare(load())
    target = tmp_path / "bantuan.zip"
    assert cli.main(["paket", str(target)]) == 0
    assert "kesehatan.txt" in capsys.readouterr().out
    before = target.read_bytes()
    assert cli.main(["paket", str(target)]) == 1
    assert "sudah ada" in capsys.readouterr().err
    assert target.read_bytes() == before
    assert cli.main(["paket", str(tmp_path / "tiada" / "x.zip")]) == 1
