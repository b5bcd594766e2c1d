"""What `ekinerja check` says of people, before a month is locked and after."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from appliance.models import Predikat, Skp
from appliance.models.peraturan import enact, propose
from appliance.models.peringatan import of_month
from tests.cast import Cast
from tests.models.regency import (
    OCTOBER,
    ROOT,
    estimate,
    everybody_present,
    feed,
    full_days,
    judge,
    lock,
    pin_of,
    with_predikat,
)  # fmt: skip


def told(cast: Cast, name: str) -> list[str]:
    return [one.teks for one in of_month(OCTOBER) if cast.people[name].nip in one.teks]


def test_who_has_no_predikat_is_named_also_when_the_month_is_locked(cast: Cast) -> None:
    with_predikat(cast)
    Predikat.delete().where(Predikat.pegawai == cast.budi.pegawai).execute()
    everybody_present(cast)
    judge()
    before = told(cast, "budi")
    assert ["predikat" in text for text in before] == [True]
    assert set(lock(cast).values()) == {"dikunci"}
    assert told(cast, "budi") == before
    assert told(cast, "siti") == []


def test_a_note_on_how_the_estimate_runs_is_no_warning(cast: Cast) -> None:
    with_predikat(cast)
    Skp.create(pegawai=cast.budi.pegawai, bulan=OCTOBER, butir="1", rhk="x", indikator="x", satuan="x", target=10)
    measured = "tests/kasus/peraturan/capaian.toml"
    enact(propose(Path(measured).read_text(), measured, ROOT), ROOT)
    feed(cast, "dinkes", full_days(pin_of(cast, "budi"))[:20], until=date(2026, 10, 14))
    judge()
    assert [note for note in estimate(cast, "budi").catatan if note.startswith("perkiraan:")]
    (text,) = told(cast, "budi")
    assert "belum ada data presensi" in text
