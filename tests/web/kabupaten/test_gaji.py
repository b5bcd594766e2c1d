"""Salary facts are for those who keep them or compute with them; each reading stands in the trail."""

from collections.abc import Callable
from datetime import date

from appliance.models.gaji import Gaji
from appliance.models.jejak import Jejak
from tests.cast import Cast
from tests.web.conftest import Browser


def test_what_was_given_by_itself_stands_above_the_placement(made: Browser, cast: Cast) -> None:
    Gaji.create(pegawai=cast.budi.pegawai, mulai=date(2026, 1, 1), ptkp="K/2", gaji_bruto=5_100_000)
    assert f"/pegawai/{cast.budi.nip}/gaji" in made.get(f"/pegawai/{cast.budi.nip}").text
    page = made.get(f"/pegawai/{cast.budi.nip}/gaji").text
    assert page.index("Rp 5.100.000") < page.index("Rp 4.800.000")
    assert Jejak.select().where(Jejak.aksi == "baca besaran").count() == 1


def test_others_are_not_shown_it(as_: Callable[[str], Browser], cast: Cast) -> None:
    for name in ("wati", "hadi", "siti", "andi", "dewi", "budi"):
        assert as_(name).get(f"/pegawai/{cast.budi.nip}/gaji").status_code == 403
    assert "/gaji" not in as_("wati").get(f"/pegawai/{cast.budi.nip}").text
    assert as_("rina").get(f"/pegawai/{cast.budi.nip}/gaji").status_code == 200
    assert as_("rina").get("/pegawai/123/gaji").status_code == 404
