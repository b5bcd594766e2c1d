"""From what a machine said and sent to what may be believed of it. Pure."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from appliance.devices.punch import Punch, Rejected
from appliance.devices.zk_job import Answer
from appliance.devices.zk_layout import Claim, record_size
from appliance.devices.zk_reading import KALIMAT, LastState, Reading, sentence
from appliance.devices.zk_records import read_records

_TAIL = 20


def judge(answer: Answer, body: bytes, blob: bytes, last: LastState, now: datetime) -> Reading:
    """The Reading of a talk: `body` is the log as it came, `blob` the same packed."""
    slots = _slots(answer.users)
    claim = Claim(answer.n0 or 0, answer.n1, answer.total or 0)
    size = record_size(body, claim, now=now, uids=slots, last=last.ukuran) if body else None
    punches, rejected = _sort(read_records(body, size, now=now, users=slots) if size else ())
    sebab = answer.status or _shortfall(answer, claim, len(body), size, bool(slots))
    status = _status(sebab, found=bool(punches or rejected))
    diganti = bool(status in ("lengkap", "kosong") and last.jumlah) and _replaced(punches, answer.n0 or 0, last)
    return Reading(
        status=status,
        kalimat=sentence(status, sebab=sebab, log_diganti=diganti),
        sebab=sebab if sebab != status else "",
        rincian=answer.rincian,
        sn=answer.sn,
        n0=answer.n0,
        n1=answer.n1,
        kapasitas=answer.kapasitas,
        ukuran=size,
        drift_s=answer.drift_s,
        punches=punches,
        rejected=rejected,
        blob=blob if body else b"",
        sha256=sha256(body).hexdigest() if body else "",
        users={pin: name for _, pin, name in answer.users},
        log_diganti=diganti,
        ekor=tuple((punch.pin, punch.waktu) for punch in punches[-_TAIL:]),
    )


def _slots(users: list[tuple[int, str, str]]) -> dict[int, str | None]:
    """Slot to PIN; a slot that two people have belongs to nobody."""
    slots: dict[int, str | None] = {}
    for uid, pin, _ in users:
        slots[uid] = pin if slots.get(uid, pin) == pin else None
    return slots


def _sort(records: Iterable[Punch | Rejected]) -> tuple[list[Punch], list[Rejected]]:
    punches: list[Punch] = []
    rejected: list[Rejected] = []
    for record in records:
        if isinstance(record, Punch):
            punches.append(record)
        else:
            rejected.append(record)
    return punches, rejected


def _shortfall(answer: Answer, claim: Claim, got: int, size: int | None, has_users: bool) -> str:
    """Why this is less than everything the machine holds; empty when it is everything."""
    if answer.sebab:
        return answer.sebab
    if size is None:
        return "tak_dikenal" if got else "kurang"
    count = claim.total // size
    if got < claim.total or count < claim.before:
        return "kurang"
    if claim.after is None:
        return "putus"
    if got > claim.total or count > claim.after:
        return "lebih"
    return "pengguna" if size == 8 and not has_users else ""


def _status(sebab: str, *, found: bool) -> str:
    if not sebab:
        return "lengkap"
    return "sebagian" if found or sebab not in KALIMAT else sebab


def _replaced(punches: list[Punch], count: int, last: LastState) -> bool:
    """Did the count drop, and are records gone that were there? A full memory that lets go the oldest does neither."""
    held = {(punch.pin, punch.waktu) for punch in punches} if last.ekor else set()
    return count < (last.jumlah or 0) and not held.issuperset(last.ekor)
