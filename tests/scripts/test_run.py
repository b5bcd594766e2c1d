"""scripts/run from the first start to Ctrl-C, with a small `ekinerja` in the place of the real one."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scripts.box import HOPELESS, Box, alive


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Box]:
    made = Box(tmp_path)
    yield made
    made.close()


def test_the_first_start_fills_the_folder_and_prints_address_and_accounts(box: Box) -> None:
    box.start()
    box.wait_for("siap di")
    assert f"http://127.0.0.1:{box.port}/" in box.said()
    assert box.data.stat().st_mode & 0o077 == 0
    box.wait_for("--serial UJI1", box.folder / "mesin.txt")


def test_the_second_start_fills_nothing_again(box: Box) -> None:
    box.start()
    box.wait_for("siap di")
    box.stop()
    box.start()
    box.wait_for("siap di")
    assert "asn siti rahasia" in box.said()
    assert box.commands().count("init") == box.commands().count("demo") == 1


def test_an_empty_regency_prints_the_first_code_and_no_made_up_people(box: Box) -> None:
    box.start("--empty")
    box.wait_for("siap di")
    assert "kode: ABCD-EFGH" in box.said()
    assert "demo" not in box.commands()


def test_a_filling_that_was_cut_off_goes_on(box: Box) -> None:
    (box.folder / "lambat").touch()
    box.start()
    box.wait_for("demo", box.data / "perintah.txt")
    box.stop()
    (box.folder / "lambat").unlink()
    box.start()
    box.wait_for("siap di")
    assert "pengisian yang terputus dilanjutkan" in box.said()
    assert [word for word in box.commands() if word in ("init", "demo")] == ["init", "demo", "demo"]


def test_an_init_that_was_cut_off_is_done_again(box: Box) -> None:
    box.data.mkdir()
    (box.data / ".belum-selesai").write_text("init\n")
    (box.data / "ekinerja.db").write_text("separuh")
    box.start("--empty")
    box.wait_for("siap di")
    assert "kode: ABCD-EFGH" in box.said()


def test_a_folder_with_other_files_is_left_alone(box: Box) -> None:
    box.data.mkdir()
    (box.data / "skripsi.txt").write_text("milik orang lain")
    assert box.start().wait(HOPELESS) == 1
    assert "berisi berkas lain" in box.said()
    assert (box.data / "skripsi.txt").read_text() == "milik orang lain"


def test_a_port_in_use_is_said_in_words(box: Box) -> None:
    with socket.create_server(("127.0.0.1", box.port)):
        assert box.start().wait(HOPELESS) == 1
    assert f"port {box.port} di 127.0.0.1 tidak dapat dipakai" in box.said()
    assert not (box.data / "perintah.txt").exists()


def test_one_folder_serves_one_run(box: Box) -> None:
    box.start()
    box.wait_for("siap di")
    assert box.start().wait(HOPELESS) == 1
    assert "sedang dipakai oleh scripts/run yang lain" in box.said()
    assert box.runs[0].poll() is None


def test_ctrl_c_stops_the_box_with_its_children_and_nothing_else(box: Box) -> None:
    stranger = subprocess.Popen(["sleep", "300"])
    try:
        box.start()
        box.wait_for("siap di")
        child = int((box.data / "anak.txt").read_text())
        assert alive(child)
        assert box.stop() == 0
        assert not alive(child)
        assert stranger.poll() is None
        with socket.create_server(("127.0.0.1", box.port)):
            pass
    finally:
        stranger.kill()


def test_an_impatient_second_ctrl_c_leaves_nothing_running(box: Box) -> None:
    (box.folder / "keras").touch()  # the worker's child does not hear a polite request
    box.start()
    box.wait_for("siap di")
    child = int((box.data / "anak.txt").read_text())
    os.killpg(box.runs[-1].pid, signal.SIGINT)
    time.sleep(0.5)
    box.stop()
    assert not alive(child)


def test_a_reader_that_goes_away_leaves_nothing_running(box: Box) -> None:
    run = subprocess.Popen(box.command(), stdout=subprocess.PIPE, text=True, start_new_session=True)
    box.runs.append(run)
    assert run.stdout is not None
    run.stdout.readline()
    run.stdout.close()
    run.wait(HOPELESS)
    anak = box.data / "anak.txt"
    assert not anak.exists() or not alive(int(anak.read_text()))


def test_a_worker_that_dies_ends_the_run_with_its_last_words(box: Box) -> None:
    (box.folder / "rusak").touch()
    assert box.start().wait(HOPELESS) == 1
    assert "ekinerja work berhenti sendiri" in box.said()
    assert "antrean rusak" in box.said()


def test_a_word_that_run_does_not_know_is_wrong_usage(box: Box) -> None:
    assert box.start("--prot", "1").wait(HOPELESS) == 2
