"""A disk that takes long to keep anything: who sends waits or is told, nothing acknowledged is lost, nothing doubled.

The disk is a real file system whose fsync takes as long as it is told to. Figures are printed (`pytest -s`), none
decides.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from appliance.models.jejak import broken
from tests.survive.box import Answer, Box, standing, until
from tests.survive.disk import Hand, obeying_disk
from tests.survive.reports import report, send_report, stored
from tests.survive.test_baca_saja import settled
from tests.survive.test_mati_web import WRITERS, looked
from tests.survive.test_penuh import days, photo, push

SLOW, HARDLY = 0.3, 3  # seconds for one fsync
QUICK = 0.5  # seconds within which 95 of 100 are answered, at best


@pytest.fixture
def box(own_folder: Path, tmp_path: Path) -> Iterator[tuple[Box, Hand]]:
    with obeying_disk(own_folder, tmp_path / "lapis") as hand, standing(settled(own_folder, tmp_path / "log")) as made:
        yield made, hand


class Crowd:
    """Four who write reports, with and without photos, and a machine that pushes: each again until it is kept."""

    def __init__(self, box: Box) -> None:
        self.box, self.over = box, threading.Event()
        self.tokens = {name: box.form(name, "/laporan/baru")["csrf_token"] for name in WRITERS}
        self.kept: list[str] = []
        self.pushed: list[str] = []
        self.answers: list[Answer] = []
        self.seconds: list[float] = []
        self.pool = ThreadPoolExecutor(len(WRITERS) + 1)
        self.people = [self.pool.submit(self.write, name) for name in WRITERS]
        self.people.append(self.pool.submit(self.machine))

    def write(self, name: str) -> None:
        picture = photo()
        for number in range(1000):
            fields = report(f"{name} {number}")
            while self.sent(name, fields, picture if number % 3 == 0 else b"").status != 303:
                time.sleep(0.2)
            self.kept.append(fields["uraian"])
            if self.over.is_set():
                return

    def sent(self, name: str, fields: dict[str, str], picture: bytes) -> Answer:
        """A phone waits for twenty seconds, then it asks again with the same key."""
        begun = time.monotonic()
        try:
            answer = send_report(self.box, name, fields, self.tokens[name], picture)
        except OSError as gone:
            answer = Answer(0, str(gone), {})
        self.seconds.append(time.monotonic() - begun)
        self.answers.append(answer)
        return answer

    def machine(self) -> None:
        for moment in days(2000):
            line = f"7\t{moment:%Y-%m-%d %H:%M:%S}\t0\t1\n"
            while push(self.box, line).text != "OK: 1":
                time.sleep(0.2)
            self.pushed.append(line)
            if self.over.is_set():
                return

    def end(self) -> None:
        self.over.set()
        for one in self.people:
            one.result()
        self.pool.shutdown()


def look(box: Box, path: str = "/") -> tuple[float, Answer]:
    begun = time.monotonic()
    answer = box.ask("GET", path, who="joko")
    return time.monotonic() - begun, answer


def p95(seconds: list[float]) -> float:
    return sorted(seconds)[int(len(seconds) * 0.95)] if seconds else 0.0


def until_quick(box: Box) -> tuple[float, float]:
    """(seconds until 19 of 20 pages came within half a second, what the 95th of these took)."""
    begun = time.monotonic()
    for _ in range(30):
        took = [look(box)[0] for _ in range(20)]
        if p95(took) < QUICK:
            break
    return time.monotonic() - begun, p95(took)


@pytest.mark.long
def test_a_slow_disk_and_one_that_hardly_turns(box: tuple[Box, Hand]) -> None:
    made, hand = box
    made.start("serve")
    made.start("work")
    made.cookie("joko")
    crowd = Crowd(made)
    try:
        hand.says(f"slow {SLOW}")
        seen = during(made, 15)
        hand.says(f"slow {HARDLY}")
        with ThreadPoolExecutor(12) as many:
            told = [found for wave in range(3) for found in many.map(lambda _: look(made), range(12))]
        checked = made.run("check")
    finally:
        hand.says()
        after = until_quick(made)
        crowd.end()
    figures(crowd, seen, told, after)
    assert "kotak: Disk lambat: menyimpan satu catatan kecil perlu 3 detik." in checked.stdout, checked.stdout
    in_words([answer for _, answer in [*seen, *told]], crowd.answers)
    assert len(crowd.kept) > len(WRITERS) and len(crowd.pushed) > 1, "too little came through: this proves nothing"
    assert stored(made) == sorted(crowd.kept), "each acknowledged report once, and no other"
    assert all(child.poll() is None for child in made.children.values())
    punches(made, crowd.pushed)


def during(box: Box, seconds: float) -> list[tuple[float, Answer]]:
    end, found = time.monotonic() + seconds, []
    while time.monotonic() < end:
        found.append(look(box))
        time.sleep(0.1)
    return found


def figures(crowd: Crowd, seen: list[tuple[float, Answer]], told: list[tuple[float, Answer]], after: object) -> None:
    print(f"\nfsync {SLOW} s: p95 of a page {p95([took for took, _ in seen]):.2f} s, of {len(seen)}")
    print(f"fsync {HARDLY} s: p95 of a page {p95([took for took, _ in told]):.2f} s, of {len(told)}")
    print(f"reports {Counter(one.status for one in crowd.answers)}, slowest {max(crowd.seconds):.1f} s")
    print(f"kept {len(crowd.kept)} reports, {len(crowd.pushed)} punches; after the end (s until quick, p95): {after}")


def in_words(pages: list[Answer], reports: list[Answer]) -> None:
    """Whoever was not served has read why, and what becomes of what they sent."""
    assert {one.status for one in pages} <= {200, 503}
    assert {one.status for one in reports} <= {303, 503, 0}
    turned_away = [one for one in pages if one.status == 503]
    assert turned_away, "nobody was kept waiting: this proves nothing"
    assert all("dicoba lagi sendiri" in one.text or "Coba lagi beberapa menit lagi" in one.text for one in turned_away)
    for one in reports:
        assert one.status != 503 or "Kiriman Anda belum diterima" in one.text or "Coba lagi" in one.text, one.text


def punches(box: Box, pushed: list[str]) -> None:
    with looked(box):
        from appliance.models import Mesin, Presensi, db

        rows = [row.waktu for row in Presensi.select().join(Mesin).where(Mesin.sn == "SNDIKBUD")]
        assert sorted(str(row) for row in rows) == sorted(line.split("\t")[1] for line in pushed)
        assert list(broken()) == []
        assert db.execute_sql("PRAGMA quick_check").fetchone() == ("ok",)
    until(lambda: box.ask("GET", "/sehat").status == 200, "the box serves")
