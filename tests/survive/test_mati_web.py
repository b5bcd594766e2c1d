"""The power goes while people send: what was acknowledged is there, and what is sent again stands once."""

from __future__ import annotations

import contextlib
import hashlib
import random
import re
import threading
import time
import urllib.parse
from datetime import date, datetime, timedelta
from datetime import time as hour
from pathlib import Path
from typing import Any

import pytest

from appliance import clock
from appliance.models import BuktiDukung, Impor, Laporan, Libur, Persetujuan, Tugas, db
from appliance.models.jejak import broken
from appliance.models.schema import bind
from tests.survive.box import Box, multipart, until
from tests.survive.reports import report, send_report, stored
from tests.survive.test_penuh import photo

SEED = 20261126
SHOWN = re.compile(r'name="lihat" value="(\d+:[0-9a-f]+)"')
WRITERS = ("siti", "budi", "hadi", "nia")


def looked(box: Box) -> Any:
    bind(box.data / "ekinerja.db")
    return db.connection_context()


class Writer(threading.Thread):
    """Sends reports one after the other, each again and again with its key until the server says that it has it."""

    def __init__(self, box: Box, name: str, token: str, over: threading.Event) -> None:
        super().__init__()
        self.box, self.who, self.token, self.over = box, name, token, over
        self.sent: list[str] = []
        self.repeated = 0

    def run(self) -> None:
        while not self.over.is_set():
            fields = report(f"{self.who} {len(self.sent)}")
            picture = photo() if len(self.sent) % 3 == 0 else b""
            while not self.arrives(fields, picture):
                self.repeated += 1
                time.sleep(0.05)
            self.sent.append(fields["uraian"])

    def arrives(self, fields: dict[str, str], picture: bytes) -> bool:
        try:
            answer = send_report(self.box, self.who, fields, self.token, picture)
        except OSError:
            return False
        assert answer.status in (303, 503), answer.text
        return answer.status == 303


@pytest.mark.parametrize("cuts", [3, pytest.param(20, marks=pytest.mark.long)])
def test_reports_with_evidence(box: Box, cuts: int) -> None:
    box.start("serve")
    over = threading.Event()
    crowd = [Writer(box, name, box.form(name, "/laporan/baru")["csrf_token"], over) for name in WRITERS]
    for one in crowd:
        one.start()
    rng = random.Random(SEED)
    try:
        for _ in range(cuts):
            time.sleep(rng.uniform(0.5, 2))
            acknowledged = [text for one in crowd for text in list(one.sent)]
            box.kill("serve")
            assert set(acknowledged) <= set(stored(box)), "said to be there, and gone"
            box.start("serve")
    finally:
        over.set()
        for one in crowd:
            one.join()
    assert sum(one.repeated for one in crowd) > 0, "no request was cut off: this proves nothing"
    assert stored(box) == sorted(text for one in crowd for text in one.sent), "each stands once"
    whole_evidence(box)


def whole_evidence(box: Box) -> None:
    with looked(box):
        for row in BuktiDukung.select():
            kept = box.data / "bukti" / row.hash[:2] / f"{row.hash}.{row.jenis}"
            assert hashlib.sha256(Path(kept).read_bytes()).hexdigest() == row.hash
        first = [row.uraian for row in Laporan.select() if row.uraian.split()[1] in ("0", "3")]
        assert BuktiDukung.select().count() >= len(first) > 0, "a report with evidence never stands without it"
        assert list(broken()) == []


def test_an_approval_is_given_once_however_often_it_is_cut_off(box: Box) -> None:
    assert box.cast is not None
    day = clock.today() - timedelta(days=1)
    rows = [{"pegawai": box.cast.budi.pegawai, "tanggal": day, "mulai": hour(7 + n // 12, n % 12 * 5),
             "selesai": hour(7 + n // 12, n % 12 * 5 + 4), "uraian": f"rekap {n}",
             "dikirim": datetime.combine(day, hour(16))} for n in range(48)]  # fmt: skip
    with looked(box):
        Laporan.insert_many(rows).execute()
    path, rng = f"/persetujuan/{box.cast.budi.nip}", random.Random(SEED)
    box.start("serve")
    for round_ in range(6):
        page = box.ask("GET", path, who="siti").text
        marks = SHOWN.findall(page)
        if not marks:
            break
        fields = {"csrf_token": box.form("siti", path)["csrf_token"], "lihat": marks, "semua": "ya"}
        sender = threading.Thread(target=quietly, args=(box, path + "/setujui", fields))
        sender.start()
        if round_ < 4:
            time.sleep(rng.uniform(0, 0.15))
            box.kill("serve")
            box.start("serve")
        sender.join()
    with looked(box):
        decided = sorted(row.laporan_id for row in Persetujuan.select())
        assert decided == sorted(row.id for row in Laporan.select()) and len(decided) == 48
        assert {row.status for row in Laporan.select()} == {"disetujui"}
        assert list(broken()) == []


def quietly(box: Box, path: str, fields: dict[str, Any]) -> None:
    body = urllib.parse.urlencode(fields, doseq=True).encode()
    with contextlib.suppress(OSError):
        box.ask("POST", path, body, who="siti", kind="application/x-www-form-urlencoded")


@pytest.mark.parametrize("after", [0.0, 0.02, 0.08])
def test_an_import_that_was_confirmed_enters_once(box: Box, after: float) -> None:
    box.start("serve")
    box.start("work")
    body = "tanggal,nama\n" + "".join(f"{date(2027, 1, 1) + timedelta(days=n)},Libur {n}\n" for n in range(300))
    token = box.form("made", "/impor-data/baru/libur")["csrf_token"]
    sent, kind = multipart({"csrf_token": token}, "berkas", "libur.csv", body.encode())
    page = box.ask("POST", "/impor-data/baru/libur", sent, who="made", kind=kind).headers["Location"]
    until(lambda: "baris" in box.ask("GET", page, who="made").text and not running(box), "the preview")
    confirm = threading.Thread(target=confirmed, args=(box, page, token))
    confirm.start()
    time.sleep(after)
    box.kill("serve")
    box.kill("work")
    confirm.join()
    box.start("serve")
    box.start("work")
    confirmed(box, page, token)  # who got no answer presses again
    until(lambda: not running(box), "the import")
    with looked(box):
        assert Libur.select().where(Libur.tanggal >= date(2027, 1, 1)).count() == 300
        assert {row.keadaan for row in Impor.select()} == {"selesai"}
        assert sum(row.baru for row in Impor.select()) == 300, "each row entered once"
        assert list(broken()) == []


def confirmed(box: Box, page: str, token: str) -> None:
    with contextlib.suppress(OSError):
        box.send("made", page, {"csrf_token": token})


def running(box: Box) -> bool:
    with looked(box):
        return bool(Tugas.select().where(Tugas.keadaan.in_(["antre", "berjalan"])).exists())
