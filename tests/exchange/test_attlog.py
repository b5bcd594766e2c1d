"""Wati brings the machine's USB stick: what enters, what is known, what waits, and taking it all back."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from time import sleep

import pytest

from appliance.devices.punch import Punch
from appliance.exchange.attlog import enter_attlog, find_machine, go_on_entering
from appliance.exchange.attlog_preview import preview_attlog
from appliance.exchange.refusal import BerkasDitolak
from appliance.exchange.tarik import take_back
from appliance.models import Karantina, Mesin, Opd, Pembacaan, Penempatan, Presensi
from appliance.models.base import db
from appliance.models.impor import Impor
from appliance.models.penerimaan import receive
from tests.exchange.desk import Desk

LOG = (
    "      00017\t2026-10-12 07:21:05\t1\t0\t1\t0\r\n"
    "         17\t2026-10-12 16:03:00\t1\t1\t1\t0\r\n"
    "         99\t2026-10-13 07:30:00\t1\t0\t1\t0\r\n"
    "         17\t2026-02-30 07:30:00\t1\t0\t1\t0\r\n"
    "         17\t2026-10-19 10:30:00\t1\t0\t1\t0\r\n"
)


@pytest.fixture
def mesin(desk: Desk) -> Mesin:
    Penempatan.update(pin_mesin="17").where(Penempatan.pegawai == desk.cast.budi.pegawai).execute()
    desk.enter("mesin", "sn,opd,jalur\nAEH1234567,dinkes,flashdisk\n")
    return find_machine("AEH1234567", "x")


def enter(desk: Desk, mesin: Mesin, text: str = LOG, sampai: date | None = None) -> Impor:
    fresh = Mesin.get_by_id(mesin.id)
    return enter_attlog(desk.folder, fresh, "1_attlog.dat", text.encode(), desk.pelaku, sampai=sampai)[0]


def standing() -> list[tuple[str, datetime]]:
    return sorted(Presensi.select(Presensi.pin, Presensi.waktu).where(~Presensi.ditarik).tuples())


def test_good_lines_enter_and_doubtful_ones_wait_with_their_raw_line(desk: Desk, mesin: Mesin) -> None:
    impor = enter(desk, mesin)
    assert (impor.keadaan, impor.baru, impor.baris) == ("selesai", 3, 3)
    assert [fault["baris"] for fault in impor.penolakan] == [4, 5]
    assert "2026-02-30" in Karantina.select().order_by(Karantina.id).get().mentah
    contact = Pembacaan.get()
    assert (contact.pin_asing, contact.karantina, contact.keadaan) == (1, 2, "lengkap")
    assert (desk.folder / "muatan" / contact.muatan).exists()
    owners = {row.pin: row.pegawai_id for row in Presensi.select()}
    assert owners == {"17": desk.cast.budi.pegawai.id, "99": None}


def test_data_reach_to_the_last_punch_or_to_the_day_that_was_said(desk: Desk, mesin: Mesin) -> None:
    enter(desk, mesin)
    assert Opd.get(Opd.kode == "dinkes").data_sampai == date(2026, 10, 13)
    enter(desk, mesin, sampai=date(2026, 10, 16))
    assert Opd.get(Opd.kode == "dinkes").data_sampai == date(2026, 10, 16)
    with pytest.raises(BerkasDitolak, match="2026-10-20 belum lewat"):
        enter(desk, mesin, sampai=date(2026, 10, 20))


def test_the_same_stick_again_brings_nothing(desk: Desk, mesin: Mesin) -> None:
    enter(desk, mesin)
    before = standing()
    again = enter(desk, mesin)
    assert (again.baru, again.sama, standing()) == (0, 3, before)
    assert Karantina.select().count() == 2


def test_the_preview_says_what_is_new_known_refused_and_unknown(desk: Desk, mesin: Mesin) -> None:
    enter(desk, mesin, LOG.splitlines(keepends=True)[0])
    seen = preview_attlog(Mesin.get_by_id(mesin.id), "a.dat", LOG.encode(), desk.pelaku)
    assert (seen.baris, seen.baru, seen.dikenal, len(seen.tolakan)) == (5, 2, 1, 2)
    assert (seen.pin, seen.pin_dikenal, seen.pin_asing) == (2, 1, {"99": 1})
    assert (seen.pertama, seen.terakhir) == (date(2026, 10, 12), date(2026, 10, 13))
    assert any("ditulis" in text for text in seen.peringatan)
    assert Impor.select().where(Impor.jenis == "attlog").count() == 1


def test_under_half_of_the_pins_known_is_warned(desk: Desk, mesin: Mesin) -> None:
    other = "".join(f"{pin}\t2026-10-12 07:21:05\t1\t0\t1\t0\n" for pin in (17, 31, 32))
    seen = preview_attlog(mesin, "a.dat", other.encode(), desk.pelaku)
    assert seen.peringatan[0].startswith("hanya 1 dari 3 PIN dikenal di mesin AEH1234567")


@pytest.mark.parametrize(
    ("berkas", "data", "said"),
    [
        ("CGKK190460211_attlog.dat", LOG.encode(), "mesin CGKK190460211, bukan AEH1234567"),
        ("1_attlog.dat", b"\xff\xd8\xff\xe0xx", "foto JPEG"),
        ("1_attlog.dat", b"17\t2026-02-30 07:00:00\t1\t0\t1\t0\n", "tidak satu baris pun"),
        ("1_attlog.dat", b"", "tidak satu baris pun"),
    ],
)
def test_a_wrong_file_is_refused_whole(desk: Desk, mesin: Mesin, berkas: str, data: bytes, said: str) -> None:
    with pytest.raises(BerkasDitolak, match=said):
        enter_attlog(desk.folder, mesin, berkas, data, desk.pelaku)
    assert (Pembacaan.select().count(), Presensi.select().count()) == (0, 0)


def test_taken_back_nothing_of_it_stands(desk: Desk, mesin: Mesin) -> None:
    impor = enter(desk, mesin)
    take_back(desk.folder, impor, desk.pelaku)
    assert standing() == []
    assert (Karantina.select().count(), Mesin.get_by_id(mesin.id).tercakup) == (0, None)
    assert Opd.get(Opd.kode == "dinkes").data_sampai is None
    assert Presensi.select().count() == 3, "what a machine said is kept for ever"
    again = enter(desk, mesin)
    assert (again.baru, len(standing())) == (3, 3)


def test_what_a_later_stick_brought_too_stays(desk: Desk, mesin: Mesin) -> None:
    first = enter(desk, mesin)
    enter(desk, mesin, LOG.splitlines(keepends=True)[1])
    take_back(desk.folder, first, desk.pelaku)
    assert standing() == [("17", datetime(2026, 10, 12, 16, 3))]
    assert Mesin.get_by_id(mesin.id).tercakup == date(2026, 10, 12)
    row = Presensi.get(~Presensi.ditarik)
    assert row.pegawai_id == desk.cast.budi.pegawai.id


def test_what_was_there_before_stays(desk: Desk, mesin: Mesin) -> None:
    contact = Pembacaan.create(mesin=mesin, jalur="lan", mulai=datetime(2026, 10, 12, 20), keadaan="lengkap")
    receive(mesin, [Punch("17", "17", datetime(2026, 10, 12, 7, 21, 5))], (), pembacaan=contact)
    take_back(desk.folder, enter(desk, mesin), desk.pelaku)
    assert standing() == [("17", datetime(2026, 10, 12, 7, 21, 5))]


def test_a_stopped_entry_goes_on_where_it_was(desk: Desk, mesin: Mesin) -> None:
    impor = enter(desk, mesin, big(2_000).decode())
    Impor.update(keadaan="berjalan", masuk=500).where(Impor.id == impor.id).execute()
    go_on_entering(desk.folder, Impor.get_by_id(impor.id), desk.pelaku)
    done = Impor.get_by_id(impor.id)
    assert (done.keadaan, done.masuk, len(standing())) == ("selesai", 2_000, 2_000)


def big(lines: int) -> bytes:
    start = datetime(2025, 1, 6, 7)
    return b"".join(
        b"%9d\t%s\t1\t%d\t1\t0\r\n" % (n % 120, str(start + timedelta(minutes=7 * n)).encode(), n % 2)
        for n in range(lines)
    )


@pytest.mark.parametrize("rows", [1, 2_500])
def test_a_power_cut_in_the_middle_of_a_stick_is_finished_by_the_next_command(
    desk: Desk, mesin: Mesin, rows: int
) -> None:
    (desk.folder / "besar.dat").write_bytes(big(6_000))
    (desk.folder / "libur.csv").write_text("tanggal,nama\n2026-12-25,Natal\n")
    db.close()
    child = start(desk.folder, "attlog", "--mesin", "AEH1234567", str(desk.folder / "besar.dat"))
    while child.poll() is None and not entered(desk.folder, rows):
        sleep(0.002)
    child.kill()
    child.communicate()
    left = Impor.select().where(Impor.jenis == "attlog").get()
    assert (left.keadaan, left.masuk < 6_000) == ("berjalan", True), "killed too late to prove anything"
    db.close()
    done = start(desk.folder, "libur", str(desk.folder / "libur.csv"))
    done.communicate()
    kept = Impor.get_by_id(left.id)
    assert (done.returncode, kept.keadaan, kept.baru, len(standing())) == (0, "selesai", 6_000, 6_000)
    assert Opd.get(Opd.kode == "dinkes").data_sampai == kept.sampai


CLOCK = {"EKINERJA_UJI": "1", "EKINERJA_SEKARANG": "2026-10-19T09:30:00"}


def start(folder: Path, *words: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, **CLOCK, "EKINERJA_DATA": str(folder)}
    command = [sys.executable, "-m", "appliance.cli", "import", *words]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def entered(folder: Path, rows: int) -> bool:
    with sqlite3.connect(f"file:{folder}/ekinerja.db?mode=ro", uri=True, timeout=20) as look:
        found = look.execute("SELECT masuk FROM impor WHERE jenis = 'attlog'").fetchone()
    return bool(found and found[0] >= rows)


MEASURE = """
import resource, sys
from appliance.cli import main
code = main(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_SELF)
print(code, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)
"""


@pytest.mark.long
def test_a_hundred_thousand_lines_enter_within_their_budget(
    desk: Desk, mesin: Mesin, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(desk.folder) / "besar.dat"
    path.write_bytes(big(100_000))
    db.close()
    for name, value in {**CLOCK, "EKINERJA_DATA": str(desk.folder)}.items():
        monkeypatch.setenv(name, value)
    words = ["import", "attlog", "--mesin", "AEH1234567", str(path)]
    done = subprocess.run([sys.executable, "-c", MEASURE, *words], capture_output=True, text=True, check=True)
    code, cpu, megabytes = done.stdout.splitlines()[-1].split()
    assert code == "0" and len(standing()) == 100_000
    print(f"{cpu} s CPU, {megabytes} MB")
    assert float(cpu) < 25 and int(megabytes) < 150, (cpu, megabytes)
