"""What goes wrong with machines in the field, as switches."""

from dataclasses import dataclass


@dataclass(slots=True)
class Faults:
    """All off by default. Bytes count the log as sent, its prefix of four included."""

    drop_after: int | None = None  # close the connection after so many bytes of the log
    stall_after: int | None = None  # say nothing more after so many bytes of the log
    short_by: int = 0  # send so many records fewer than the count says
    mid_read: int = 0  # so many punches land between the count and the read
    impossible: int | None = None  # this record (from 0) has a day that no calendar has
    busy: str = ""  # "reply": refuses every session; "close": hangs up on it
    silent: bool = False  # takes the connection and never says a word
    frame_size: int = 0  # cut each chunk in data frames of so many bytes
    fragment: int = 0  # hand the first bytes of each answer over alone, so many
    no_time: bool = False  # answers the question for its clock with nothing
    no_users: bool = False  # refuses to list its people
    orphans: int = 0  # so many people at the end of the list are missing from it
    crawl_s: float = 0.0  # seconds of rest before each frame of the log
