"""Reading the form of a daily report: what was done as it was typed, the target, the volume, the files."""

from __future__ import annotations

import unicodedata
from datetime import time
from decimal import Decimal, InvalidOperation
from typing import Any

from werkzeug.datastructures import FileStorage

from appliance.exchange.bukti_dukung import accept
from appliance.models.bukti_dukung import MOST
from appliance.models.laporan_kirim import Lampiran
from appliance.models.laporan_tulis import IsiLaporan
from appliance.models.refused import Refused
from appliance.web.isian import Isian
from appliance.web.teks import angka

SHORTEST, LONGEST = 3, 2000  # signs of a description
DECIMALS, GREATEST = 4, Decimal(9_999_999_999)


def isi_of(form: Any) -> IsiLaporan:
    """What the form says. Raises Refused with everything that cannot be read."""
    isian = Isian(form)
    tanggal = isian.hari("tanggal", "Tanggal")
    mulai, selesai = _clock(isian, "mulai", "Jam mulai"), _clock(isian, "selesai", "Jam selesai")
    uraian = _description(isian)
    butir = form.get("butir_skp", "").strip() or None
    volume = decimal(isian, "volume", "Volume")
    isian.done()
    return IsiLaporan(tanggal, mulai, selesai, uraian, butir, volume)


def _clock(isian: Isian, nama: str, sebutan: str) -> time:
    at = isian.jam_boleh(nama, sebutan)
    if at is None:
        isian.errors.setdefault(nama, f"{sebutan} wajib diisi.")
    return (at or time()).replace(second=0, microsecond=0, tzinfo=None)


def _description(isian: Isian) -> str:
    """Lines and emoji stay; other control signs do not."""
    given: str = isian.form.get("uraian", "").replace("\r\n", "\n").strip()
    text = "".join(sign for sign in given if sign in "\n\t" or unicodedata.category(sign) != "Cc")
    if len(text) < SHORTEST:
        isian.errors["uraian"] = "Tulis apa yang dikerjakan."
    elif len(text) > LONGEST:
        said = f"paling panjang {angka(LONGEST)} huruf, sekarang {angka(len(text))}"
        isian.errors["uraian"] = f"Uraian {said}. Ringkas, atau bagi menjadi dua laporan."
    return text


def decimal(isian: Isian, nama: str, sebutan: str) -> Decimal | None:
    """A number with a comma or a point, at most four decimals; None when nothing was typed."""
    text: str = isian.form.get(nama, "").strip().replace(",", ".")
    if not text:
        return None
    try:
        value = Decimal(text) if len(text) < 20 else Decimal("NaN")
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or abs(value) > GREATEST:
        isian.errors[nama] = f"{sebutan} ditulis dengan angka, misalnya 2 atau 0,5."
    elif int(value.as_tuple().exponent) < -DECIMALS:
        isian.errors[nama] = f"{sebutan} paling banyak {DECIMALS} angka di belakang koma."
    return value


def files_of(files: list[FileStorage]) -> list[Lampiran]:
    """The files as they will be kept. Raises Refused on `bukti`."""
    given = [one for one in files if one.filename]
    if len(given) > MOST:
        raise Refused({"bukti": f"Paling banyak {MOST} bukti dukung untuk satu laporan."})
    return [accept(one.stream, one.filename or "") for one in given]
