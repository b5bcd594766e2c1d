"""The only reader of the clock. Everything further in gets the date or the moment as an argument."""

import time
from datetime import date, datetime

from appliance import settings

SWAY = 300  # seconds that a good clock may be off from what must have passed
_anchor: list[tuple[float, float]] = []  # a moment that can be trusted, and the machine's seconds at it (`timekeeper`)


def now() -> datetime:
    """This moment with the office's zone; the fixed one when a test or a demonstration asks for it."""
    chosen = settings.load()
    if chosen.sekarang is not None:
        fixed = chosen.sekarang
        return fixed.astimezone(chosen.zona) if fixed.tzinfo else fixed.replace(tzinfo=chosen.zona)
    return datetime.fromtimestamp(trusted(), chosen.zona)


def shown() -> float:
    """What the machine's clock shows, right or wrong: seconds since 1970 UTC."""
    return time.time()


def running() -> float:
    """Seconds since the machine was switched on; nobody can set them."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def anchor(unix: float) -> None:
    """This moment can be trusted: from now on a clock that leaves it by more than SWAY is not followed."""
    _anchor[:] = [(unix, running())]


def sway() -> float:
    """Seconds that the machine's clock is ahead of what must have passed; 0 where no moment is known."""
    if not _anchor:
        return 0.0
    unix, at = _anchor[0]
    return shown() - (unix + running() - at)


def trusted() -> float:
    """What the machine shows; where that cannot be, the moment that must have come. Seconds since 1970 UTC."""
    off = sway()
    return shown() - off if abs(off) > SWAY else shown()


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
    return int(trusted())


def monotonic() -> float:
    """Seconds on a clock that never goes back; only differences mean anything."""
    return time.monotonic()
