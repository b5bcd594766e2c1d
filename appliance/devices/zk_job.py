"""What goes to the child process that talks to a machine, and what comes back. Plain values: they travel as JSON."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Job:
    """What the parent asks. Times are ISO text; `asked_at` is on `time.monotonic`'s clock, which the box shares."""

    alamat: str
    port: int
    kunci: int
    serial: str | None
    now: str
    asked_at: float
    deadline_s: float
    idle_s: float
    skip_at: int | None  # the count at which a full read may be left out


@dataclass(slots=True)
class Answer:
    """What was learnt, as far as it came. `status` is set where the talk ended before the log."""

    status: str = ""
    rincian: str = ""
    sn: str | None = None
    drift_s: int | None = None
    n0: int | None = None
    n1: int | None = None
    kapasitas: int | None = None
    total: int | None = None
    sebab: str = ""
    users: list[tuple[int, str, str]] = field(default_factory=list)
