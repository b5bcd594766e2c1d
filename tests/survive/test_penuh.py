"""The disk fills while people work: words, nothing half kept, no machine told that its records are safe."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from appliance import clock
from appliance.devices.simulator.machine import Machine
from appliance.devices.simulator.server import Server
from appliance.devices.simulator.source import Listed
from appliance.models import Mesin, db
from appliance.models.jejak import broken
from appliance.models.kunci import bind as bind_keys
from appliance.models.schema import bind
from appliance.models.tandai import open_month
from tests.models.regency import regency
from tests.survive.box import Answer, Box, multipart, standing
from tests.survive.disk import files, fill, small_disk
from tests.survive.reports import report, send_report, stored

PUSH = "/iclock/cdata?SN=SNDIKBUD&table=ATTLOG&Stamp=1"


@pytest.fixture
def box(own_folder: Path) -> Iterator[Box]:
    """On a disk of 24 MB; the school's machine pushes, that of Dinas Kesehatan is read over the network."""
    machine = Machine("SNDINKES")
    machine.source = Listed([("1", moment, 1, 0) for moment in days(40)])
    with small_disk(own_folder, 24), Server(machine) as server:
        cast = regency(own_folder)
        bind_keys(own_folder / "kunci")
        Mesin.update(jalur="adms", alamat="").where(Mesin.sn == "SNDIKBUD").execute()
        Mesin.update(jalur="lan", alamat="127.0.0.1", port=server.port).where(Mesin.sn == "SNDINKES").execute()
        open_month(clock.today().strftime("%Y-%m"))
        db.close()
        with standing(Box(own_folder, cast)) as made:
            yield made


def days(count: int) -> list[datetime]:
    return [datetime.combine(clock.today() - timedelta(days=n), time(7, 10)) for n in range(count, 0, -1)]


def photo() -> bytes:
    out = BytesIO()
    Image.effect_noise((900, 700), 60).save(out, "JPEG")
    return out.getvalue()


def until_full(send: object) -> Answer:
    """Small things may find room in what a file had already; at last one is refused."""
    for _ in range(300):
        answer: Answer = send()  # type: ignore[operator]
        if answer.status not in (200, 303):
            return answer
    raise AssertionError("the disk took everything")


def push(box: Box, line: str) -> Answer:
    return box.ask("POST", PUSH, line.encode())


def attlog(box: Box, token: str) -> Answer:
    lines = "".join(f"{7:>9}\t{moment:%Y-%m-%d %H:%M:%S}\t1\t0\t1\t0\r\n" for moment in days(3000))
    body, kind = multipart({"csrf_token": token, "mesin": "SNDINKES"}, "berkas", "1_attlog.dat", lines.encode())
    return box.ask("POST", "/impor/baru", body, who="wati", kind=kind)


def test_nothing_is_half_kept_and_all_goes_on_when_there_is_room(box: Box) -> None:
    box.start("serve")
    box.start("work")
    token = {name: box.form(name, "/laporan/baru")["csrf_token"] for name in ("siti", "wati")}
    kept = report("sebelum penuh")
    assert send_report(box, "siti", kept, token["siti"], photo()).status == 303
    before = files(box.data / "bukti")
    stuffing = fill(box.data)

    waiting = report("dengan foto")
    with_photo = send_report(box, "siti", waiting, token["siti"], photo())
    assert (with_photo.status, "Disk server penuh" in with_photo.text) == (507, True)
    assert "tetap tersimpan di HP" in with_photo.text and "juga tidak setengahnya" in with_photo.text
    assert files(box.data / "bukti") == before, "no half photo, no photo without a report"
    taken: list[str] = []

    def another() -> Answer:
        fields = report(f"tanpa foto {len(taken)} " + "x" * 900)
        answer = send_report(box, "siti", fields, token["siti"])
        taken.extend([fields["uraian"]] if answer.status == 303 else [])
        return answer

    assert until_full(another).status == 507
    assert stored(box) == sorted(["sebelum penuh", *taken]), "what was acknowledged is there, and nothing else"
    lines = iter(f"7\t{moment:%Y-%m-%d %H:%M:%S}\t0\t1\n" for moment in days(300))
    sent: list[str] = []

    def punch() -> Answer:
        sent.append(next(lines))
        return push(box, sent[-1] * 20)

    machine = until_full(punch)
    assert machine.status >= 500 and "OK" not in machine.text
    upload = attlog(box, token["wati"])
    assert (upload.status, "Disk server penuh" in upload.text) == (507, True)
    polled = box.run("poll", "--mesin", "SNDINKES")
    assert (polled.returncode, "Disk server penuh" in polled.stderr) == (1, True), polled.stderr
    assert [box.ask("GET", page, who="siti").status for page in ("/", "/kehadiran", "/tpp")] == [200] * 3
    assert "kotak: Disk server penuh" in box.run("check").stdout

    stuffing.unlink()
    assert send_report(box, "siti", waiting, token["siti"], photo()).status == 303
    assert push(box, sent[-1] * 20).text.startswith("OK: 20"), "the machine sends the same again, and now it is safe"
    assert box.run("poll", "--mesin", "SNDINKES").returncode == 0
    assert {verb: child.poll() for verb, child in box.children.items()} == {"serve": None, "work": None}
    whole(box, sent, [*taken, "sebelum penuh", "dengan foto"])


def whole(box: Box, sent: list[str], reports: list[str]) -> None:
    """Every acknowledged thing once, every raw line whole, the database and the trail sound."""
    assert stored(box) == sorted(reports)
    bind(box.data / "ekinerja.db")
    with db.connection_context():
        assert Mesin.get(Mesin.sn == "SNDINKES").keadaan == "lengkap"
        assert list(broken()) == []
    with sqlite3.connect(f"file:{box.data}/ekinerja.db?mode=ro", uri=True) as look:
        pushed = look.execute("SELECT count(*), count(DISTINCT waktu) FROM presensi p JOIN mesin m ON m.id = p.mesin_id"
                              " WHERE m.sn = 'SNDIKBUD'").fetchone()  # fmt: skip
        assert pushed == (len(sent), len(sent))
        assert look.execute("PRAGMA quick_check").fetchone() == ("ok",)
    for raw in (box.data / "muatan").glob("adms-*.jsonl"):
        assert all(json.loads(line)["sha256"] for line in raw.read_text().splitlines())
    assert not [name for name in files(box.data / "muatan") | files(box.data / "bukti") if "/." in f"/{name}"]
