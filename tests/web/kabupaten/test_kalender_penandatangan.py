"""Free days and signers: entered, changed, withdrawn, each in the trail."""

from collections.abc import Callable
from datetime import date

from appliance.models.hari_kerja import DirtyDay, HariKerja
from appliance.models.jejak import Jejak
from appliance.models.kalender import Libur
from appliance.models.penandatangan import Penandatangan
from tests.cast import Cast
from tests.web.conftest import Browser

DAY = {"tanggal": "2026-10-21", "nama": "Hari Jadi", "jenis": "daerah"}


def test_a_free_day_is_entered_once_and_everybody_is_judged_again(made: Browser, cast: Cast) -> None:
    HariKerja.create(pegawai=cast.budi.pegawai, tanggal=date(2026, 10, 31), keadaan="libur", kerja=False)
    for _ in range(2):
        assert made.send("/kalender", DAY).status_code == 303
    assert Libur.get().nama == "Hari Jadi"
    assert DirtyDay.select().where(DirtyDay.tanggal == date(2026, 10, 21)).count() == 12
    assert Jejak.select().where(Jejak.objek == "libur").count() == 1
    made.send("/kalender", {**DAY, "nama": "Hari Jadi Kabupaten"})
    assert Libur.get().nama == "Hari Jadi Kabupaten"


def test_a_wrong_day_keeps_what_was_typed(made: Browser) -> None:
    answer = made.send("/kalender", {**DAY, "tanggal": "2026-02-30"})
    assert answer.status_code == 422
    assert "bukan tanggal yang ada" in answer.text
    assert 'value="Hari Jadi"' in answer.text
    assert "Nama hari libur wajib diisi" in made.send("/kalender", {**DAY, "nama": ""}).text
    assert "Pilih jenis" in made.send("/kalender", {**DAY, "jenis": "pesta"}).text


def test_a_free_day_is_withdrawn_once(tuti: Browser) -> None:
    tuti.send("/kalender", DAY)
    for _ in range(2):
        assert tuti.send("/kalender/2026-10-21/tarik").status_code == 303
    assert not Libur.select().exists()
    assert Jejak.select().where((Jejak.objek == "libur") & (Jejak.aksi == "tarik")).count() == 1


def test_readers_see_no_button(as_: Callable[[str], Browser]) -> None:
    rina = as_("rina")
    assert "Simpan hari libur" not in rina.get("/kalender").text
    assert rina.send("/kalender", DAY).status_code == 403
    assert as_("wati").get("/kalender").status_code == 403


def test_a_signer_is_named_from_a_day_and_the_earlier_one_comes_back(made: Browser, cast: Cast) -> None:
    form = {"peran": "kepala", "nip": cast.hadi.nip, "mulai": "2026-01-01"}
    made.send("/penandatangan?opd=dinkes", form)
    made.send(
        "/penandatangan?opd=dinkes", {**form, "nip": cast.siti.nip, "mulai": "2026-10-01", "sebutan": "Plt. Kepala"}
    )
    page = made.get("/penandatangan?opd=dinkes").text.partition("Yang ditetapkan")[2]
    assert page.index("Siti Rahmawati") < page.index("sekarang") < page.index("Hadi Santoso")
    row = Penandatangan.get(Penandatangan.pegawai == cast.siti.pegawai)
    made.send(f"/penandatangan/{row.id}/tarik?opd=dinkes")
    assert "sekarang" in made.get("/penandatangan?opd=dinkes").text
    assert [r.pegawai.nama for r in Penandatangan.select()] == ["Hadi Santoso"]
    assert made.send(f"/penandatangan/{row.id}/tarik?opd=dinkes").status_code == 404


def test_the_same_name_twice_is_one_row_and_an_unknown_nip_is_refused(made: Browser, cast: Cast) -> None:
    form = {"peran": "bendahara", "nip": cast.beni.nip, "mulai": "2026-01-01"}
    for _ in range(2):
        made.send("/penandatangan?opd=dinkes", form)
    assert Jejak.select().where(Jejak.objek == "penandatangan").count() == 1
    answer = made.send("/penandatangan?opd=dinkes", {**form, "nip": "123"})
    assert answer.status_code == 422
    assert "NIP ini tidak dikenal" in answer.text


def test_an_operator_reads_the_signers_of_his_office_only(
    as_: Callable[[str], Browser], made: Browser, cast: Cast
) -> None:
    wati = as_("wati")
    assert wati.get("/penandatangan").status_code == 200
    assert "Tetapkan</button>" not in wati.get("/penandatangan").text
    assert wati.get("/penandatangan?opd=dikbud").status_code == 404
    assert wati.send("/penandatangan", {"peran": "kepala"}).status_code == 403
    made.send("/penandatangan?opd=dikbud", {"peran": "kepala", "nip": cast.joko.nip, "mulai": "2026-01-01"})
    assert made.send(f"/penandatangan/{Penandatangan.get().id}/tarik?opd=dinkes").status_code == 404
