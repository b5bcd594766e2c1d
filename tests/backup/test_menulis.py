"""A copy is made while people write: it ends, it is whole, and it holds one moment."""

from __future__ import annotations

import sqlite3
import threading
import time
from pathlib import Path

from appliance.models.sqlite import ask_file, copy_online, open_database, quick_check


def test_a_writer_who_never_rests_neither_stops_the_copy_nor_is_stopped_by_it(tmp_path: Path) -> None:
    path, copy = tmp_path / "asal.db", tmp_path / "salinan.db"
    open_database(path).connect()
    with sqlite3.connect(path) as made:
        made.execute("CREATE TABLE kiri (n INTEGER, isi BLOB)")
        made.execute("CREATE TABLE kanan (n INTEGER, isi BLOB)")
        made.executemany("INSERT INTO kiri VALUES (?, randomblob(4000))", ((n,) for n in range(12_000)))
        made.executemany("INSERT INTO kanan VALUES (?, randomblob(4000))", ((n,) for n in range(12_000)))
    made.close()
    stop, written = threading.Event(), [12_000]

    def write() -> None:
        with_own = sqlite3.connect(path, timeout=15)
        while not stop.is_set():
            with with_own:
                with_own.execute("INSERT INTO kiri VALUES (?, randomblob(200))", (written[0],))
                with_own.execute("INSERT INTO kanan VALUES (?, randomblob(200))", (written[0],))
            written[0] += 1
        with_own.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        time.sleep(0.2)
        before = written[0]
        done = threading.Thread(target=copy_online, args=(path, copy), daemon=True)
        done.start()
        done.join(60)
        assert not done.is_alive(), "the copy began anew at every write"
        assert written[0] > before + 5, "the writer was kept waiting"
    finally:
        stop.set()
        writer.join()
    assert quick_check(copy) == []
    (left,), (right,) = ask_file(copy, "SELECT COUNT(*) FROM kiri UNION ALL SELECT COUNT(*) FROM kanan")
    assert left == right
    assert before <= left <= written[0]
