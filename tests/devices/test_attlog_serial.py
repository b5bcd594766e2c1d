"""An export that names another machine is caught before anything enters."""

import pytest

from appliance.devices.attlog import AttlogRefused
from appliance.devices.attlog_serial import check_serial, names_serial


@pytest.mark.parametrize(
    ("name", "serial"),
    [
        ("AF4C211360651_attlog.dat", "AF4C211360651"),
        ("CGKK223862906__attlog (1).dat", "CGKK223862906"),
        ("E:\\NYU7244800354_attlog.dat", "NYU7244800354"),
        ("0316144680030_attlog.dat", "0316144680030"),
        ("1_attlog.dat", None),
        ("255_attlog.dat", None),
        ("desember2026_attlog.dat", None),
        ("20261130_attlog.dat", None),
        ("kantor camat_attlog.dat", None),
        ("attlog.dat", None),
        ("rekap.txt", None),
    ],
)
def test_a_file_name_gives_a_serial_but_not_a_machine_number(name: str, serial: str | None) -> None:
    assert names_serial(name) == serial


def test_a_serial_of_the_regency_is_known_wherever_it_stands() -> None:
    assert names_serial("puskesmas-ab12 november.txt", known=["AB12", "ZZ99"]) == "AB12"


@pytest.mark.parametrize(
    "head",
    [
        b"AF4C211360651\r\n 1\t",
        b"\xef\xbb\xbfSN: AF4C211360651\n",
        b"\r\nS/N=AF4C211360651",
    ],
)
def test_the_first_line_wins_over_the_name(head: bytes) -> None:
    assert names_serial("NYU7244800354_attlog.dat", head) == "AF4C211360651"


def test_an_ordinary_first_line_is_no_serial() -> None:
    assert names_serial("1_attlog.dat", b"       17\t2026-11-02 07:29:30\t1\t0\t1\t0\r\n") is None


def test_another_machine_is_refused_by_both_names() -> None:
    with pytest.raises(AttlogRefused) as refusal:
        check_serial("SIM1", "AF4C211360651_attlog.dat")
    assert "AF4C211360651" in refusal.value.alasan
    assert "SIM1" in refusal.value.alasan
    check_serial("af4c211360651", "AF4C211360651_attlog.dat")
    check_serial("SIM1", "1_attlog.dat")
