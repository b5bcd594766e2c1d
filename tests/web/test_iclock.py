"""Machines that push: what they send is stored before they are told so, and strangers are told nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from appliance import timekeeper
from appliance.models import Karantina, Mesin, MesinOpd, Penempatan, Presensi
from appliance.settings import Settings, load
from appliance.web.app import create_app
from tests.cast import Cast, build

LINES = "3\t2026-10-19 07:24:10\t255\t1\t\t0\t0\t2\n3\t2026-10-19 16:02:44\t255\t1\t\t0\t0\t2\n"


@pytest.fixture
def cast(own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setenv("EKINERJA_UJI", "1")
    monkeypatch.setenv("EKINERJA_SEKARANG", "2026-10-20T09:00:00")
    made = build(own_folder)
    mesin = Mesin.create(sn="SYZ8252500376", opd=made.opd["dikbud"], jalur="adms")
    MesinOpd.create(mesin=mesin, opd=made.opd["dikbud"])
    Penempatan.update(pin_mesin="0003").where(Penempatan.pegawai == made.joko.pegawai).execute()
    return made


@pytest.fixture
def client(cast: Cast) -> FlaskClient:
    settings: Settings = load()
    return create_app(settings, testing=True).test_client()


def post(client: FlaskClient, body: str, sn: str = "SYZ8252500376", table: str = "ATTLOG") -> tuple[int, str]:
    answer = client.post(f"/iclock/cdata?SN={sn}&table={table}&Stamp=9999", data=body, content_type="text/plain")
    return answer.status_code, answer.get_data(as_text=True)


def test_joko_pushes_from_his_school_and_the_punches_are_his(client: FlaskClient, cast: Cast) -> None:
    assert post(client, LINES) == (200, "OK: 2")
    owners = [row.pegawai.nip for row in Presensi.select()]
    assert owners == [cast.joko.nip, cast.joko.nip]


def test_the_same_upload_again_is_acknowledged_and_enters_nothing(client: FlaskClient) -> None:
    post(client, LINES)
    assert post(client, LINES) == (200, "OK: 2")
    assert Presensi.select().count() == 2


def test_a_doubtful_line_waits_and_is_counted_so_that_it_is_not_sent_for_ever(client: FlaskClient) -> None:
    assert post(client, LINES + "3\t2026-02-30 07:00:00\t0\t1\n") == (200, "OK: 3")
    assert Presensi.select().count() == 2
    assert Karantina.get().mentah.startswith("3\t2026-02-30")


def test_a_form_typed_upload_is_read_from_its_raw_body(client: FlaskClient) -> None:
    url = "/iclock/cdata?SN=SYZ8252500376&table=ATTLOG&Stamp=1"
    client.post(url, data=LINES, content_type="application/x-www-form-urlencoded")
    assert Presensi.select().count() == 2


def test_a_stranger_gets_no_ok_and_leaves_nothing(client: FlaskClient, own_folder: Path) -> None:
    status, body = post(client, LINES, sn="LAIN123456")
    assert status == 200
    assert "OK" not in body
    assert not Presensi.select().exists()
    assert list((own_folder / "muatan").iterdir()) == []


def test_a_machine_that_calls_from_elsewhere_is_a_stranger(client: FlaskClient) -> None:
    Mesin.update(alamat="10.9.8.7").execute()
    assert "OK" not in post(client, LINES)[1]


def test_a_failure_never_says_ok(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError("disk penuh")

    monkeypatch.setattr("appliance.web.iclock.keep_raw", full)
    status, body = post(client, LINES)
    assert (status, "OK" in body) == (503, False)


def test_an_idle_machine_has_sent_everything_up_to_yesterday(client: FlaskClient) -> None:
    client.get("/iclock/cdata?SN=SYZ8252500376&options=all")
    post(client, LINES)
    for _ in range(2):
        assert client.get("/iclock/getrequest?SN=SYZ8252500376&INFO=Ver,5,9,2,10.0.0.2").data == b"OK"
    assert Mesin.get().tercakup == date(2026, 10, 19)


def test_a_machine_that_holds_more_than_it_sent_covers_nothing_yet(client: FlaskClient) -> None:
    post(client, LINES)
    for _ in range(5):
        client.get("/iclock/getrequest?SN=SYZ8252500376&INFO=Ver,5,9,12,10.0.0.2")
    assert Mesin.get().tercakup is None


def test_the_handshake_echoes_the_stamp_the_machine_itself_sent(client: FlaskClient) -> None:
    assert "\nStamp=0\n" in client.get("/iclock/cdata?SN=SYZ8252500376&options=all").get_data(as_text=True)
    post(client, LINES)
    assert "\nStamp=9999\n" in client.get("/iclock/cdata?SN=SYZ8252500376&options=all").get_data(as_text=True)


def test_with_a_clock_behind_the_last_record_no_machine_is_given_the_time(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    post(client, LINES)
    monkeypatch.setenv("EKINERJA_SEKARANG", "2019-01-01T00:00:00")
    answer = client.get("/iclock/getrequest?SN=SYZ8252500376")
    assert (answer.status_code, answer.data) == (503, b"ERR")
    assert answer.content_type != "text/plain", "a machine would take the time from its Date"


def test_while_the_clock_is_in_doubt_an_upload_is_acknowledged_without_giving_the_time(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "/iclock/cdata?SN=SYZ8252500376&table=ATTLOG"
    assert client.post(address, data=LINES).content_type == "text/plain"
    monkeypatch.setattr(timekeeper, "doubt", lambda: "mundur")
    answer = client.post(address, data=LINES)
    assert answer.data.startswith(b"OK: ") and answer.content_type != "text/plain"


def test_passwords_in_an_operation_log_are_not_kept(client: FlaskClient, own_folder: Path) -> None:
    body = "USER PIN=7\tName=Ravi\tPri=0\tPasswd=4321\nOPLOG 4\t0\t2026-10-19 09:35:00\t0\t0\t0\t0\n"
    assert post(client, body, table="OPERLOG") == (200, "OK: 2")
    kept = b"".join(path.read_bytes() for path in own_folder.rglob("*") if path.is_file())
    assert b"4321" not in kept
