"""Reading a form: every field is asked for by what it must be, and all that is wrong is said at once."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from appliance.models.refused import Refused

FIRST_YEAR, LAST_YEAR = 2015, 2100


class Isian:
    """A form as typed. What is wrong is gathered; `done` raises it. Until then a stand-in is given."""

    def __init__(self, form: Any) -> None:
        self.form = form
        self.errors: dict[str, str] = {}

    def teks(self, nama: str, sebutan: str, *, wajib: bool = True, panjang: int = 200) -> str:
        text = " ".join(self.form.get(nama, "").split())
        if wajib and not text:
            self.errors[nama] = f"{sebutan} wajib diisi."
        elif len(text) > panjang:
            self.errors[nama] = f"{sebutan} paling panjang {panjang} huruf."
        elif not text.isprintable():
            self.errors[nama] = f"{sebutan} memuat tanda yang tidak dapat dicetak; ketik ulang."
        return text

    def hari_boleh(self, nama: str, sebutan: str) -> date | None:
        text = self.form.get(nama, "").strip()
        try:
            day = date.fromisoformat(text) if text else None
        except ValueError:
            day = None
            self.errors[nama] = f"{sebutan} bukan tanggal yang ada; pilih dari kalender atau tulis 2026-11-03."
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            self.errors[nama] = f"{sebutan} di luar tahun {FIRST_YEAR} sampai {LAST_YEAR}."
        return day

    def hari(self, nama: str, sebutan: str) -> date:
        day = self.hari_boleh(nama, sebutan)
        if day is None:
            self.errors.setdefault(nama, f"{sebutan} wajib diisi.")
        return day or date.min

    def jam_boleh(self, nama: str, sebutan: str) -> time | None:
        text = self.form.get(nama, "").strip().replace(".", ":")
        try:
            return time.fromisoformat(text) if text else None
        except ValueError:
            self.errors[nama] = f"{sebutan} bukan jam yang ada; tulis misalnya 07:30."
            return None

    def waktu_boleh(self, tanggal: str, jam: str, sebutan: str) -> datetime | None:
        """A date and a time in two fields; both or neither."""
        day, moment = self.hari_boleh(tanggal, f"Tanggal {sebutan}"), self.jam_boleh(jam, f"Jam {sebutan}")
        if (day is None) != (moment is None) and not self.errors.keys() & {tanggal, jam}:
            self.errors[jam if moment is None else tanggal] = f"Isi tanggal dan jam {sebutan}."
        return datetime.combine(day, moment) if day is not None and moment is not None else None

    def waktu(self, tanggal: str, jam: str, sebutan: str) -> datetime:
        moment = self.waktu_boleh(tanggal, jam, sebutan)
        if moment is None:
            self.errors.setdefault(tanggal, f"Tanggal dan jam {sebutan} wajib diisi.")
        return moment or datetime.min

    def pilihan(self, nama: str, sebutan: str, boleh: Any) -> str:
        text: str = self.form.get(nama, "")
        if text not in boleh:
            self.errors[nama] = f"Pilih {sebutan.lower()}."
        return text

    def banyak(self, nama: str, sebutan: str) -> list[str]:
        chosen = sorted(set(filter(None, self.form.getlist(nama))))
        if not chosen:
            self.errors[nama] = f"Pilih {sebutan.lower()}."
        return chosen

    def done(self) -> None:
        """Raises Refused with everything that was found wrong."""
        if self.errors:
            raise Refused(self.errors)
