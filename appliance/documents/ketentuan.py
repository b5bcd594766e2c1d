"""Rates that a paper names in its headings, read from the decrees that were in force when the month was locked."""

from __future__ import annotations

from appliance.models.penutupan import Penutupan
from appliance.models.peraturan import rak
from appliance.rules import bulan as months
from appliance.rules.rupiah import persen_teks


def rates(penutupan: Penutupan) -> dict[str, str]:
    """Percents as text with a point: the weights of the two parts and the shares of BPJS Kesehatan."""
    shelf, on = rak(penutupan.peraturan), months.last(penutupan.bulan)
    bobot = shelf.entri("tpp.bobot", on).nilai
    iuran = shelf.entri("bpjs.iuran", on).nilai
    return {
        "bobot_kinerja": persen_teks(bobot[0]),
        "bobot_kehadiran": persen_teks(bobot[1]),
        "iuran_pegawai": persen_teks(iuran.pegawai),
        "iuran_pemberi": persen_teks(iuran.pemberi_kerja),
    }
