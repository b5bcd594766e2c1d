"""A superior's inbox on the screen: who sees what, decides what, and what the writer is spared."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time

import pytest

from appliance.models import Jejak, Laporan, Penempatan, PengajuanSkp, Peran, Persetujuan, Plt, Predikat
from appliance.models.penempatan import settle
from tests.cast import NOW, SINCE, TODAY, Cast
from tests.oktober import live
from tests.web.conftest import Browser
from tests.web.test_kehadiran import text_of

DAY = date(2026, 10, 15)
As = Callable[[str], Browser]


@pytest.fixture(autouse=True)
def october(cast: Cast) -> Cast:
    live(cast)
    return cast


def report(cast: Cast, name: str = "budi", day: date = DAY, hour: int = 8, text: str = "Menyusun rekap") -> Laporan:
    found: Laporan = Laporan.create(
        pegawai=cast.people[name].pegawai, tanggal=day, mulai=time(hour), selesai=time(hour + 1), uraian=text,
        dikirim=datetime.combine(day, time(hour + 2)),
    )  # fmt: skip
    return found


def marks(page: str, name: str) -> list[str]:
    """What the boxes (`pilih`) or the hidden list (`lihat`) of a page would send."""
    return re.findall(rf'name="{name}" value="(\d+:[0-9a-f]+)"', page)


def status(row: Laporan) -> str:
    return str(Laporan.get_by_id(row.id).status)


def test_the_menu_says_how_many_wait_and_leads_to_them(cast: Cast, as_: As) -> None:
    report(cast)
    report(cast, "wati")
    siti = as_("siti")
    assert "Persetujuan 2 menunggu" in text_of(siti.get("/").text)
    page = text_of(siti.get("/persetujuan").text)
    assert "Budi Hartono" in page
    assert "1 laporan, sejak Kam 15 Okt 2026" in page
    assert "dinilai paling lambat Kam 22 Okt 2026" in page
    assert "Persetujuan" not in text_of(as_("budi").get("/").text)


def test_a_persons_days_stand_with_the_punches_beside_and_a_script_is_only_text(cast: Cast, as_: As) -> None:
    report(cast, text="<script>alert(1)</script> 🙂")
    answer = as_("siti").get(f"/persetujuan/{cast.budi.nip}")
    assert "<script>alert" not in answer.text
    page = text_of(answer.text)
    assert "Kamis, 15 Oktober 2026 Presensi: 07.25 – 16.35" in page
    assert "08.00 – 09.00" in page
    assert "🙂" in page


@pytest.mark.parametrize(("field", "left"), [("satu", 2), ("pilih", 1), ("semua", 0)])
def test_siti_approves_one_the_chosen_or_all(cast: Cast, as_: As, field: str, left: int) -> None:
    for hour in (8, 10, 13):
        report(cast, hour=hour)
    siti = as_("siti")
    seen = marks(siti.get(f"/persetujuan/{cast.budi.nip}").text, "lihat")
    form = {"satu": {"satu": seen[0]}, "pilih": {"pilih": seen[:2]}, "semua": {"semua": "ya", "lihat": seen}}[field]
    answer = siti.send(f"/persetujuan/{cast.budi.nip}/setujui", {**form})
    assert answer.status_code == 303
    assert answer.headers["Location"] == (f"/persetujuan/{cast.budi.nip}" if left else "/persetujuan")
    assert Laporan.select().where(Laporan.status == "menunggu").count() == left
    assert f"{3 - left} laporan disetujui" in text_of(siti.get("/persetujuan").text)


def test_a_second_tap_changes_nothing_and_says_so(cast: Cast, as_: As) -> None:
    report(cast)
    siti = as_("siti")
    seen = marks(siti.get(f"/persetujuan/{cast.budi.nip}").text, "pilih")
    for _ in range(2):
        assert siti.send(f"/persetujuan/{cast.budi.nip}/setujui", {"pilih": seen}).status_code == 303
    assert Persetujuan.select().count() == 1
    assert "sudah dinilai sebelumnya" in siti.get("/persetujuan").text


def test_a_stale_form_approves_nothing_and_asks_to_read_again(cast: Cast, as_: As) -> None:
    row = report(cast)
    siti = as_("siti")
    seen = marks(siti.get(f"/persetujuan/{cast.budi.nip}").text, "pilih")
    Laporan.update(uraian="Ditulis ulang").where(Laporan.id == row.id).execute()
    siti.send(f"/persetujuan/{cast.budi.nip}/setujui", {"pilih": seen})
    assert status(row) == "menunggu"
    assert "ditulis ulang sejak Anda membukanya" in siti.get("/persetujuan").text


def test_a_return_without_words_keeps_the_page_and_one_with_words_is_seen(cast: Cast, as_: As) -> None:
    row = report(cast)
    siti = as_("siti")
    path = f"/persetujuan/{cast.budi.nip}/{row.id}/kembalikan"
    stamp = marks(siti.get(f"/persetujuan/{cast.budi.nip}").text, "pilih")[0].partition(":")[2]
    refused = siti.send(path, {"lihat": stamp, "catatan": "  "})
    assert refused.status_code == 422
    assert "Tulis apa yang perlu diperbaiki" in refused.text
    long = siti.send(path, {"lihat": stamp, "catatan": "x" * 501})
    assert long.status_code == 422
    assert "x" * 501 in long.text
    assert siti.send(path, {"lihat": stamp, "catatan": "Lampirkan foto."}).status_code == 303
    assert status(row) == "dikembalikan"
    page = siti.get(f"/persetujuan/{cast.budi.nip}").text
    assert "Lihat yang sudah dinilai" in text_of(page)
    assert "Catatan: Lampirkan foto." in text_of(siti.get(f"/persetujuan/{cast.budi.nip}?dinilai=ya").text)


def test_who_was_superior_last_month_finds_nothing_of_this_month(cast: Cast, as_: As) -> None:
    Penempatan.create(
        pegawai=cast.budi.pegawai, mulai=date(2026, 10, 1), opd=cast.opd["dinkes"], jabatan="Analis", kelas_jabatan=8,
        status_asn="PNS", nip_atasan=cast.beni.nip,
    )  # fmt: skip
    settle(cast.budi.pegawai.id)
    row = report(cast)
    siti, path = as_("siti"), f"/persetujuan/{cast.budi.nip}"
    assert "Persetujuan 1 menunggu" not in text_of(siti.get("/").text)
    assert "Persetujuan 1 menunggu" in text_of(as_("beni").get("/").text)
    assert siti.get(path).status_code == 404
    assert siti.send(f"{path}/setujui", {"pilih": f"{row.id}:0"}).status_code == 404
    assert siti.send(f"{path}/{row.id}/kembalikan", {"catatan": "Perbaiki."}).status_code == 404
    assert as_("beni").get(path).status_code == 200
    assert status(row) == "menunggu"


def test_while_the_plh_acts_the_holder_has_nothing_to_decide(cast: Cast, as_: As) -> None:
    Plt.create(pegawai=cast.beni.pegawai, opd=cast.opd["dinkes"], jabatan="Kepala Bidang", kelas_jabatan=11,
               jenis="plh", mulai=TODAY, selesai=TODAY)  # fmt: skip
    row = report(cast)
    seen = marks(as_("beni").get(f"/persetujuan/{cast.budi.nip}").text, "pilih")
    assert marks(as_("siti").get("/persetujuan").text, "pilih") == []
    assert as_("siti").send(f"/persetujuan/{cast.budi.nip}/setujui", {"pilih": seen}).status_code == 404
    as_("beni").send(f"/persetujuan/{cast.budi.nip}/setujui", {"pilih": seen})
    assert status(row) == "disetujui"
    assert Persetujuan.get().pemutus == cast.beni.pengguna


@pytest.mark.parametrize("name", ["budi", "wati", "hadi", "joko", "made", "rina", "andi", "dewi", "beni"])
def test_budis_report_is_not_there_for_anybody_but_siti(cast: Cast, as_: As, name: str) -> None:
    row, path = report(cast), f"/persetujuan/{cast.budi.nip}"
    browser = as_(name)
    assert marks(browser.get(path).text, "pilih") == []
    assert browser.send(f"{path}/setujui", {"pilih": f"{row.id}:0"}).status_code == 404
    assert browser.send(f"{path}/{row.id}/kembalikan", {"catatan": "Perbaiki."}).status_code == 404
    own = cast.people[name].nip
    assert browser.send(f"/persetujuan/{own}/setujui", {"pilih": f"{row.id}:0"}).status_code == 404
    assert status(row) == "menunggu"


def test_another_persons_report_cannot_be_slipped_into_the_form(cast: Cast, as_: As) -> None:
    report(cast)
    foreign = report(cast, "joko")
    answer = as_("siti").send(f"/persetujuan/{cast.budi.nip}/setujui", {"pilih": f"{foreign.id}:0"})
    assert answer.status_code == 404
    assert status(foreign) == "menunggu"


def test_the_kepala_has_those_whose_placement_names_nobody(cast: Cast, as_: As) -> None:
    Penempatan.update(nip_atasan=None).where(Penempatan.pegawai == cast.nia.pegawai).execute()
    report(cast, "nia")
    assert "Nia Marlina" in as_("hadi").get("/persetujuan").text


def test_the_team_today_present_late_on_leave_or_not_yet_known(cast: Cast, as_: As) -> None:
    page = text_of(as_("hadi").get("/persetujuan/tim").text)
    assert "Siti Rahmawati Kepala Bidang · masuk 07.24 hadir" in page
    assert "Beni Saputra Bendahara belum diketahui" in page
    assert "Budi Hartono" not in page


def test_idle_superiors_stand_on_the_list_of_who_is_above_them(cast: Cast, as_: As) -> None:
    row = report(cast)
    Persetujuan.create(laporan=row, putusan="disetujui", atasan=cast.siti.pegawai, aturan="Pasal 21", kapan=NOW)
    for name, seen in {"hadi": True, "made": True, "siti": True, "joko": False, "budi": False}.items():
        path = "/atasan" if name == "made" else "/persetujuan/terlewat"
        page = text_of(as_(name).get(f"{path}?bulan=2026-10").text)
        assert ("Siti Rahmawati" in page.partition("Atasan Laporan")[2]) is seen, name


def test_bkpsdm_is_told_for_whom_nobody_can_decide(cast: Cast, as_: As) -> None:
    report(cast, "joko")
    report(cast, "hadi")
    page = text_of(as_("made").get("/atasan").text)
    assert "Belum ada yang dapat menilai" in page
    assert "Joko Prasetyo" in page
    Peran.create(pengguna=cast.made.pengguna, peran="kepala", opd=cast.opd["dikbud"], mulai=SINCE)
    assert "Joko Prasetyo" not in as_("made").get("/atasan").text


def test_who_still_lacks_a_predikat_is_listed_where_it_counts(
    cast: Cast, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    Predikat.delete().where(Predikat.pegawai == cast.budi.pegawai).execute()
    assert "Belum punya predikat" not in as_("siti").get("/persetujuan").text
    monkeypatch.setattr("appliance.models.tim_hari_ini.predikat_month", lambda today, shelf: "2026-10")
    page = text_of(as_("siti").get("/persetujuan").text)
    assert "Belum punya predikat Oktober 2026 1 pegawai" in page
    assert "Budi Hartono" in page


def test_reading_an_inbox_changes_nothing(cast: Cast, as_: As) -> None:
    report(cast)
    before = Jejak.select().count()
    for path in ("", "/tim", "/terlewat", f"/{cast.budi.nip}"):
        assert as_("siti").get(f"/persetujuan{path}").status_code == 200
    assert Jejak.select().count() == before


def test_targets_wait_in_the_inbox_of_who_decides_and_not_of_the_next_higher(cast: Cast, as_: As) -> None:
    PengajuanSkp.create(pegawai=cast.budi.pegawai, bulan="2026-10", status="menunggu", dikirim=NOW)
    assert "SKP menunggu persetujuan 1 orang Budi Hartono" in text_of(as_("siti").get("/persetujuan").text)
    assert "SKP menunggu persetujuan" not in text_of(as_("hadi").get("/persetujuan").text)
    path = f"/pegawai/{cast.budi.nip}/skp/2026-10/putusan"
    assert as_("hadi").send(path, {"setuju": "ya"}).status_code == 404
    assert as_("siti").send(path, {"setuju": "ya"}).status_code == 303
