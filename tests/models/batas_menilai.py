"""A decree that says until when reports are decided: 5 working days, cut-off on the 3rd, 5 points off for the idle."""

from appliance.models.peraturan import enact, propose
from tests.models.regency import ROOT

TEXT = """
[peraturan]
id = "batas-menilai"
nama = "Perbup Batas Menilai"
tentang = "Laporan Harian"
diundangkan = 2026-01-02
berlaku = 2026-01-02

[laporan.setuju_otomatis_hari]
pasal = "Pasal 21"
satuan = "hari kerja"
nilai = 5

[laporan.tutup_tanggal]
pasal = "Pasal 22"
satuan = "tanggal bulan berikutnya"
nilai = 3

[kinerja.tidak_menilai_bawahan]
pasal = "Pasal 23"
satuan = "poin persen"
nilai = 5
"""


def enforce() -> None:
    enact(propose(TEXT, "batas-menilai.toml", ROOT), ROOT)
