"""The sources one by one: a certificate that ends, a clock, services, memory, work that is late."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from appliance.box import Box
from appliance.kesehatan import galat, halaman, jam, layanan, memori, mesin, pekerjaan, presensi, sertifikat, teks
from appliance.kesehatan.baris import Baris, Tinjau, lasted, size, worst
from appliance.kesehatan.jam import Selaras, read_tracking
from appliance.kesehatan.sumber import warnings
from appliance.models.denyut import Denyut, begin
from appliance.models.jejak import Pelaku, Perubahan, record
from appliance.models.kejadian_harian import add as add_events
from appliance.models.lama_halaman import add as add_pages
from appliance.models.lama_halaman import bucket
from appliance.models.pekerjaan_rutin import PekerjaanRutin, keep
from appliance.models.peringatan import Peringatan
from appliance.settings import load
from tests.cast import NOW, TODAY, Cast


@pytest.fixture
def tinjau(cast: Cast, own_folder: Path) -> Tinjau:
    return Tinjau(Box(own_folder, load()), NOW)


def certificate(path: Path, ends: datetime) -> None:
    """A certificate of a name that ends at this moment, UTC."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "ekinerja.mukomuko.go.id")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(7).not_valid_before(ends - timedelta(days=90)).not_valid_after(ends)
    path.write_bytes(made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))


@pytest.mark.parametrize(("days", "tone"), [(-1, "bad"), (3, "bad"), (15, "warn"), (60, "good")])
def test_the_end_of_the_certificate(
    tinjau: Tinjau, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: int, tone: str
) -> None:
    file = tmp_path / "rantai.pem"
    monkeypatch.setenv("EKINERJA_SERTIFIKAT", str(file))
    ends = NOW + timedelta(days=days, hours=1)
    certificate(file, (ends - timedelta(hours=7)).replace(tzinfo=UTC))
    (line,) = sertifikat.lines(Tinjau(Box(tinjau.box.data, load()), NOW))
    assert line.nada == tone
    assert f"{ends:%d-%m-%Y %H.%M}" in line.teks, "on the office's wall clock"


