"""Andi gives and ends roles by letter; the trail shows who changed what, and whether it is whole."""

from collections.abc import Callable

import pytest
from peewee import DatabaseError

from appliance.models import db
from appliance.models.jejak import Jejak, Pelaku, Perubahan, record
from appliance.models.pengguna import Peran
from appliance.models.tugas import Tugas
from tests.cast import NOW, Cast
from tests.web.conftest import Browser

As = Callable[[str], Browser]


@pytest.fixture
def andi(as_: As) -> Browser:
    return as_("andi")


def test_an_account_is_found_by_name_and_by_nip(andi: Browser, cast: Cast) -> None:
    assert "Budi Hartono" in andi.get("/peran?cari=budi").text
    assert "Budi Hartono" in andi.get(f"/peran?cari={cast.budi.nip}").text
    assert "Tidak ditemukan" in andi.get("/peran?cari=tiada").text
    listed = andi.get("/peran").text
    assert "Wati Lestari" in listed
    assert "Budi Hartono" not in listed


def test_a_role_is_given_by_letter_and_date_once_and_opens_its_pages(andi: Browser, as_: As, cast: Cast) -> None:
    form = {"peran": "operator", "opd": "dinkes", "mulai": "2026-10-19", "nomor_surat": "800/1"}
    where = f"/peran/{cast.budi.nip}"
    for _ in range(2):
        assert andi.send(where, form).status_code == 303
    assert Peran.select().where(Peran.pengguna == cast.budi.pengguna).count() == 1
    assert as_("budi").get("/verifikasi").status_code == 200
    row = Peran.get(Peran.pengguna == cast.budi.pengguna)
    andi.send(f"{where}/{row.id}/akhiri", {"terakhir": "2026-10-18"})
    assert as_("budi").get("/verifikasi").status_code == 403
    assert "berakhir" in andi.get(where).text
    assert Jejak.select().where(Jejak.objek == "peran").count() == 2


def test_what_is_missing_is_said_beside_the_field(andi: Browser, cast: Cast) -> None:
    where, form = f"/peran/{cast.budi.nip}", {"peran": "operator", "mulai": "2026-10-19", "nomor_surat": "1"}
    assert "pilih unit kerjanya" in andi.send(where, form).text
    assert "Nomor surat wajib diisi" in andi.send(where, {**form, "nomor_surat": ""}).text
    assert "tanggal selesai" in andi.send(where, {**form, "peran": "pemeriksa"}).text
    late = {**form, "peran": "bkpsdm", "selesai": "2026-10-01"}
    assert "lebih awal" in andi.send(where, late).text
    assert "Pilih peran" in andi.send(where, {**form, "peran": "raja"}).text
    assert not Peran.select().where(Peran.pengguna == cast.budi.pengguna).exists()


def test_nobody_gives_or_ends_a_role_of_his_own(andi: Browser, cast: Cast) -> None:
    where = f"/peran/{cast.andi.nip}"
    answer = andi.send(where, {"peran": "tim_tpp", "mulai": "2026-10-19", "nomor_surat": "1"})
    assert answer.status_code == 422
    assert "admin lain" in answer.text
    row = Peran.get(Peran.pengguna == cast.andi.pengguna)
    andi.send(f"{where}/{row.id}/akhiri", {"terakhir": "2026-10-18"})
    assert Peran.get_by_id(row.id).selesai is None


def test_a_role_is_ended_at_the_account_that_holds_it(andi: Browser, cast: Cast) -> None:
    row = Peran.get(Peran.pengguna == cast.wati.pengguna)
    assert andi.send(f"/peran/{cast.budi.nip}/{row.id}/akhiri", {"terakhir": "2026-10-18"}).status_code == 404


