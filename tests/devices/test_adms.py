"""What machines push, as public captures show it, and what exactly they must be told."""

from datetime import datetime

import pytest

from appliance.devices import adms
from appliance.devices.adms_body import parse_attlog, parse_options, redact_operlog

NOW = datetime(2026, 11, 23, 10, 0)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("20156107\t2020-02-22 23:10:05\t255\t1\t\t0\t0\t2", ("20156107", None, 1, None)),
        ("11\t2025-08-27 10:57:49\t0\t25\t0\t0\t0\t0\t0\t0", ("11", 0, 25, "0")),
        ("00078\t2026-07-11 10:15:00\t1\t15\t0", ("78", 1, 15, "0")),
        ("9999\t2026-08-12 08:53:23\t0\t1", ("9999", 0, 1, None)),
        ("PIN=99\tTime=2026-10-04 09:00:00\tStatus=0\tVerifyMode=2", ("99", 0, 2, None)),
        ("PIN=1001    DateTime=2025-09-02 14:32:11    Verified=1    Status=0", ("1001", 0, 1, None)),
        ("SN=DEV001&table=ATTLOG&Stamp=9999&data=EMP001\t2026-05-16 09:02:15\t0\t1\t0\t0", ("EMP001", 0, 1, "0")),
        ("data=7%092026-05-16+09%3A02%3A15%090%091%0D%0A", ("7", 0, 1, None)),
    ],
)
def test_both_dialects_and_the_form_give_the_punch(line: str, expected: tuple[object, ...]) -> None:
    (punch,) = parse_attlog(line.encode(), now=NOW).punches
    assert (punch.pin, punch.kunci_io, punch.verifikasi, punch.kode_kerja) == expected


def test_every_line_is_counted_and_the_bad_ones_wait() -> None:
    body = (
        b"garbage\r\n\r\n2\tnot-a-date\t0\t1\n5\t2026-02-30 07:00:00\t0\t1\n6\t2099-01-01 07:00:00\t0\t1\n"
        b"\t2026-11-02 07:00:00\n7\t2026-11-02 07:00:00\t0\t1"
    )
    pushed = parse_attlog(body, now=NOW)
    assert [punch.pin for punch in pushed.punches] == ["7"]
    kinds = ["tak_terbaca", "tak_terbaca", "tanggal_mustahil", "masa_depan", "pin_salah"]
    assert [bad.kode for bad in pushed.rejected] == kinds
    assert adms.accepted(pushed.lines) == "OK: 6"


def test_no_refusal_holds_the_letters_that_a_machine_takes_for_success() -> None:
    assert "OK" not in adms.ERROR_REPLY
    assert "OK" not in adms.UNKNOWN_DEVICE
    assert adms.UNKNOWN_DEVICE.startswith("UN")


def test_an_empty_upload_is_answered_with_a_count_and_a_quiet_question_with_two_bytes() -> None:
    assert adms.accepted(0) == "OK: 1"
    assert adms.GETREQUEST_REPLY == "OK"


def test_the_handshake_ends_every_line_echoes_the_stamp_and_asks_for_no_bodies() -> None:
    text = adms.handshake("AF4C211360651", stamp="840000000", offset_hours=9)
    assert text.endswith("\n")
    options = dict(line.split("=", 1) for line in text.splitlines()[1:])
    assert (options["Stamp"], options["ATTLOGStamp"], options["TimeZone"]) == ("840000000", "840000000", "9")
    assert options["TransFlag"] == "1100000000"


@pytest.mark.parametrize("stamp", [None, "", "1\nStamp=9", "x" * 40])
def test_a_stamp_is_never_invented_nor_lets_a_line_in(stamp: str | None) -> None:
    assert "\nStamp=0\n" in adms.handshake("AF4C211360651", stamp=stamp, offset_hours=7)


def test_a_zone_outside_the_country_is_refused_for_machines_set_their_clock_by_it() -> None:
    with pytest.raises(ValueError, match="zone"):
        adms.handshake("AF4C211360651", stamp=None, offset_hours=0)


def test_a_contact_is_read_from_its_query() -> None:
    query = {"SN": "0316144680030", "options": "all", "pushver": "2.2.14", "pushcommkey": "4a95"}
    contact = adms.parse_query(query)
    assert contact is not None
    assert (contact.sn, contact.handshake, contact.pushver, contact.commkey) == (
        "0316144680030",
        True,
        "2.2.14",
        "4a95",
    )
    upload = adms.parse_query({"SN": "AB3N191860207", "table": "attlog", "Stamp": "2026-07-11T10:15:00"})
    assert upload is not None
    assert (upload.table, upload.stamp, upload.handshake) == ("ATTLOG", "2026-07-11T10:15:00", False)


@pytest.mark.parametrize("sn", ["", "A", "../../x", "A B C D", "x" * 33, "SN\n1234"])
def test_an_impossible_serial_is_nobody(sn: str) -> None:
    assert adms.parse_query({"SN": sn}) is None


def test_info_tells_how_many_records_the_machine_holds() -> None:
    info = adms.parse_info("Ver 2.0.12-20150625,3,4,1250,192.168.16.27,10,7,15,0,111")
    assert (info.firmware, info.catatan, info.alamat) == ("Ver 2.0.12-20150625", 1250, "192.168.16.27")
    assert adms.parse_info("").catatan is None
    assert adms.parse_info("a,b,c,-1").catatan is None


def test_a_machine_has_caught_up_only_when_quiet_and_nothing_is_missing() -> None:
    assert adms.caught_up(polls_since_upload=2, count=None, held=0)
    assert adms.caught_up(polls_since_upload=2, count=10, held=10)
    assert not adms.caught_up(polls_since_upload=2, count=11, held=10)
    assert not adms.caught_up(polls_since_upload=1, count=10, held=10)


def test_of_the_operation_log_only_tampering_stays() -> None:
    body = (
        b"OPLOG 4\t0\t2020-02-23 00:04:08\t20156107\t0\t0\t0\n"
        b"USER PIN=7\tName=Ravi\tPri=0\tPasswd=4321\tCard=[000]\n"
        b"FP PIN=1000\tFID=0\tSize=1024\tValid=1\tTMP=c2VjcmV0\n"
        b"OPLOG 21\t0\t2026-09-22 09:35:00\t0\t0\t0\t0\n"
        b"OPLOG 21\rUSER PIN=7\tPasswd=4321\n"
    )
    operations = redact_operlog(body)
    assert operations.kept == ["OPLOG 21\t0\t2026-09-22 09:35:00\t0\t0\t0\t0"]
    assert operations.lines == 6
    assert "4321" not in repr(operations)


def test_options_come_by_comma_or_by_line() -> None:
    assert parse_options(b"FaceFunOn=1,~SerialNumber=CX1\nMAC=00:17") == {
        "FaceFunOn": "1",
        "SerialNumber": "CX1",
        "MAC": "00:17",
    }
