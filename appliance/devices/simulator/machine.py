"""The memory and the clock of a made machine."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from appliance.devices.simulator.faults import Faults
from appliance.devices.simulator.source import Listed, Source, Stamp
from appliance.devices.simulator.wire import Entry, records, users


@dataclass(slots=True)
class Machine:
    """`layout` is a name of `wire.LAYOUTS`. `asked` keeps every command it was given and `visits` counts
    connections, for tests to look at."""

    serial: str
    source: Source = field(default_factory=Listed)
    key: int = 0
    layout: str = "40"
    zone_hours: int = 7
    drift_s: int = 0
    capacity: int = 100_000
    faults: Faults = field(default_factory=Faults)
    asked: list[int] = field(default_factory=list)
    visits: int = 0
    extra: list[Stamp] = field(default_factory=list)
    slots: dict[str, int] = field(default_factory=dict)

    def now(self) -> datetime:
        """The machine's own clock: local time, with its drift."""
        return datetime.now(UTC).replace(tzinfo=None) + timedelta(hours=self.zone_hours, seconds=self.drift_s)

    def entries(self) -> list[Entry]:
        """The log now, oldest first, as far as the memory reaches."""
        stamps: Sequence[Stamp] = [*self.source.stamps(self.now()), *self.extra][-self.capacity :]
        for pin, *_ in stamps:
            self.slots.setdefault(pin, len(self.slots) + 1)
        return [Entry(pin, waktu, self.slots[pin], verify, key) for pin, waktu, verify, key in stamps]

    def people(self) -> list[tuple[int, str, str]]:
        """Slot, PIN and name of each person."""
        everybody = [(uid, pin, f"Orang {pin}") for pin, uid in self.slots.items()]
        return everybody[: len(everybody) - self.faults.orphans] if self.faults.orphans else everybody

    def counts(self) -> tuple[int, int, int]:
        """(people, records, capacity) as the machine claims them."""
        return len(self.entries()) and len(self.people()), len(self.entries()), self.capacity

    def log(self) -> bytes:
        """The bytes of the log with their prefix, after what happens between the count and the read."""
        last = self.entries()[-1:] or [Entry("1", self.now())]
        for second in range(self.faults.mid_read):
            self.extra.append((last[0].pin, last[0].waktu + timedelta(seconds=second + 1), 1, 0))
        entries = self.entries()
        kept = entries[: len(entries) - self.faults.short_by] if self.faults.short_by else entries
        body = records(kept, self.layout, impossible=self.faults.impossible)
        return len(body).to_bytes(4, "little") + body

    def user_list(self) -> bytes:
        """The bytes of the list of people with their prefix."""
        body = users(self.people(), 28 if self.layout in ("8", "ma300") else 72)
        return len(body).to_bytes(4, "little") + body
