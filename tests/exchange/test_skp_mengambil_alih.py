"""Targets that come from outside count at once, also where the person had begun to write the same ones."""

from appliance.models import PengajuanSkp, Skp
from appliance.models.skp import counting
from tests.exchange.desk import BUDI, Desk


def test_an_imported_target_takes_the_place_of_a_draft_and_counts(desk: Desk) -> None:
    budi = desk.cast.budi.pegawai
    own = PengajuanSkp.create(pegawai=budi, bulan="2026-10")
    for butir in ("1", "2"):
        Skp.create(pegawai=budi, bulan="2026-10", butir=butir, rhk="draf", indikator="a", satuan="b", target=1,
                   pengajuan=own)  # fmt: skip
    assert Skp.select().where(counting("2026-10")).count() == 0
    head = "nip,bulan,butir,rhk,indikator,satuan,target\n"
    desk.enter("skp", f"{head}{BUDI},2026-10,1,Jaringan terawat,Kantor,kantor,4\n")
    assert [row.rhk for row in Skp.select().where(counting("2026-10"))] == ["Jaringan terawat"]
