"""A month on the command line."""

from __future__ import annotations

import argparse

from appliance.rules import bulan


def month_argument(text: str) -> str:
    """YYYY-MM, or wrong usage."""
    try:
        return bulan.parse(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} bukan bulan YYYY-MM") from None
