"""The command line, one file a noun: each offers `register(commands)` and runs as the machine's administrator."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from appliance import clock, kerusakan, settings, timekeeper
from appliance.box import Box, open_box
from appliance.giliran import PATIENCE, Giliran, SudahBerjalan, take
from appliance.models.jejak import Pelaku

LOOK = 20  # seconds that a start may spend on looking the database through after a power cut


class Refused(Exception):
    """Input refused: one clear line for each reason."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = list(lines)
        super().__init__("\n".join(self.lines))


class Command(Protocol):
    def register(self, commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None: ...


def pelaku() -> Pelaku:
    """Who the audit trail names for what is done on the command line."""
    return Pelaku(None, "administrator mesin", "baris perintah", clock.local())


def here() -> Box:
    """The box that EKINERJA_DATA names, with its clock looked at."""
    box = open_box(settings.load())
    timekeeper.look()
    return box


@contextmanager
def sole(data: Path, nama: str) -> Iterator[Giliran]:
    """Be the only `serve` or `work` of this data folder for as long as it lasts."""
    try:
        turn = take(data, nama, wait=PATIENCE)
    except SudahBerjalan as taken:
        other = taken.pemegang
        since = f" sejak {other.mulai:%Y-%m-%d %H:%M}" if other.mulai else ""
        words = f"ekinerja {nama} sudah berjalan di {data} (proses {other.pid}{since}); yang kedua tidak dijalankan."
        raise Refused([f"{words} Hentikan yang itu dahulu bila ingin menggantinya."]) from None
    try:
        yield turn
    finally:
        turn.end()


def after_a_fall(data: Path, turn: Giliran) -> list[str]:
    """What is wrong with the database after a power cut or a kill; an orderly end, or none yet, asks for no look."""
    if settings.load().database_url or (turn.before.rapi and not kerusakan.noted(data)):
        return []
    return kerusakan.look(data, LOOK)


NAMES = (
    "init", "demo", "serve", "work", "import_", "poll", "close", "export", "explain", "verify", "kasus", "akun",
    "check", "jam", "kesehatan", "paket", "backup", "restore", "cadangan",
)  # fmt: skip
MODULES: list[Command] = []
for _name in NAMES:
    try:
        MODULES.append(importlib.import_module(f"appliance.commands.{_name}"))
    except ModuleNotFoundError as missing:
        if missing.name != f"appliance.commands.{_name}":
            raise
