"""What a service finds when it starts: a crash, a power cut, an orderly stop, a clock that ran back, another one."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from appliance.kesehatan import gangguan, mesin
from appliance.models import Mesin
from appliance.models.denyut import Denyut, beat, begin, stop
from appliance.models.gangguan_kotak import GangguanKotak, annotate, enter, minutes_by_day, of_month, watch
from appliance.models.jejak import Jejak, Pelaku
from tests.cast import NOW, Cast

LATER = NOW + timedelta(minutes=40)


def start(layanan: str, now: datetime, nyala: str = "a", pid: int = 11, *, alive: bool = False) -> None:
    begin(layanan, now, nyala, pid, lambda _: alive)


def log() -> list[tuple[str, str, datetime, datetime | None]]:
    return [(r.sebab, r.layanan, r.mulai, r.selesai) for r in GangguanKotak.select().order_by(GangguanKotak.id)]


def test_the_first_start_is_no_outage(cast: Cast) -> None:
    start("web", NOW)
    assert log() == []


def test_a_crash_is_ours_however_short(cast: Cast) -> None:
    start("web", NOW)
    start("web", NOW + timedelta(seconds=9), pid=12)
    assert log() == [("berhenti", "web", NOW, NOW + timedelta(seconds=9))]


def test_a_machine_that_started_again_lost_its_power_and_both_services_saw_one_outage(cast: Cast) -> None:
    start("web", NOW)
    start("pekerja", NOW)
    beat("web", NOW + timedelta(minutes=1), 11, 1)
    beat("pekerja", NOW + timedelta(seconds=70), 11, 1)
    start("web", LATER, "b")
    start("pekerja", LATER + timedelta(seconds=5), "b")
    assert log() == [("listrik", "pekerja, web", NOW + timedelta(seconds=70), LATER + timedelta(seconds=5))]


def test_two_power_cuts_are_two(cast: Cast) -> None:
    start("web", NOW)
    start("web", LATER, "b")
    start("web", LATER + timedelta(hours=2), "c")
    assert [row[0] for row in log()] == ["listrik", "listrik"]


def test_an_orderly_stop_is_told_apart_and_a_restart_is_nothing(cast: Cast) -> None:
    start("web", NOW)
    stop("web", NOW + timedelta(minutes=1), 11)
    start("web", NOW + timedelta(minutes=1, seconds=20))
    assert log() == []
    stop("web", NOW + timedelta(minutes=5), 11)
    start("web", LATER)
    stop("web", LATER, 11)
    start("web", LATER + timedelta(hours=1), "b")
    assert [(row[0], row[2]) for row in log()] == [("dihentikan", NOW + timedelta(minutes=5)), ("dimatikan", LATER)]


def test_a_clock_behind_the_last_beat_gives_no_length(cast: Cast) -> None:
    start("web", NOW)
    start("web", NOW - timedelta(days=300), "b")
    assert log() == [("jam", "web", NOW, NOW)]


def test_a_second_worker_started_by_mistake_is_no_outage(cast: Cast) -> None:
    start("pekerja", NOW)
    start("pekerja", NOW + timedelta(seconds=30), pid=12, alive=True)
    assert log() == []
    stop("pekerja", NOW + timedelta(seconds=40), 12)
    beat("pekerja", NOW + timedelta(minutes=1), 11, 1)
    assert Denyut.get().berhenti is None


def test_a_process_that_did_not_move_says_so_itself(cast: Cast) -> None:
    start("web", NOW)
    beat("web", NOW + timedelta(minutes=1), 11, 1)
    assert log() == []
    beat("web", NOW + timedelta(minutes=11), 11, 1)
    assert log() == [("macet", "web", NOW + timedelta(minutes=1), NOW + timedelta(minutes=11))]


def test_the_line_is_down_when_no_machine_of_several_answers(cast: Cast) -> None:
    silent = {"jalur": "lan", "alamat": "10.0.0.1", "kontak": NOW, "keadaan": "putus"}
    rows = [Mesin.create(sn=f"L{n}", opd=cast.opd["dinkes"], **silent) for n in range(2)]
    Mesin.update(kontak=NOW - timedelta(minutes=30)).where(Mesin.id == rows[0].id).execute()
    gangguan.look(LATER)
    gangguan.look(LATER + timedelta(minutes=1))
    assert [row for row in log() if row[0] == "jaringan"] == [("jaringan", "", NOW, None)]
    Mesin.update(keadaan="lengkap").where(Mesin.id == rows[1].id).execute()
    gangguan.look(LATER + timedelta(minutes=5))
    assert [row[3] for row in log() if row[0] == "jaringan"] == [LATER + timedelta(minutes=5)]


def test_one_silent_machine_is_not_the_line(cast: Cast) -> None:
    Mesin.create(sn="L1", opd=cast.opd["dinkes"], jalur="lan", alamat="10.0.0.1", keadaan="tak_terjangkau")
    gangguan.look(NOW)
    assert not [row for row in log() if row[0] == "jaringan"]


def test_the_own_cable_is_read_from_the_machines_own_cards(tmp_path: Path) -> None:
    assert mesin.plugged(tmp_path) is None
    for name, own, carrier in (("eth0", True, "0"), ("veth1", False, "1"), ("lo", False, "1")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "carrier").write_text(carrier + "\n")
        if own:
            (tmp_path / name / "device").mkdir()
    assert mesin.plugged(tmp_path) is False
    (tmp_path / "eth0" / "carrier").write_text("1\n")
    assert mesin.plugged(tmp_path) is True


def test_minutes_of_a_day_count_once_and_end_at_midnight(cast: Cast) -> None:
    late = datetime(2026, 10, 5, 23, 30)
    enter("listrik", "web", late, late + timedelta(hours=1))
    enter("berhenti", "web", late + timedelta(minutes=10), late + timedelta(minutes=50))
    enter("berhenti", "pekerja", datetime(2026, 10, 9, 8), datetime(2026, 10, 9, 8, 0, 10))
    watch("kabel", True, datetime(2026, 10, 19, 9, 0), NOW)
    found = minutes_by_day(of_month("2026-10"), "2026-10", NOW)
    assert {day.day: count for day, count in found.items() if count} == {5: 30, 6: 30, 9: 1, 19: 30}


def test_a_note_is_kept_with_its_writer(cast: Cast) -> None:
    enter("listrik", "web", NOW, LATER)
    row = GangguanKotak.get()
    annotate(row, "PLN bergilir", Pelaku(cast.andi.pengguna.id, "Andi", "10.0.0.9", LATER))
    assert GangguanKotak.get().catatan == "PLN bergilir"
    assert Jejak.get(Jejak.objek == "gangguan_kotak").pelaku == "Andi"