def test_a_certificate_that_is_named_but_missing_or_no_certificate(
    tinjau: Tinjau, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "rantai.pem"
    monkeypatch.setenv("EKINERJA_SERTIFIKAT", str(file))
    named = Tinjau(Box(tinjau.box.data, load()), NOW)
    assert [line.nada for line in sertifikat.lines(named)] == ["bad"]
    file.write_text("bukan sertifikat")
    assert [line.nada for line in sertifikat.lines(named)] == ["bad"]
    monkeypatch.setattr(sertifikat, "DEFAULT", tmp_path / "tiada.pem")
    assert [line.nada for line in sertifikat.lines(tinjau)] == ["info"]


TRACKING = "C0A80001,192.168.0.1,3,1764000000.1,{beda},0.0001,0.0002,-1.2,0.01,0.05,0.02,0.003,64.2,{akhir}"


def test_what_chrony_says_is_read() -> None:
    assert read_tracking(TRACKING.format(beda="-0.000312", akhir="Normal")) == Selaras(True, -0.000312)
    assert read_tracking(TRACKING.format(beda="0.0", akhir="Not synchronised")) == Selaras(False, 0.0)
    assert read_tracking("506 Cannot talk to daemon") is None


@pytest.mark.parametrize(
    ("said", "tone"),
    [(Selaras(True, 0.01), "good"), (Selaras(True, 40.0), "warn"), (Selaras(False), "warn"), (Selaras(None), "info")],
)
def test_the_clock(tinjau: Tinjau, monkeypatch: pytest.MonkeyPatch, said: Selaras, tone: str) -> None:
    monkeypatch.setattr(jam, "synchronised", lambda: said)
    assert [line.nada for line in jam.lines(tinjau)] == [tone]


def test_a_clock_before_what_was_written_is_urgent_whatever_the_source_says(
    tinjau: Tinjau, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jam, "synchronised", lambda: Selaras(True, 0.0))
    record(Pelaku(None, "uji", "uji", NOW + timedelta(hours=1)), [Perubahan("uji", "opd", "x", None, None)])
    assert [line.nada for line in jam.lines(tinjau)] == ["bad"]


def test_the_kernel_answers_when_there_is_no_chrony(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jam, "_by_chrony", lambda: None)
    assert jam.synchronised().ya in (True, False, None)


def test_a_service_that_is_silent_is_named(tinjau: Tinjau) -> None:
    begin("web", NOW - timedelta(hours=2), "a", 1, lambda _: False)
    Denyut.update(kapan=NOW - timedelta(minutes=4)).execute()
    found = {line.hal: line for line in layanan.lines(tinjau)}
    assert found["Server web"].nada == "bad"
    assert "tidak berdenyut" in found["Server web"].teks
    assert "belum pernah" in found["Pekerja latar"].teks
    Denyut.update(kapan=NOW - timedelta(minutes=2)).execute()
    assert {line.hal: line.nada for line in layanan.lines(tinjau)}["Server web"] == "good"


@pytest.mark.parametrize(("free", "tone"), [(30, "bad"), (80, "warn"), (200, "good")])
def test_memory(tinjau: Tinjau, monkeypatch: pytest.MonkeyPatch, free: int, tone: str) -> None:
    monkeypatch.setattr(mesin, "memory", lambda: {"MemTotal": 512 * 1024**2, "MemAvailable": free * 1024**2})
    assert [line.nada for line in memori.lines(tinjau)] == [tone]


def test_this_process_holds_memory_and_the_machine_has_started() -> None:
    assert mesin.pss() > 1000
    assert mesin.boot_id()
    assert (mesin.uptime() or 0) > 0
    assert mesin.memory()["MemTotal"] > mesin.memory()["MemAvailable"] > 0
    assert not mesin.alive(0)


def test_timetabled_work_that_was_missed_or_broke(tinjau: Tinjau) -> None:
    keep({"approve_by_rule": {"giliran": NOW - timedelta(hours=9), "mulai": NOW - timedelta(days=1, hours=9)},
          "judge_marked": {"giliran": NOW, "mulai": NOW - timedelta(seconds=50)},
          "poll_due": {"giliran": NOW, "mulai": NOW, "galat": "OSError"}})  # fmt: skip
    text = [line for line in pekerjaan.lines(tinjau) if line.hal == "Pekerjaan terjadwal"][0].teks
    assert "menyetujui laporan menurut aturan terlewat" in text
    assert "membaca mesin presensi gagal" in text
    assert "menilai hari" not in text
    assert not pekerjaan.late(PekerjaanRutin.get(nama="judge_marked"), tinjau)


def test_slow_pages_are_named_when_there_were_enough_of_them(tinjau: Tinjau) -> None:
    slow, quick = bucket(2_000_000), bucket(3_000)
    add_pages({(TODAY, "beranda.index"): {quick: 500}, (TODAY, "opd.index"): {slow: 5}})
    assert [line.nada for line in halaman.lines(tinjau)] == ["good"]
    add_pages({(TODAY, "opd.index"): {slow: 30}})
    (line,) = halaman.lines(tinjau)
    assert line.nada == "warn"
    assert "1 halaman di atas setengah detik" in line.teks


def test_breakdowns_and_guessing_at_passwords(tinjau: Tinjau) -> None:
    assert [line.nada for line in galat.lines(tinjau)] == ["good", "good"]
    add_events({(TODAY - timedelta(days=2), "galat", "x", "y"): 3, (TODAY, "masuk_ditolak", "", ""): 500}, NOW)
    assert [line.nada for line in galat.lines(tinjau)] == ["good", "warn"]
    add_events({(TODAY, "galat", "x", "y"): 1}, NOW)
    assert [line.nada for line in galat.lines(tinjau)] == ["warn", "warn"]


def test_a_regency_without_machines_is_not_called_well(tinjau: Tinjau) -> None:
    assert [line.nada for line in presensi.lines(tinjau)] == ["info"]


def test_what_records_warn_of_becomes_lines(tinjau: Tinjau) -> None:
    source = warnings("Cadangan", lambda _: [Peringatan("cadangan", "Disk tidak terbaca.")], "salinan segar")
    assert [(line.hal, line.nada) for line in source(tinjau)] == [("Cadangan", "warn")]
    source = warnings("Cadangan", lambda _: [], "salinan segar")
    assert [(line.teks, line.nada) for line in source(tinjau)] == [("salinan segar", "good")]


@pytest.mark.parametrize(
    ("tones", "said"),
    [("", "Kotak sehat"), ("good info", "Kotak sehat"), ("warn good", "Kotak berjalan, 1 hal perlu dilihat"),
     ("bad warn", "1 hal harus dibetulkan, 1 hal lagi perlu dilihat"), ("bad bad", "2 hal harus dibetulkan")],
)  # fmt: skip
def test_the_verdict(tones: str, said: str) -> None:
    lines = [Baris("x", tone, "y") for tone in tones.split()]
    assert teks.verdict(lines) == said
    assert worst(lines) == next((tone for tone in ("bad", "warn") if tone in tones), "good")


def test_numbers_are_written_as_people_read_them() -> None:
    assert (size(1536), size(5 * 1024**2), size(3 * 1024**4 // 2)) == ("1 kB", "5,0 MB", "1,5 TB")
    assert (lasted(59), lasted(3700), lasted(90000)) == ("0 menit", "1 jam 1 menit", "1 hari 1 jam")
    assert (halaman.spoken(400), halaman.spoken(120_000), halaman.spoken(1_500_000)) == ("1 ms", "120 ms", "1,5 detik")
