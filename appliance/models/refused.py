"""What a form asks for cannot be done: a reason for each field, in Indonesian. Nothing was changed."""

from __future__ import annotations

from collections.abc import Mapping


class Refused(ValueError):
    """`errors` maps a field of the form to one sentence; the key `""` is the form as a whole."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        self.errors = dict(errors)
        super().__init__(" ".join(self.errors.values()))
