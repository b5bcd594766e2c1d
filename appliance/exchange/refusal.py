"""Why a file, or a row of it, is refused: line, column and reason, in Indonesian."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple


class Tolakan(NamedTuple):
    """One refusal. `baris` counts from 1, the header; 0 is the file itself. `kolom` may be empty."""

    baris: int
    kolom: str
    alasan: str

    def line(self, berkas: str) -> str:
        """`berkas:baris: kolom: alasan`, as the command line prints it."""
        place = f"{berkas}:{self.baris}: " if self.baris else f"{berkas}: "
        return place + (f"{self.kolom}: " if self.kolom else "") + self.alasan

    def asdict(self) -> dict[str, Any]:
        return self._asdict()


class BerkasDitolak(ValueError):
    """A file is refused and nothing was changed. `tolakan` holds every reason, `lines` the same as text."""

    def __init__(self, berkas: str, tolakan: Iterable[Tolakan]) -> None:
        self.berkas = berkas
        self.tolakan = sorted(tolakan)
        super().__init__("\n".join(self.lines))

    @property
    def lines(self) -> list[str]:
        return [tolakan.line(self.berkas) for tolakan in self.tolakan]
