"""What Siti reports moves what she sees: once it is approved, in rupiah, on the estimate of the running month."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

from appliance.models import Laporan, Perkiraan
from appliance.models.jejak import Pelaku
from appliance.models.laporan_tulis import write
from appliance.models.penghitungan import bring_up_to_date
from appliance.models.peraturan import rak
from appliance.models.persetujuan import approve, stamp
from appliance.models.tandai import mark_months
from tests.cast import NOW, Cast
from tests.models.laporan.conftest import by, report


def tpp(cast: Cast) -> int:
    bring_up_to_date(rak(), NOW)
    found: Perkiraan = Perkiraan.get((Perkiraan.pegawai == cast.siti.pegawai) & (Perkiraan.bulan == "2026-10"))
    return found.tpp_kinerja


def test_an_approved_report_moves_the_rupiah_and_a_waiting_one_does_not(cast: Cast, siti: Pelaku) -> None:
    mark_months([cast.siti.pegawai.id], "2026-10", "2026-10")
    before = tpp(cast)
    day = {"tanggal": date(2026, 10, 16), "mulai": time(8), "selesai": time(10)}
    write(cast.siti.pegawai, report(**day, butir_skp="1", volume=Decimal("0.5")), "k", siti)
    for status in ("menunggu", "dikembalikan", "menunggu"):
        Laporan.update(status=status).execute()
        mark_months([cast.siti.pegawai.id], "2026-10", "2026-10")  # computed again, and still nothing
        assert tpp(cast) == before
    approve({Laporan.get().id: stamp(Laporan.get())}, by(cast, "hadi"))
    assert tpp(cast) > before
