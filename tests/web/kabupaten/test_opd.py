"""Made sees all offices on one page: which is silent, which is behind, which was verified, which uses the program."""

import gzip
import re
from collections.abc import Callable
from datetime import date, datetime

import pytest

from appliance.models import db, sesi
from appliance.models.kalender import Libur
from appliance.models.mesin import Mesin
from appliance.models.opd import Opd
from appliance.models.opd_keadaan import past_days, share
from appliance.models.penutupan import Langkah
from tests.cast import NOW, Cast
from tests.web.conftest import Browser


def names(page: str) -> list[str]:
    return re.findall(r'<a href="/unit-kerja/\w+">([^<]+)</a>', page)


@pytest.fixture(autouse=True)
def _offices(cast: Cast) -> None:
    for kode, day in (("dinkes", date(2026, 10, 16)), ("ipuh", date(2026, 9, 15)), ("bkpsdm", date(2026, 9, 30))):
        Opd.update(data_sampai=day).where(Opd.kode == kode).execute()
    Mesin.create(sn="A1", opd=cast.opd["dinkes"], jalur="lan", kontak=datetime(2026, 10, 19, 7, 0))
    for langkah in ("verifikasi", "pengesahan"):
        Langkah.create(bulan="2026-09", opd=cast.opd["dinkes"], langkah=langkah, kapan=NOW)
    sesi.begin(cast.budi.pengguna.id, NOW)


def test_the_office_furthest_behind_comes_first_with_its_share(made: Browser) -> None:
    page = made.get("/unit-kerja").text
    assert names(page)[:2] == ["Dinas Pendidikan dan Kebudayaan", "Puskesmas Ipuh"]
    assert "50 %" in page
    assert "September 2026" in page
    assert page.count(">disahkan<") == 1


def test_it_can_be_sorted_searched_and_looked_at_in_part(made: Browser) -> None:
    assert names(made.get("/unit-kerja?urut=nama").text)[0] == "BKPSDM"
    assert names(made.get("/unit-kerja?cari=ipuh").text) == ["Puskesmas Ipuh"]
    assert names(made.get("/unit-kerja?jalur=adms").text) == ["Dinas Pendidikan dan Kebudayaan"]
    assert "Dinas Kesehatan" not in names(made.get("/unit-kerja?lihat=belum").text)
    assert set(names(made.get("/unit-kerja?lihat=diam").text)) == {"Dinas Pendidikan dan Kebudayaan", "Puskesmas Ipuh"}
    assert "Tidak ada yang cocok" in made.get("/unit-kerja?cari=tiada").text


def test_an_office_shows_its_machines_people_and_children(made: Browser) -> None:
    page = made.get("/unit-kerja/dinkes").text
    for part in ("A1", "Wati Lestari", "Hadi Santoso", "Puskesmas Ipuh", "belum masuk"):
        assert part in page
    assert made.get("/unit-kerja/tiada").status_code == 404


def test_holidays_are_no_working_days_and_only_all_of_them_are_whole() -> None:
    assert len(past_days("2026-09", NOW.date())) == 22
    assert past_days("2026-11", NOW.date()) == []
    Libur.create(tanggal=date(2026, 9, 30), nama="Libur")
    days = past_days("2026-09", NOW.date())
    assert (share(days, days[-1]), share(days, days[-2]), share(days, None), share([], None)) == (100, 95, 0, None)


def test_others_are_kept_out(as_: Callable[[str], Browser]) -> None:
    for name, status in (("rina", 200), ("dewi", 200), ("tuti", 200), ("wati", 403), ("andi", 403), ("budi", 403)):
        assert as_(name).get("/unit-kerja").status_code == status


def test_sixty_offices_weigh_little_and_ask_little(made: Browser) -> None:
    for number in range(56):
        Opd.create(
            kode=f"k{number}", nama=f"Kecamatan dengan Nama Panjang Nomor {number}", jenis="kecamatan", jalur="lan"
        )
    asked: list[str] = []
    run = db.obj.execute_sql
    db.obj.execute_sql = lambda sql, *more, **kw: (asked.append(sql), run(sql, *more, **kw))[1]
    try:
        answer = made.get("/unit-kerja")
    finally:
        db.obj.execute_sql = run
    assert len(names(answer.text)) == 60
    assert len(asked) <= 12
    assert len(gzip.compress(answer.data)) < 14 * 1024
