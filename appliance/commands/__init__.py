"""The command line, one file a noun: each offers `register(commands)` and runs as the machine's administrator."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Iterable
from typing import Protocol

from appliance import clock, settings
from appliance.box import Box, open_box
from appliance.models.jejak import Pelaku


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
    """The box that EKINERJA_DATA names."""
    return open_box(settings.load())


NAMES = (
    "init", "demo", "serve", "work", "import_", "poll", "close", "export", "explain", "verify", "kasus", "akun",
    "check", "backup", "restore", "cadangan",
)  # fmt: skip
MODULES: list[Command] = []
for _name in NAMES:
    try:
        MODULES.append(importlib.import_module(f"appliance.commands.{_name}"))
    except ModuleNotFoundError as missing:
        if missing.name != f"appliance.commands.{_name}":
            raise
