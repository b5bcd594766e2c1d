"""Apel sheets and outages as Wati keeps them."""

from collections.abc import Callable
from datetime import datetime

import pytest

from appliance.models import Apel, Gangguan, Jejak
from tests.cast import Cast
from tests.web.conftest import Browser

OUTAGE = {
    "mulai": "2026-10-12", "mulai_jam": "07:00", "selesai": "2026-10-12", "selesai_jam": "10:30",
    "alasan": "listrik padam", "nomor_surat": "671/3/2026",
}  # fmt: skip


@pytest.fixture
def wati(as_: Callable[[str], Browser]) -> Browser:
    return as_("wati")


def sheet(cast: Cast, *away: str, jenis: str = "apel") -> dict[str, object]:
    everybody = " ".join(cast.people[n].nip for n in ("hadi", "siti", "budi", "wati", "beni"))
    return {"ada": everybody, "jenis": jenis, "tidak": [cast.people[name].nip for name in away]}


def test_those_ticked_were_not_there_and_all_others_were(wati: Browser, cast: Cast) -> None:
    answer = wati.send("/apel/2026-10-12", sheet(cast, "budi"))
    assert answer.status_code == 303
    assert {row.pegawai.nip: row.hadir for row in Apel.select()}[cast.budi.nip] is False
    assert Apel.select().where(Apel.hadir).count() == 4
    page = wati.get(answer.headers["Location"]).text
    assert "4 hadir, 1 tidak hadir" in page
    assert f'value="{cast.budi.nip}" checked' in wati.get("/apel/2026-10-12").text


def test_a_sheet_sent_again_changes_only_what_differs(wati: Browser, cast: Cast) -> None:
    wati.send("/apel/2026-10-12", sheet(cast, "budi"))
    before = Jejak.select().count()
    wati.send("/apel/2026-10-12", sheet(cast, "budi"))
    assert Jejak.select().count() == before
    wati.send("/apel/2026-10-12", sheet(cast, "siti"))
    assert Jejak.select().count() == before + 2
    assert {row.pegawai.nip for row in Apel.select().where(~Apel.hadir)} == {cast.siti.nip}


def test_a_sheet_of_tomorrow_or_with_strangers_is_refused(wati: Browser, cast: Cast) -> None:
    assert wati.send("/apel/2026-10-20", sheet(cast)).status_code == 422
    stale = {**sheet(cast), "ada": cast.joko.nip}
    assert "Daftar pegawai berubah" in wati.send("/apel/2026-10-12", stale).text
    assert wati.send("/apel/2026-10-12", {**sheet(cast), "jenis": "senam"}).status_code == 422
    assert Apel.select().count() == 0


def test_a_sheet_taken_back_leaves_other_offices_alone(wati: Browser, cast: Cast) -> None:
    wati.send("/apel/2026-10-12", sheet(cast, "budi"))
    Apel.create(pegawai=cast.joko.pegawai, tanggal=datetime(2026, 10, 12).date(), hadir=False)
    assert wati.send("/apel/2026-10-12/tarik").status_code == 303
    assert [row.pegawai.nip for row in Apel.select()] == [cast.joko.nip]


def test_an_outage_is_written_once_and_shown_with_its_letter(wati: Browser, cast: Cast) -> None:
    for _ in range(2):
        assert wati.send("/gangguan", OUTAGE).status_code == 303
    row = Gangguan.get()
    assert (row.opd.kode, row.mulai, row.selesai) == (
        "dinkes", datetime(2026, 10, 12, 7), datetime(2026, 10, 12, 10, 30))  # fmt: skip
    assert Gangguan.select().count() == 1
    assert "671/3/2026" in wati.get("/gangguan").text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"selesai_jam": "06:00"}, "Selesai harus sesudah mulai."),
        ({"selesai_jam": ""}, "Isi tanggal dan jam selesai."),
        ({"mulai": "2026-10-25", "selesai": "2026-10-26"}, "waktu ini belum tiba"),
        ({"alasan": ""}, "Alasan wajib diisi."),
        ({"mulai_jam": "25:00"}, "bukan jam yang ada"),
    ],
)
def test_a_wrong_outage_is_refused_in_words(wati: Browser, change: dict[str, str], said: str) -> None:
    answer = wati.send("/gangguan", {**OUTAGE, **change})
    assert answer.status_code == 422
    assert said in answer.text
    assert 'value="671/3/2026"' in answer.text
    assert Gangguan.select().count() == 0


def test_an_outage_within_another_is_refused_naming_it(wati: Browser) -> None:
    wati.send("/gangguan", OUTAGE)
    answer = wati.send("/gangguan", {**OUTAGE, "mulai_jam": "09:00", "selesai_jam": "12:00"})
    assert "Bertumpuk dengan gangguan mulai 12-10-2026 07.00: listrik padam." in answer.text


def test_an_outage_that_lasts_is_finished_and_taken_back(wati: Browser) -> None:
    wati.send("/gangguan", {**OUTAGE, "selesai": "", "selesai_jam": ""})
    row = Gangguan.get()
    assert "masih berlangsung" in wati.get("/gangguan").text
    early = wati.send(f"/gangguan/{row.id}/selesai", {"selesai": "2026-10-12", "selesai_jam": "06:00"})
    assert early.status_code == 422
    assert (
        wati.send(f"/gangguan/{row.id}/selesai", {"selesai": "2026-10-13", "selesai_jam": "09:00"}).status_code == 303
    )
    assert Gangguan.get().selesai == datetime(2026, 10, 13, 9)
    assert wati.send(f"/gangguan/{row.id}/tarik").status_code == 303
    assert Gangguan.select().count() == 0


def test_an_outage_of_another_office_is_not_there(wati: Browser, cast: Cast) -> None:
    other = Gangguan.create(opd=cast.opd["dikbud"], mulai=datetime(2026, 10, 5, 7), alasan="x")
    assert wati.get(f"/gangguan/{other.id}").status_code == 404
    assert wati.send(f"/gangguan/{other.id}/tarik").status_code == 404
    assert wati.send("/gangguan?opd=dikbud", OUTAGE).status_code == 404
