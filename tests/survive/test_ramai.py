"""A slow disk and more people than fit: words at once instead of half a minute's silence, and nothing lost."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from appliance.models import Mesin, db
from appliance.models.schema import bind
from appliance.web.serve import THREADS
from tests.survive.box import Answer, Box, until
from tests.survive.reports import report, send_report, stored


@pytest.fixture
def stuck(box: Box) -> Iterator[tuple[Box, sqlite3.Connection]]:
    """Somebody writes and does not come to an end, as on a disk that hardly turns."""
    bind(box.data / "ekinerja.db")
    with db.connection_context():
        Mesin.update(jalur="adms", alamat="").where(Mesin.sn == "SNDIKBUD").execute()
    box.start("serve")
    slow = sqlite3.connect(box.data / "ekinerja.db", isolation_level=None, check_same_thread=False)
    yield box, slow
    slow.close()


def test_while_every_thread_waits_for_the_disk_others_are_told_and_what_was_sent_arrives_once(
    stuck: tuple[Box, sqlite3.Connection],
) -> None:
    box, slow = stuck
    names = ["siti", "budi", "hadi", "nia"][:THREADS]
    tokens = {name: box.form(name, "/laporan/baru")["csrf_token"] for name in names}
    box.cookie("joko")
    written = {name: report(f"laporan {name}") for name in names}
    slow.execute("BEGIN IMMEDIATE")
    with ThreadPoolExecutor(40) as crowd:
        sent = [crowd.submit(send_report, box, name, written[name], tokens[name]) for name in names]
        time.sleep(1)  # now all threads wait for the database
        seen = [crowd.submit(box.ask, "GET", "/", who="joko") for _ in range(10)]
        posted = crowd.submit(box.send, "joko", "/laporan", {"uraian": "x"})
        pushed = crowd.submit(
            box.ask, "POST", "/iclock/cdata?SN=SNDIKBUD&table=ATTLOG", b"7\t2026-01-05 07:00:00\t0\t1"
        )
        health, style = (crowd.submit(box.ask, "GET", path) for path in ("/sehat", "/static/app.css"))
        told = [one.result() for one in seen]
        late, machine = posted.result(), pushed.result()
        assert not any(one.done() for one in sent), "the refusals came while the others still waited"
        assert (health.result().text, style.result().status) == ("ok", 200), "who watches the box gets an answer"
        slow.execute("ROLLBACK")
        answers = [one.result() for one in sent]
    assert {one.status for one in [*told, late]} == {503}
    assert all("dicoba lagi sendiri" in one.text and int(one.headers["Retry-After"]) > 0 for one in told)
    assert all(f'content="{one.headers["Retry-After"]}"' in one.text for one in told), "the page comes back by itself"
    assert "Kiriman Anda belum diterima" in late.text and "http-equiv" not in late.text
    assert (machine.status, machine.text) == (503, "ERR"), "a machine keeps its records"
    assert [one.status for one in answers] == [303] * THREADS
    assert stored(box) == sorted(f"laporan {name}" for name in names)
    until(lambda: box.ask("GET", "/", who="joko").status == 200, "the box serves again")


def test_a_report_that_was_turned_away_is_sent_again_and_stands_once(stuck: tuple[Box, sqlite3.Connection]) -> None:
    """As the phone does: the same key until the server says that it has it."""
    box, slow = stuck
    token, fields = box.form("siti", "/laporan/baru")["csrf_token"], report("menyusun rekap")
    slow.execute("BEGIN IMMEDIATE")
    answers: list[Answer] = []
    crowd = [threading.Thread(target=lambda: answers.append(send_report(box, "siti", fields, token))) for _ in range(9)]
    for one in crowd:
        one.start()
    until(lambda: any(answer.status == 503 for answer in answers), "some are turned away")
    slow.execute("ROLLBACK")
    for one in crowd:
        one.join()
    answers.append(send_report(box, "siti", fields, token))
    assert {answer.status for answer in answers} == {303, 503}
    assert stored(box) == ["menyusun rekap"]
