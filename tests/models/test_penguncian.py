"""What keeps a month from being locked, who is locked with which office, and two who lock at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from appliance.models import HasilTpp, Jejak, Opd, Penempatan, Penutupan
from appliance.models import penguncian as verbs
from appliance.models.hari_kerja import DirtyMonth
from appliance.models.pembukaan import TidakBoleh, ask_to_reopen, pay
from appliance.models.penutupan import current
from tests.cast import Cast
from tests.models.batas_menilai import enforce
from tests.models.regency import LATER, OCTOBER, ROOT, everybody_present, judge, lock, with_predikat


@pytest.fixture
def full(cast: Cast) -> Cast:
    """Everybody was there all October and has a predikat: nothing is missing."""
    with_predikat(cast)
    everybody_present(cast)
    judge()
    return cast


def test_data_up_to_the_last_working_day_are_not_the_whole_month(full: Cast) -> None:
    """The 31st is a Saturday: nobody lacks anything, but the machine has not spoken of it."""
    Opd.update(data_sampai=date(2026, 10, 30)).where(Opd.kode == "dinkes").execute()
    (one,) = verbs.lock_offices(OCTOBER, [full.opd["dinkes"]], ROOT)
    assert (one.keadaan, one.kurang_data, one.tak_lengkap) == ("ditolak", True, [])
    assert lock(full, "dinkes", allow="mesin rusak") == {"dinkes": "dikunci"}


def test_a_month_is_not_locked_on_the_day_on_which_its_reports_may_still_be_written(full: Cast) -> None:
    enforce()
    dinkes = [full.opd["dinkes"]]
    with pytest.raises(verbs.BelumBoleh, match="2026-11-03"):
        verbs.lock_offices(OCTOBER, dinkes, replace(ROOT, kapan=datetime(2026, 11, 3, 23, 59)))
    (one,) = verbs.lock_offices(OCTOBER, dinkes, replace(ROOT, kapan=datetime(2026, 11, 4)))
    assert one.keadaan == "dikunci"


def test_who_moved_in_the_month_is_paid_once_by_the_office_of_the_last_day(full: Cast) -> None:
    budi = full.budi.pegawai
    first = Penempatan.get(Penempatan.pegawai == budi)
    moved = {"opd": full.opd["bkpsdm"], "mulai": date(2026, 10, 15)}
    Penempatan.update(selesai=date(2026, 10, 14), sampai=date(2026, 10, 14)).where(Penempatan.id == first.id).execute()
    kept = ("jabatan", "kelas_jabatan", "status_asn", "golongan", "ptkp", "gaji_bruto", "dasar_bpjs")
    Penempatan.create(pegawai=budi, **moved, **{name: getattr(first, name) for name in kept})
    paying = [opd for opd, people in verbs.payees(OCTOBER).items() if budi.id in people]
    assert paying == [full.opd["bkpsdm"].id]


def test_of_two_who_lock_at_once_one_finds_it_done(full: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    computed, others = verbs._compute, []

    def compute_while_another_locks(*arguments: object) -> object:
        result = computed(*arguments)  # type: ignore[arg-type]
        if not others:
            others.append("bukan lagi")
            others.append(lock(full, "dinkes"))
        return result

    monkeypatch.setattr(verbs, "_compute", compute_while_another_locks)
    assert lock(full, "dinkes") == {"dinkes": "sudah_dikunci"}
    assert others[1] == {"dinkes": "dikunci"}
    assert Penutupan.select().count() == 1
    assert HasilTpp.select().count() == 5


def test_a_fact_of_the_month_that_changes_while_locking_is_not_lost(
    full: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A salary, a punishment or a predikat touches no day: only the month is marked."""
    computed, calls = verbs._compute, []

    def compute_and_disturb(*arguments: object) -> object:
        result = computed(*arguments)  # type: ignore[arg-type]
        if not calls:
            DirtyMonth.create(pegawai=full.budi.pegawai, bulan=OCTOBER)
        calls.append(1)
        return result

    monkeypatch.setattr(verbs, "_compute", compute_and_disturb)
    assert lock(full, "dinkes") == {"dinkes": "dikunci"}
    assert len(calls) == 2


def test_locking_stands_in_the_trail_with_its_seal(full: Cast) -> None:
    lock(full, "dinkes")
    closing = current(OCTOBER, full.opd["dinkes"].id)
    assert closing is not None
    row = Jejak.select().where((Jejak.objek == "penutupan") & (Jejak.aksi == "kunci")).get()
    assert row.kunci == "2026-10 dinkes"
    assert closing.hash in row.sesudah


def test_nothing_is_paid_while_somebody_asks_to_open_it(full: Cast) -> None:
    lock(full, "dinkes")
    closing = current(OCTOBER, full.opd["dinkes"].id)
    assert closing is not None
    ask_to_reopen(closing, "SK terlambat", ROOT)
    with pytest.raises(TidakBoleh, match="belum diputus"):
        pay(closing, LATER.date(), "SP2D 12/2026", ROOT)
