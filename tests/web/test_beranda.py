"""Did my punch arrive, and what stands this month."""

from collections.abc import Callable

import pytest

from appliance.models import Mesin, Opd, Pengguna, Peran, sesi
from appliance.web import session
from tests.cast import NOW, SINCE, Cast
from tests.oktober import live
from tests.web.conftest import Browser


@pytest.fixture
def october(cast: Cast) -> Cast:
    live(cast)
    return cast


def test_siti_sees_that_this_mornings_punch_arrived_and_up_to_when_data_are(
    october: Cast, as_: Callable[[str], Browser]
) -> None:
    page = as_("siti").get("/").text
    assert "Senin, 19 Oktober 2026" in page
    assert page.count(">07.24<") == 1  # pressed twice within a minute: one punch
    assert "lengkap sampai <b>Jum 16 Okt 2026</b>" in page
    assert "kontak terakhir 2 menit lalu" in page
    assert "tiap 30 menit" in page


def test_budi_without_a_punch_reads_not_yet_arrived_and_never_absent(
    october: Cast, as_: Callable[[str], Browser]
) -> None:
    page = as_("budi").get("/").text
    assert "belum sampai" in page
    assert "tanpa keterangan" not in page


def test_the_estimate_and_what_was_cut_of_it_stand_on_the_first_page(
    october: Cast, as_: Callable[[str], Browser]
) -> None:
    page = as_("siti").get("/").text
    assert "Perkiraan TPP Oktober 2026" in page
    assert "Rp 1.080.000" in page
    assert "Berkurang Rp 520.000 dari Rp 1.600.000" in page


def test_before_any_day_is_judged_the_page_says_so(cast: Cast, as_: Callable[[str], Browser]) -> None:
    page = as_("siti").get("/").text
    assert "belum dihitung" in page
    assert "Belum ada data dari unit kerja Anda" in page


def test_the_boxs_first_administrator_has_a_first_page_too(app: object, cast: Cast, guest: Browser) -> None:
    account = Pengguna.create(nama_masuk="admin")
    Peran.create(pengguna=account, peran="admin", mulai=SINCE)
    guest.set_cookie(session.COOKIE, sesi.begin(account.id, NOW))
    page = guest.get("/")
    assert page.status_code == 200
    assert "Perkiraan" not in page.text
    assert 'href="/tpp"' not in page.text


def test_only_who_leads_is_offered_bawahan(october: Cast, as_: Callable[[str], Browser]) -> None:
    assert 'href="/bawahan"' in as_("siti").get("/").text
    assert 'href="/bawahan"' not in as_("budi").get("/").text


def test_a_machine_that_was_never_reached_is_said_to_be_so(cast: Cast, as_: Callable[[str], Browser]) -> None:
    Mesin.create(sn="A1", opd=Opd.get_by_id(cast.opd["dinkes"].id), jalur="lan")
    assert "kontak terakhir tidak pernah" in as_("siti").get("/kehadiran").text
