"""A locked month: proved, found out when tampered with, reopened by two, paid once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from peewee import DatabaseError

from appliance.models import Cuti, Gaji, HasilTpp, Jejak, Penutupan, Presensi
from appliance.models.jejak import broken
from appliance.models.pembukaan import TidakBoleh, agree_to_reopen, ask_to_reopen, pay
from appliance.models.pembuktian import closings, later_changes, prove
from appliance.models.penguncian import BelumBoleh, lock_offices
from appliance.models.penutupan import current
from appliance.models.sqlite import open_database
from appliance.models.tandai import mark_days
from tests.cast import Cast
from tests.models.regency import (
    LATER,
    OCTOBER,
    ROOT,
    everybody_present,
    full_days,
    judge,
    lock,
    pin_of,
    with_predikat,
    workdays,
)  # fmt: skip


def test_locking_freezes_every_figure_and_proves_it(cast: Cast) -> None:
    with_predikat(cast)
    everybody_present(cast)
    judge()
    assert set(lock(cast).values()) == {"dikunci"}
    assert lock(cast, "dinkes") == {"dinkes": "sudah_dikunci"}
    for closing in closings(OCTOBER):
        assert list(prove(closing)) == []
        assert list(later_changes(closing)) == []
    dinkes = current(OCTOBER, cast.opd["dinkes"].id)
    assert dinkes is not None
    assert (dinkes.orang, dinkes.tpp) == (5, 5 * 1_600_000)


def test_a_late_leave_changes_nothing_locked_and_is_listed(cast: Cast) -> None:
    with_predikat(cast)
    absent = date(2026, 10, 16)
    everybody_present(cast, budi=full_days(pin_of(cast, "budi"), skip=(absent,)))
    judge()
    lock(cast)
    Cuti.create(pegawai=cast.budi.pegawai, jenis="tahunan", mulai=absent, selesai=absent)
    mark_days([cast.budi.pegawai.id], absent, absent)
    judge()
    closing = current(OCTOBER, cast.opd["dinkes"].id)
    assert closing is not None
    assert list(prove(closing)) == []
    assert [(b.nip, b.tetap, b.kini) for b in later_changes(closing)] == [(cast.budi.nip, 1_576_000, 1_600_000)]


def test_a_later_salary_that_changes_only_the_tax_says_what_it_changes(cast: Cast) -> None:
    with_predikat(cast)
    everybody_present(cast)
    judge()
    lock(cast)
    Gaji.create(pegawai=cast.budi.pegawai, mulai=date(2026, 10, 1), gaji_bruto=9_000_000)
    closing = current(OCTOBER, cast.opd["dinkes"].id)
    assert closing is not None
    (told,) = later_changes(closing)
    net = HasilTpp.get(HasilTpp.pegawai == cast.budi.pegawai).bersih
    assert told.apa.startswith(f"TPP sama, bersih dari Rp {net} menjadi Rp ")
    assert (told.tetap, told.kini) == (1_600_000, 1_600_000)


def test_the_database_itself_refuses_to_change_a_locked_row_or_the_trail(cast: Cast) -> None:
    with_predikat(cast)
    everybody_present(cast)
    judge()
    lock(cast)
    for statement in (HasilTpp.update(tpp=1), HasilTpp.delete(), Jejak.update(pelaku="x"), Presensi.delete()):
        with pytest.raises(DatabaseError):
            statement.execute()


def test_a_rupiah_moved_behind_the_programs_back_is_found(cast: Cast, own_folder: Path) -> None:
    with_predikat(cast)
    everybody_present(cast)
    judge()
    lock(cast)
    database = open_database(own_folder / "ekinerja.db")
    database.execute_sql("DROP TRIGGER jaga_hasil_tpp_update")
    database.execute_sql("UPDATE hasil_tpp SET tpp = tpp + 1000 WHERE nip = ?", (cast.budi.nip,))
    closing = current(OCTOBER, cast.opd["dinkes"].id)
    assert closing is not None
    told = list(prove(closing))
    assert any("segel" in one.apa for one in told)
    assert [(one.nip, one.tetap, one.kini) for one in told if one.nip] == [(cast.budi.nip, 1_601_000, 1_600_000)]


@pytest.mark.parametrize(
    "change",
    [
        "rincian = replace(rincian, 'Besaran', 'Besarnya')",
        "potongan = replace(potongan, 'Iuran', 'Potongan')",
        "rekening = '666'",
        "persen_kinerja = '99'",
        "fakta = (SELECT h.fakta FROM hasil_tpp h WHERE h.nip <> hasil_tpp.nip AND h.fakta <> hasil_tpp.fakta LIMIT 1)",
    ],
)
def test_the_seal_covers_words_lines_account_and_facts_too(cast: Cast, own_folder: Path, change: str) -> None:
    with_predikat(cast)
    everybody_present(cast, siti=full_days(pin_of(cast, "siti"), skip=(date(2026, 10, 16),)))
    judge()
    lock(cast, "dinkes")
    database = open_database(own_folder / "ekinerja.db")
    database.execute_sql("DROP TRIGGER jaga_hasil_tpp_update")
    database.execute_sql(f"UPDATE hasil_tpp SET {change} WHERE nip = ?", (cast.budi.nip,))  # noqa: S608
    closing = current(OCTOBER, cast.opd["dinkes"].id)
    assert closing is not None
    assert any("segel" in one.apa for one in prove(closing))


def test_people_with_incomplete_facts_are_left_out_only_with_a_reason(cast: Cast) -> None:
    from appliance.models import Penempatan

    with_predikat(cast)
    everybody_present(cast)
    Penempatan.update(ptkp=None).where(Penempatan.pegawai == cast.budi.pegawai).execute()
    mark_days([cast.budi.pegawai.id], date(2026, 10, 1), date(2026, 10, 1))
    judge()
    assert lock(cast, "dinkes") == {"dinkes": "ditolak"}
    assert lock(cast, "dinkes", allow="menunggu SK") == {"dinkes": "dikunci"}
    closing = current(OCTOBER, cast.opd["dinkes"].id)
    assert closing is not None
    assert closing.orang == 4
    assert [(one["nip"], closing.alasan_tak_lengkap) for one in closing.tanpa] == [(cast.budi.nip, "menunggu SK")]


def test_a_month_is_not_locked_before_it_is_over(cast: Cast) -> None:
    early = replace(ROOT, kapan=datetime(2026, 10, 31, 23, 0))
    with pytest.raises(BelumBoleh):
        lock_offices(OCTOBER, [cast.opd["dinkes"]], early)


def test_two_people_reopen_a_month_and_the_earlier_version_stays(cast: Cast) -> None:
    with_predikat(cast)
    everybody_present(cast)
    judge()
    lock(cast)
    closing = current(OCTOBER, cast.opd["dinkes"].id)
    assert closing is not None
    tuti = replace(ROOT, pengguna_id=cast.tuti.pengguna.id)
    request = ask_to_reopen(closing, "SK terlambat", tuti)
    with pytest.raises(TidakBoleh):
        agree_to_reopen(request, tuti)
    agree_to_reopen(request, replace(ROOT, pengguna_id=cast.made.pengguna.id))
    assert current(OCTOBER, cast.opd["dinkes"].id) is None
    assert lock(cast, "dinkes") == {"dinkes": "dikunci"}
    versions = [(p.versi, bool(p.dibuka)) for p in Penutupan.select().where(Penutupan.opd == cast.opd["dinkes"])]
    assert sorted(versions) == [(1, True), (2, False)]


def test_a_paid_month_is_not_reopened(cast: Cast) -> None:
    with_predikat(cast)
    everybody_present(cast)
    judge()
    lock(cast)
    closing = current(OCTOBER, cast.opd["dinkes"].id)
    assert closing is not None
    pay(closing, LATER.date(), "SP2D 12/2026", ROOT)
    with pytest.raises(TidakBoleh):
        ask_to_reopen(closing, "salah", ROOT)
    with pytest.raises(TidakBoleh):
        pay(closing, LATER.date(), "SP2D 13/2026", ROOT)


def test_the_trail_is_whole_and_shows_a_row_that_was_changed(cast: Cast, own_folder: Path) -> None:
    with_predikat(cast)
    everybody_present(cast)
    judge()
    lock(cast)
    assert list(broken()) == []
    database = open_database(own_folder / "ekinerja.db")
    database.execute_sql("DROP TRIGGER jaga_jejak_update")
    database.execute_sql("UPDATE jejak SET pelaku = 'orang lain' WHERE id = 2")
    assert list(broken()) == [2]


def test_a_fact_that_changes_while_locking_is_not_lost(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from appliance.models import penguncian

    with_predikat(cast)
    everybody_present(cast)
    judge()
    computed = penguncian._compute
    calls = []

    def compute_and_disturb(*arguments: object) -> object:
        result = computed(*arguments)  # type: ignore[arg-type]
        if not calls:
            Cuti.create(pegawai=cast.budi.pegawai, jenis="cltn", mulai=workdays()[0], selesai=workdays()[10])
            mark_days([cast.budi.pegawai.id], workdays()[0], workdays()[10])
        calls.append(1)
        return result

    monkeypatch.setattr(penguncian, "_compute", compute_and_disturb)
    lock(cast, "dinkes")
    assert len(calls) == 2
    assert HasilTpp.get(HasilTpp.pegawai == cast.budi.pegawai).tpp == 1_600_000 * 11 // 22
