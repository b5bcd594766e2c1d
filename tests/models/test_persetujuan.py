"""Deciding on reports: approve, return, once; nothing unseen, nothing too late; by rule what nobody decided."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from appliance.models import HasilTpp, Jejak, Laporan, Libur, PengajuanSkp, Perkiraan, Persetujuan, Plt
from appliance.models.jejak import Pelaku, broken
from appliance.models.peraturan import rak
from appliance.models.persetujuan import Putusan, approve, send_back, stamp
from appliance.models.persetujuan_antrean import decidable
from appliance.models.persetujuan_aturan import approve_overdue, approve_undecided
from appliance.models.persetujuan_batas import cut_off, deadline
from appliance.models.refused import Refused
from tests.cast import NOW, Cast
from tests.models.batas_menilai import enforce
from tests.models.regency import OCTOBER, everybody_present, judge, lock, with_predikat

DAY = date(2026, 10, 14)


@pytest.fixture(autouse=True)
def decree(cast: Cast) -> None:
    enforce()


def by(cast: Cast, name: str = "siti", now: datetime = NOW) -> Pelaku:
    return Pelaku(cast.people[name].pengguna.id, name, "10.0.0.1", now)


def report(cast: Cast, name: str = "budi", day: date = DAY, hour: int = 8) -> Laporan:
    found: Laporan = Laporan.create(
        pegawai=cast.people[name].pegawai, tanggal=day, mulai=time(hour), selesai=time(hour + 1),
        uraian="Menyusun rekap", dikirim=datetime.combine(day, time(hour + 2)),
    )  # fmt: skip
    return found


def seen(*rows: Laporan) -> dict[int, str]:
    return {row.id: stamp(Laporan.get_by_id(row.id)) for row in rows}


def status(row: Laporan) -> str:
    return str(Laporan.get_by_id(row.id).status)


def test_siti_approves_the_chosen_and_it_stands_who_and_when(cast: Cast) -> None:
    first, second = report(cast), report(cast, hour=10)
    assert approve(seen(first), by(cast)) == Putusan(1, 0, 0)
    assert (status(first), status(second)) == ("disetujui", "menunggu")
    row = Persetujuan.get()
    assert (row.laporan.id, row.pemutus.id, row.kapan, row.aturan) == (first.id, cast.siti.pengguna.id, NOW, "")
    assert Jejak.select().order_by(Jejak.id.desc()).first().kunci == f"{cast.budi.nip}/2026-10-14 08:00"
    assert list(broken()) == []


def test_a_double_click_decides_once(cast: Cast) -> None:
    row = report(cast)
    page = seen(row)
    approve(page, by(cast))
    assert approve(page, by(cast)) == Putusan(0, 1, 0)
    assert Persetujuan.select().count() == 1


def test_what_was_written_anew_since_the_page_was_opened_is_not_approved(cast: Cast) -> None:
    row = report(cast)
    page = seen(row)
    Laporan.update(uraian="Lain sama sekali").where(Laporan.id == row.id).execute()
    assert approve(page, by(cast)) == Putusan(0, 0, 1)
    assert status(row) == "menunggu"
    with pytest.raises(Refused, match="ditulis ulang"):
        send_back(row.id, page[row.id], "Kurang jelas", by(cast))


def test_a_report_comes_back_with_its_note_once(cast: Cast) -> None:
    row = report(cast)
    page = seen(row)[row.id]
    assert send_back(row.id, page, "Lampirkan foto.", by(cast))
    assert not send_back(row.id, page, "Lampirkan foto.", by(cast))
    assert [(p.putusan, p.catatan) for p in Persetujuan.select()] == [("dikembalikan", "Lampirkan foto.")]


@pytest.mark.parametrize(("note", "words"), [(" ", "Tulis apa"), ("x" * 501, "paling panjang 500")])
def test_a_return_says_why_in_some_words(cast: Cast, note: str, words: str) -> None:
    row = report(cast)
    with pytest.raises(Refused) as refused:
        send_back(row.id, seen(row)[row.id], note, by(cast))
    assert words in refused.value.errors["catatan"]
    assert status(row) == "menunggu"


def test_after_the_cut_off_nothing_is_decided_and_the_article_says_so(cast: Cast) -> None:
    row = report(cast)
    last = cut_off(OCTOBER, rak())
    assert last is not None
    late = datetime.combine(last, time(23)).replace(day=last.day + 1)
    with pytest.raises(Refused) as refused:
        approve(seen(row), by(cast, now=late))
    assert "03-11-2026 (Pasal 22 Perbup Batas Menilai)" in refused.value.errors[""]
    assert approve(seen(row), by(cast, now=datetime.combine(last, time(23)))) == Putusan(1, 0, 0)


def test_an_approval_moves_the_estimate_and_a_locked_month_stays(cast: Cast) -> None:
    with_predikat(cast)
    everybody_present(cast)
    judge()
    row = report(cast)
    Perkiraan.update(tpp=1).execute()
    approve(seen(row), by(cast))
    judge()
    assert Perkiraan.get(Perkiraan.pegawai == cast.budi.pegawai).tpp == 1_600_000
    again = report(cast, hour=10)
    lock(cast, "dinkes")
    assert HasilTpp.select().where(HasilTpp.pegawai == cast.budi.pegawai).exists()
    Laporan.update(status="menunggu").where(Laporan.id == again.id).execute()
    with pytest.raises(Refused, match="sudah dikunci"):
        approve(seen(again), by(cast))


def test_only_whose_people_they_are_may_decide_and_nobody_on_himself(cast: Cast) -> None:
    rows = [report(cast), report(cast, "siti"), report(cast, "joko")]
    ids = [row.id for row in rows]

    def may(name: str) -> list[int]:
        return [row.id for row in decidable(ids, cast.people[name].pegawai.id, NOW.date())]

    assert (may("siti"), may("hadi"), may("budi"), may("made")) == ([ids[0]], [ids[1]], [], [])
    Plt.create(pegawai=cast.beni.pegawai, opd=cast.opd["dinkes"], jabatan="Kepala Bidang", kelas_jabatan=11,
               jenis="plh", mulai=NOW.date(), selesai=NOW.date())  # fmt: skip
    assert (may("siti"), may("beni")) == ([], [ids[0]])


def test_five_working_days_after_it_was_sent_a_report_is_approved_by_rule(cast: Cast) -> None:
    Libur.create(tanggal=date(2026, 10, 16), nama="Hari libur daerah")
    row = report(cast)
    days = int(rak().entri("laporan.setuju_otomatis_hari", DAY).nilai)
    last = deadline(DAY, DAY, rak(), {date(2026, 10, 16)})
    assert (days, last) == (5, date(2026, 10, 22))
    assert approve_overdue(rak(), by(cast, now=datetime(2026, 10, 22, 23))) == 0
    assert approve_overdue(rak(), by(cast, now=datetime(2026, 10, 23, 1))) == 1
    assert approve_overdue(rak(), by(cast, now=datetime(2026, 10, 23, 2))) == 0
    made = Persetujuan.get()
    assert (made.atasan.nip, made.pemutus, made.putusan) == (cast.siti.nip, None, "disetujui")
    assert made.aturan.startswith(rak().entri("laporan.setuju_otomatis_hari", DAY).pasal)
    assert status(row) == "disetujui"


def test_who_was_away_on_the_last_day_is_not_blamed_but_who_acted_for_her(cast: Cast) -> None:
    report(cast)
    Plt.create(pegawai=cast.beni.pegawai, opd=cast.opd["dinkes"], jabatan="Kepala Bidang", kelas_jabatan=11,
               jenis="plh", mulai=date(2026, 10, 15), selesai=date(2026, 10, 30))  # fmt: skip
    approve_overdue(rak(), by(cast, now=datetime(2026, 11, 2, 1)))
    assert Persetujuan.get().atasan.nip == cast.beni.nip


def test_at_the_cut_off_all_that_waits_is_approved_and_costs_its_superior_points(cast: Cast) -> None:
    with_predikat(cast)
    everybody_present(cast)
    judge()  # so that only what the rule marks is computed again
    report(cast, day=date(2026, 10, 30))
    assert approve_undecided(OCTOBER, rak(), by(cast, now=datetime(2026, 11, 3, 9))) == 0
    assert approve_undecided(OCTOBER, rak(), by(cast, now=datetime(2026, 11, 4, 9))) == 1
    judge()
    percent = {n: Perkiraan.get(Perkiraan.pegawai == cast.people[n].pegawai).persen_kinerja for n in ("siti", "budi")}
    assert percent == {"siti": "95", "budi": "100"}


def test_locking_first_lets_the_targets_count_that_a_superior_left_waiting(cast: Cast) -> None:
    with_predikat(cast)
    everybody_present(cast)
    judge()
    row = PengajuanSkp.create(pegawai=cast.budi.pegawai, bulan=OCTOBER, status="menunggu", dikirim=NOW)
    assert lock(cast, "dinkes") == {"dinkes": "dikunci"}
    assert PengajuanSkp.get_by_id(row.id).status == "disetujui"
