"""Each known fault of machines in the field, by a real socket and real pyzk, against a made machine that has it."""

import time
from datetime import timedelta

import pytest

from appliance.devices.zk import LastState, read_machine
from tests.devices.made import found, held, machine, read


@pytest.mark.parametrize("layout", ["8", "ma300", "16", "40", "49"])
def test_every_layout_gives_exactly_what_the_machine_holds(layout: str) -> None:
    made = machine(layout=layout)
    reading = read(made)
    assert (reading.status, reading.n0, reading.n1) == ("lengkap", 3000, 3000)
    assert found(reading) == held(made)
    assert {punch.kunci_io for punch in reading.punches} == {0, 1}
    assert reading.rejected == []


def test_a_machine_that_hangs_up_gives_what_came_and_no_busy_loop() -> None:
    made = machine(drop_after=90_000)
    begun = time.process_time()
    reading = read(made)
    assert (reading.status, reading.sebab) == ("sebagian", "putus")
    assert found(reading) == held(made)[: (90_000 - 4) // 40]
    assert time.process_time() - begun < 20  # a busy loop would go on until the deadline of 60 s


def test_a_machine_that_hangs_up_at_once_is_called_so() -> None:
    reading = read(machine(drop_after=0))
    assert (reading.status, reading.punches) == ("putus", [])
    assert "memutus" in reading.kalimat


def test_a_machine_that_sends_fewer_than_it_claims_is_never_complete() -> None:
    made = machine(short_by=500)
    reading = read(made)
    assert (reading.status, reading.sebab) == ("sebagian", "kurang")
    assert found(reading) == held(made)[:2500]


@pytest.mark.parametrize("layout", ["8", "16", "40"])
def test_a_short_log_is_read_in_its_own_layout_though_others_divide_it(layout: str) -> None:
    made = machine(layout=layout, short_by=600)  # 2400 records: divisible by 8, 16 and 40
    reading = read(made)
    assert reading.status == "sebagian"
    assert found(reading) == held(made)[:2400]


def test_a_lying_count_does_not_turn_real_records_into_invented_ones() -> None:
    made = machine(short_by=2400)  # 600 records of 40 bytes are 3000 of 8, the very count it claims
    reading = read(made)
    assert reading.status == "sebagian"
    assert found(reading) == held(made)[:600]


def test_one_impossible_date_is_set_aside_and_the_others_enter() -> None:
    made = machine(impossible=77)
    reading = read(made)
    (bad,) = reading.rejected
    assert (reading.status, len(reading.punches)) == ("lengkap", 2999)
    assert (bad.nomor, bad.kode, bad.pin, len(bad.mentah)) == (78, "tanggal_mustahil", held(made)[77][0], 80)
    assert "kalender" in bad.alasan


@pytest.mark.parametrize("layout", ["8", "16", "40", "49"])
def test_a_punch_in_mid_read_adds_itself_and_nothing_invented(layout: str) -> None:
    made = machine(layout=layout, mid_read=1)
    reading = read(made)
    assert (reading.status, reading.n0, reading.n1, len(reading.punches)) == ("lengkap", 3000, 3001, 3001)
    assert {pin for pin, _ in found(reading)} == {pin for pin, _ in held(made)}


@pytest.mark.parametrize("faults", [{"frame_size": 1024}, {"frame_size": 40}, {"fragment": 5}, {"fragment": 13}])
def test_answers_cut_in_any_pieces_are_put_together(faults: dict[str, int]) -> None:
    made = machine(400, **faults)
    reading = read(made)
    assert reading.status == "lengkap"
    assert found(reading) == held(made)


def test_a_closed_port_is_unreachable_not_an_error() -> None:
    now = machine().now()
    reading = read_machine("127.0.0.1", 9, 0, serial=None, last=LastState(), now=now)
    assert reading.status == "tak_terjangkau"


@pytest.mark.parametrize("faults", [{"silent": True}, {"stall_after": 50_000}])
def test_a_machine_that_falls_silent_ends_at_the_idle_limit(faults: dict[str, int]) -> None:
    begun = time.monotonic()
    reading = read(machine(**faults), idle_s=0.5, deadline_s=120)
    assert "waktu_habis" in (reading.status, reading.sebab)
    assert time.monotonic() - begun < 60  # not the deadline


def test_a_machine_that_crawls_ends_at_the_deadline_with_what_came() -> None:
    made = machine(crawl_s=0.1, frame_size=400)  # the whole log would take half a minute
    begun = time.monotonic()
    reading = read(made, deadline_s=5)
    assert (reading.status, reading.sebab) == ("sebagian", "waktu_habis")
    assert 0 < len(reading.punches) < 3000
    assert found(reading) == held(made)[: len(reading.punches)]
    assert time.monotonic() - begun < 30


def test_the_right_key_opens_and_a_wrong_one_is_named_after_one_try() -> None:
    assert read(machine(300, key=14370), key=14370).status == "lengkap"
    made = machine(key=14370)
    assert read(made, key=1).status == "kunci_salah"
    assert made.asked.count(1102) == 1


def test_another_machine_at_the_address_gives_nothing() -> None:
    made = machine()
    reading = read(made, serial="LAIN00000001")
    assert (reading.status, reading.sn, reading.punches, reading.blob) == ("serial_lain", made.serial, [], b"")
    assert 1503 not in made.asked


def test_one_read_is_one_connection_for_many_machines_bear_no_more() -> None:
    made = machine(10)
    read(made)
    assert made.visits == 1


@pytest.mark.parametrize("way", ["reply", "close"])
def test_a_machine_in_use_by_another_program_is_busy(way: str) -> None:
    assert read(machine(busy=way)).status == "sibuk"


def test_a_machine_that_hides_its_clock_is_read_all_the_same() -> None:
    reading = read(machine(no_time=True))
    assert (reading.status, reading.drift_s) == ("lengkap", None)


@pytest.mark.parametrize("drift_s", [-400, 0, 95])
def test_drift_is_seconds_that_the_machine_is_ahead(drift_s: int) -> None:
    reading = read(machine(10, drift_s=drift_s))
    assert reading.drift_s is not None
    assert abs(reading.drift_s - drift_s) <= 1


def test_punches_of_a_slot_without_a_person_are_given_to_nobody() -> None:
    reading = read(machine(layout="8", orphans=3))
    assert {bad.kode for bad in reading.rejected} == {"uid_tak_dikenal"}
    assert len(reading.rejected) == 180
    assert {punch.pin for punch in reading.punches} == {str(pin) for pin in range(101, 148)}


def test_a_log_of_slots_without_the_list_of_people_is_no_full_read() -> None:
    reading = read(machine(layout="8", no_users=True))
    assert (reading.status, reading.sebab, reading.punches) == ("sebagian", "pengguna", [])


def test_names_are_a_hint_and_passwords_go_nowhere() -> None:
    reading = read(machine(100))
    assert reading.users["101"] == "Orang 101"
    assert "4321" not in repr(reading)


def test_an_empty_machine_says_so_instead_of_looking_complete() -> None:
    assert read(machine(0)).status == "kosong"


def test_a_host_name_or_a_shell_command_is_no_address() -> None:
    for alamat in ("mesin.lan", "127.0.0.1; reboot", "", "::1"):
        assert read_machine(alamat, 4370, 0, serial=None, last=LastState(), now=machine().now()).status == (
            "alamat_salah"
        )


def test_raw_bytes_are_kept_and_can_be_read_again() -> None:
    import hashlib
    import zlib

    reading = read(machine(200))
    raw = zlib.decompress(reading.blob)
    assert len(raw) == 200 * 40
    assert hashlib.sha256(raw).hexdigest() == reading.sha256


def test_an_unchanged_count_leaves_out_the_full_read_until_a_day_has_gone() -> None:
    made = machine(500)
    first = read(made)
    last = first.last_state(made.now())
    assert last is not None
    assert read(made, last=last).status == "tak_berubah"
    old = LastState(last.jumlah, made.now() - timedelta(hours=25), last.ekor, last.ukuran)
    assert read(made, last=old).status == "lengkap"


def test_a_full_memory_is_always_read_for_its_count_stands_still() -> None:
    made = machine(500, capacity=500)
    last = LastState(500, made.now(), (), 40)
    assert read(made, last=last).status == "lengkap"


def test_a_cleared_log_raises_the_alarm() -> None:
    made = machine(500)
    last = read(made).last_state(made.now())
    fewer = machine(20)
    reading = read(fewer, last=last)
    assert reading.log_diganti
    assert "dihapus atau diganti" in reading.kalimat
    assert read(machine(0), last=last).log_diganti


def test_a_full_memory_that_let_go_of_its_oldest_raises_no_alarm() -> None:
    made = machine(500)
    last = read(made).last_state(made.now())
    made.capacity = 450
    reading = read(made, last=last)
    assert (reading.status, reading.n0, reading.log_diganti) == ("lengkap", 450, False)


def test_a_growing_log_raises_no_alarm() -> None:
    made = machine(500)
    last = read(made).last_state(made.now())
    made.extra.append(("101", made.now(), 1, 0))
    reading = read(made, last=last)
    assert (reading.status, reading.log_diganti) == ("lengkap", False)
    assert reading.ekor[-1] == ("101", made.extra[0][1].replace(microsecond=0))
