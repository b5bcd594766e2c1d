"""What the readers of tables share: a cell that was a number, and the refusal of a place in a file."""

from __future__ import annotations

from appliance.exchange.refusal import Tolakan

MAX_COLUMNS = 100


class Angka(str):
    """The text of a spreadsheet cell that held a number: digits beyond the 15th, and leading zeros, are gone."""

    __slots__ = ()


class TableRefused(Exception):
    """Raised by the readers; `read_table` adds the file's name."""

    def __init__(self, baris: int, alasan: str, kolom: str = "") -> None:
        super().__init__(alasan)
        self.tolakan = Tolakan(baris, kolom, alasan)
