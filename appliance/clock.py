"""The only reader of the clock. Everything further in gets the date or the moment as an argument."""

import time
from datetime import date, datetime, timedelta

from appliance import settings

_correction = [0]  # seconds to add to what the machine shows, while its clock is in doubt (see `timekeeper`)


def now() -> datetime:
    """This moment with the office's zone; the fixed one when a test or a demonstration asks for it."""
    chosen = settings.load()
    if chosen.sekarang is not None:
        fixed = chosen.sekarang
        return fixed.astimezone(chosen.zona) if fixed.tzinfo else fixed.replace(tzinfo=chosen.zona)
    return datetime.now(chosen.zona) + timedelta(seconds=_correction[0])


def shown() -> int:
    """What the machine's clock shows, right or wrong: seconds since 1970 UTC."""
    return int(time.time())


def correct(seconds: int) -> None:
    """Go by a time so many seconds later than the machine's own."""
    _correction[0] = seconds


def local() -> datetime:
    """This moment as the office's wall clock shows it, without a zone: the form in which machines record punches."""
    return now().replace(tzinfo=None)


def at(zona: str) -> datetime:
    """This moment, without a zone, on a wall clock of WIB, WITA or WIT."""
    return now().astimezone(settings.ZONES[zona]).replace(tzinfo=None)


def today() -> date:
    """Today at the office."""
    return now().date()


def unix() -> int:
    """Seconds since 1970 UTC, also where a fixed time was asked for: codes of a phone go by the true time."""
    return shown() + _correction[0]


def monotonic() -> float:
    """Seconds on a clock that never goes back; only differences mean anything."""
    return time.monotonic()
