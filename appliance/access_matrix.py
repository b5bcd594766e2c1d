"""Who may open what: one row for each endpoint. An endpoint without a row keeps the program from starting.

A row says with which roles a page may be read and with which a form may be sent. Only those roles count in the lookups
of that request, so a page that leaves `admin` out shows an admin nothing of what it shows to others.
"""

from __future__ import annotations

from dataclasses import dataclass

from appliance.models.pengguna import PERAN

ROLES = frozenset(PERAN)
PUBLIC = "publik"
READERS = frozenset({"pemeriksa", "pendamping"})  # they look, and change nothing
WRITING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


@dataclass(frozen=True, slots=True)
class Allow:
    """The roles that may read and that may write; `upload` lets the body be as large as a machine's export.

    `machine`: attendance machines call it, which have no session and no form token; the view itself knows them.
    """

    read: frozenset[str]
    write: frozenset[str]
    upload: bool = False
    machine: bool = False

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


ANYONE = Allow(frozenset({PUBLIC}), frozenset({PUBLIC}))
MACHINE = Allow(frozenset({PUBLIC}), frozenset({PUBLIC}), machine=True)
SIGNED_IN = Allow(ROLES, ROLES)
OWN = to("asn", write="")
# Pages of one person's attendance and of one person's amounts, read by others than the person.
ATTENDANCE = to("asn operator kepala bkpsdm tim_tpp pendamping pemeriksa", write="")
AMOUNTS = to("asn kepala bendahara tim_tpp pemeriksa", write="")

ACCESS: dict[str, Allow] = {
    # the house
    "static": ANYONE,
    "sehat.show": ANYONE,
    "bantuan.index": ANYONE,
    "bantuan.show": ANYONE,
    # attendance machines that push
    "iclock.handshake": MACHINE,
    "iclock.upload": MACHINE,
    "iclock.getrequest": MACHINE,
    "iclock.acknowledge": MACHINE,
    # accounts
    "masuk.show": ANYONE,
    "masuk.create": ANYONE,
    "aktivasi.show": ANYONE,
    "aktivasi.create": ANYONE,
    "keluar.create": ANYONE,
    "akun.show": SIGNED_IN,
    "akun.change_password": SIGNED_IN,
    "akun.end_session": SIGNED_IN,
    # everybody's own pages, and the same pages of one's people
    "beranda.index": to("asn operator kepala bkpsdm tim_tpp bendahara pendamping pemeriksa admin", write=""),
    "kehadiran.index": OWN,
    "kehadiran.month": OWN,
    "kehadiran.day": OWN,
    "kehadiran.month_of": ATTENDANCE,
    "kehadiran.day_of": ATTENDANCE,
    "tpp.index": OWN,
    "tpp.month": OWN,
    "tpp.month_of": AMOUNTS,
    "bawahan.index": OWN,
}  # fmt: skip
