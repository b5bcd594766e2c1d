"""Siti says nothing to Budi's targets: past the last day they count by rule, so that he loses nothing by it."""

from __future__ import annotations

from datetime import datetime

from appliance.models import DirtyMonth, Jejak, PengajuanSkp, PutusanSkp
from appliance.models.fakta_bulan import FaktaBulan
from appliance.models.jejak import Pelaku
from appliance.models.penghitungan import compute_offices
from appliance.models.peraturan import rak
from appliance.models.skp_ajukan import add, proposal, send
from appliance.models.skp_aturan import agree_overdue
from tests.cast import Cast
from tests.models.batas_menilai import enforce
from tests.models.laporan.conftest import by
from tests.models.laporan.test_skp import OCTOBER, PLAN


def sent(cast: Cast) -> PengajuanSkp:
    """Monday the 19th: five working days end on Monday the 26th."""
    enforce()
    budi = by(cast, "budi")
    add(cast.budi.pegawai, OCTOBER, PLAN, budi)
    send(cast.budi.pegawai, OCTOBER, budi)
    row = proposal(cast.budi.pegawai.id, OCTOBER)
    assert row is not None
    return row


def night(day: int, month: int = 10) -> Pelaku:
    return Pelaku(None, "petugas latar", "tugas latar", datetime(2026, month, day, 0, 20))


def counted(cast: Cast) -> int:
    return len(FaktaBulan([cast.budi.pegawai.id], OCTOBER).of(cast.budi.pegawai.id, rak()).skp)


def test_on_the_last_day_the_superior_may_still_decide_and_the_night_after_they_count(cast: Cast) -> None:
    row = sent(cast)
    assert agree_overdue(rak(), night(26)) == 0
    assert counted(cast) == 0
    DirtyMonth.delete().execute()
    assert agree_overdue(rak(), night(27)) == 1
    assert counted(cast) == 1
    assert DirtyMonth.select().where(DirtyMonth.pegawai == cast.budi.pegawai).exists()
    word = PutusanSkp.get(PutusanSkp.pengajuan == row)
    assert (word.putusan, word.pemutus) == ("disetujui", None)
    assert "26-10-2026 (Pasal 21 Perbup Batas Menilai)" in word.catatan


def test_it_stands_in_the_trail_who_did_not_decide_and_a_second_night_changes_nothing(cast: Cast) -> None:
    sent(cast)
    agree_overdue(rak(), night(27))
    last = Jejak.select().order_by(Jejak.id.desc()).first()
    assert (last.aksi, last.objek, last.kunci) == ("setuju_menurut_aturan", "skp", f"{cast.budi.nip}/{OCTOBER}")
    assert cast.siti.nip in last.sesudah
    assert agree_overdue(rak(), night(28)) == 0
    assert PutusanSkp.select().count() == 1


def test_the_cut_off_ends_the_waiting_of_what_was_sent_late(cast: Cast) -> None:
    row = sent(cast)
    PengajuanSkp.update(dikirim=datetime(2026, 11, 2, 9)).where(PengajuanSkp.id == row.id).execute()
    assert agree_overdue(rak(), night(3, 11)) == 0
    assert agree_overdue(rak(), night(4, 11)) == 1
    assert "03-11-2026 (Pasal 22" in PutusanSkp.get().catatan


def test_what_was_returned_or_never_sent_is_left_alone(cast: Cast) -> None:
    row = sent(cast)
    for status in ("disusun", "dikembalikan", "disetujui"):
        PengajuanSkp.update(status=status).where(PengajuanSkp.id == row.id).execute()
        assert agree_overdue(rak(), night(27)) == 0
    assert not PutusanSkp.select().exists()


def test_computing_the_month_does_not_wait_for_the_night(cast: Cast) -> None:
    row = sent(cast)
    compute_offices(OCTOBER, [cast.opd["dinkes"].id], rak(), night(10, 11))
    assert PengajuanSkp.get_by_id(row.id).status == "disetujui"
    assert not DirtyMonth.select().where(DirtyMonth.pegawai == cast.budi.pegawai).exists()
