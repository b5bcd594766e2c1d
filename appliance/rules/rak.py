"""The shelf: of all decrees, the one entry that binds on a day."""

from collections.abc import Iterable
from datetime import date

from appliance.rules.entri import Entri, EntriTiadaAda, Peraturan, PeraturanKeliru, Tolakan


class Rak:
    """Decrees side by side. Of those in force on a day the one with the later `berlaku` wins, entry by entry.

    `cadangan` are decrees that are asked only for what none of `peraturan` gives on that day. A shelf never changes;
    answers are remembered. The same entry from the same day in two decrees, or one id twice, raises PeraturanKeliru.
    """

    def __init__(self, peraturan: Iterable[Peraturan], cadangan: Iterable[Peraturan] = ()) -> None:
        self.peraturan = tuple(sorted(peraturan, key=lambda p: p.berlaku, reverse=True))
        self.cadangan = tuple(sorted(cadangan, key=lambda p: p.berlaku, reverse=True))
        tolakan = [*_conflicts(self.peraturan), *_conflicts(self.cadangan)]
        if tolakan:
            raise PeraturanKeliru(tolakan)
        self._ingat: dict[tuple[str, date], Entri | None] = {}

    def cari(self, kunci: str, tanggal: date) -> Entri | None:
        """The entry in force on that day, or None."""
        pertanyaan = (kunci, tanggal)
        try:
            return self._ingat[pertanyaan]
        except KeyError:
            jawaban = self._ingat[pertanyaan] = self._find(kunci, tanggal)
            return jawaban

    def entri(self, kunci: str, tanggal: date) -> Entri:
        """The entry in force on that day; EntriTiadaAda when no decree gives it."""
        entri = self.cari(kunci, tanggal)
        if entri is None:
            berkas = [p.berkas for p in (*self.peraturan, *self.cadangan) if p.in_force(tanggal)]
            raise EntriTiadaAda(kunci, tanggal, berkas)
        return entri

    def knows(self, kunci: str) -> bool:
        """Whether any decree gives the entry on any day."""
        return any(kunci in p.entri for p in (*self.peraturan, *self.cadangan))

    def _find(self, kunci: str, tanggal: date) -> Entri | None:
        for rak in (self.peraturan, self.cadangan):
            for peraturan in rak:
                if kunci in peraturan.entri and peraturan.in_force(tanggal):
                    return peraturan.entri[kunci]
        return None


def _conflicts(peraturan: Iterable[Peraturan]) -> Iterable[Tolakan]:
    milik: dict[tuple[str, date], Peraturan] = {}
    nama: dict[str, Peraturan] = {}
    for satu in peraturan:
        if satu.id in nama:
            yield Tolakan(satu.berkas, "peraturan.id", f"id {satu.id} sudah dipakai {nama[satu.id].berkas}")
        nama[satu.id] = satu
        for kunci in satu.entri:
            lain = milik.setdefault((kunci, satu.berlaku), satu)
            if lain is not satu:
                alasan = f"juga diatur {lain.berkas} dengan tanggal berlaku yang sama ({satu.berlaku.isoformat()})"
                yield Tolakan(satu.berkas, kunci, alasan)
