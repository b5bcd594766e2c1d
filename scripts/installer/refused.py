"""A refusal: nothing was changed, and the lines say what to do."""

from __future__ import annotations

from collections.abc import Iterable


class Refused(Exception):
    """One line for each reason, in Indonesian."""

    def __init__(self, *lines: str | Iterable[str]) -> None:
        self.lines = [line for given in lines for line in ([given] if isinstance(given, str) else given)]
        super().__init__("\n".join(self.lines))