def test_the_trail_is_read_by_record_person_and_day(made: Browser, cast: Cast) -> None:
    made.send("/kalender", {"tanggal": "2026-10-21", "nama": "Hari Jadi", "jenis": "daerah"})
    made.send("/penandatangan?opd=dinkes", {"peran": "kepala", "nip": cast.hadi.nip, "mulai": "2026-01-01"})
    page = made.get("/riwayat?objek=libur").text
    assert "2026-10-21" in page
    assert "dinkes/kepala" not in page
    assert "Made Wirawan" in page
    assert "dinkes/kepala" in made.get("/riwayat?pelaku=made&kunci=dinkes").text
    assert "Tidak ada yang cocok" in made.get("/riwayat?sampai=2026-10-01").text
    assert "bukan tanggal" in made.get("/riwayat?dari=kemarin").text


def test_older_rows_come_page_by_page(made: Browser) -> None:
    for day in range(1, 29):
        for month in ("11", "12"):
            made.send("/kalender", {"tanggal": f"2026-{month}-{day:02}", "nama": "Libur", "jenis": "daerah"})
    page = made.get("/riwayat?objek=libur").text
    assert "2026-12-28" in page
    older = page.partition('href="?')[2].partition('"')[0].replace("&amp;", "&")
    assert "2026-11-01" in made.get(f"/riwayat?{older}").text
    assert "2026-12-28" not in made.get(f"/riwayat?{older}").text


def test_who_sees_no_amounts_sees_none_in_the_trail(andi: Browser, as_: As, made: Browser, cast: Cast) -> None:
    record(Pelaku(None, "uji", "uji", NOW), [Perubahan("kunci", "penutupan", "2026-09 dinkes", None, {"tpp": 777_000})])
    record(Pelaku(None, "uji", "uji", NOW), [Perubahan("impor", "gaji", "1", None, {"gaji_bruto": 555_000})])
    assert "777000" in as_("tuti").get("/riwayat").text
    assert "777000" not in made.get("/riwayat").text
    assert "555000" in made.get("/riwayat").text
    page = andi.get("/riwayat").text
    assert "777000" not in page
    assert "555000" not in page
    assert "2026-09 dinkes" in page


def read_amounts() -> list[tuple[str, str]]:
    return list(Jejak.select(Jejak.pelaku, Jejak.kunci).where(Jejak.aksi == "baca besaran").tuples())


def test_who_reads_amounts_in_the_trail_is_recorded_and_who_sees_none_is_not(
    andi: Browser, as_: As, made: Browser, cast: Cast
) -> None:
    made.get("/riwayat")
    assert read_amounts() == []
    record(Pelaku(None, "uji", "uji", NOW), [Perubahan("impor", "gaji", "1", None, {"gaji_bruto": 555_000})])
    andi.get("/riwayat")
    made.get("/riwayat?objek=libur")
    assert read_amounts() == []
    made.get("/riwayat?objek=gaji")
    assert read_amounts() == [(cast.made.pegawai.nama, "/riwayat?objek=gaji")]


def test_what_others_wrote_in_their_reports_is_in_the_trail_for_inspectors_only(andi: Browser, as_: As) -> None:
    record(Pelaku(None, "uji", "uji", NOW), [Perubahan("tulis", "laporan", "1/x", None, {"uraian": "Rapat tertutup"})])
    assert [
        name for name in ("andi", "made", "tuti", "rina") if "Rapat tertutup" in as_(name).get("/riwayat").text
    ] == ["rina"]


def test_the_chain_is_checked_and_a_broken_seal_is_named(
    andi: Browser, made: Browser, work: Callable[[], Tugas]
) -> None:
    made.send("/kalender", {"tanggal": "2026-10-21", "nama": "Hari Jadi", "jenis": "daerah"})
    andi.send("/riwayat/rantai")
    assert "Sedang diperiksa" in andi.get("/riwayat").text
    work()
    assert "utuh" in andi.get("/riwayat").text
    with pytest.raises(DatabaseError):
        Jejak.update(pelaku="Orang lain").execute()
    last = Jejak.select().order_by(Jejak.id.desc()).get()
    columns = {name: getattr(last, name) for name in Jejak._meta.sorted_field_names if name not in ("id", "impor")}
    Jejak.create(**{**columns, "pelaku": "Orang lain"})
    andi.send("/riwayat/rantai")
    work()
    assert "1 baris tidak cocok dengan segelnya" in andi.get("/riwayat").text
    assert not db.is_closed()
