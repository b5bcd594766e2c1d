"""Who looked at somebody else's amounts."""

from __future__ import annotations

from appliance.models.jejak import Pelaku, Perubahan, record


def note_reading(nip: str, bulan: str, pelaku: Pelaku) -> None:
    """Write into the audit trail that `pelaku` read the TPP of `nip` of a month."""
    record(pelaku, [Perubahan("baca besaran", "tpp", f"{nip} {bulan}", None, None)])
