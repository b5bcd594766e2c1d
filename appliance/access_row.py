"""What a row of the access matrix is: the roles that may read and those that may write."""

from __future__ import annotations

from dataclasses import dataclass

from appliance.models.pengguna import PERAN

ROLES = frozenset(PERAN)
PUBLIC = "publik"
READERS = frozenset({"pemeriksa", "pendamping"})  # they look, and change nothing
WRITING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


@dataclass(frozen=True, slots=True)
class Allow:
    """The roles that may read and that may write; `upload` lets the body be as large as a machine's export,
    `photos` as a report's evidence.

    `machine`: attendance machines call it, which have no session and no form token; the view itself knows them.
    """

    read: frozenset[str]
    write: frozenset[str]
    upload: bool = False
    machine: bool = False
    photos: bool = False

    def roles(self, method: str) -> frozenset[str]:
        return self.write if method in WRITING else self.read


def to(roles: str, write: str | None = None, *, upload: bool = False) -> Allow:
    """A row from role names divided by spaces; without `write`, those who read may write but for the readers."""
    read = frozenset(roles.split())
    writers = read - READERS if write is None else frozenset(write.split())
    unknown = (read | writers) - ROLES - {PUBLIC}
    if unknown:
        raise ValueError(f"peran tidak dikenal: {sorted(unknown)}")
    return Allow(read, writers, upload)
