"""What a decree is once read: entries with an article, a unit and a value; and the two ways in which it can fail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True)
class Entri:
    """One entry of one decree. `nilai` has the form that `skema` gives this key; `contoh`: not checked yet."""

    kunci: str
    nilai: Any
    pasal: str
    satuan: str
    contoh: bool
    peraturan_id: str
    nama: str

    @property
    def dasar(self) -> str:
        """Article and decree as people read them; an entry that is not confirmed says so wherever it is named."""
        return f"{self.pasal} {self.nama}".strip() + (" (contoh)" if self.contoh else "")


@dataclass(frozen=True, slots=True)
class Peraturan:
    """A decree, in force from `berlaku` to `sampai` (None: until another takes its entries)."""

    id: str
    nama: str
    tentang: str
    diundangkan: date
    berlaku: date
    sampai: date | None
    contoh: bool
    berkas: str
    entri: Mapping[str, Entri]

    def in_force(self, tanggal: date) -> bool:
        """Whether the decree binds on that day."""
        return self.berlaku <= tanggal and (self.sampai is None or tanggal <= self.sampai)


class Tolakan(NamedTuple):
    """One refusal: the file, the key in it and the reason, in Indonesian."""

    berkas: str
    kunci: str
    alasan: str

    def __str__(self) -> str:
        return f"{self.berkas}: {self.kunci}: {self.alasan}" if self.kunci else f"{self.berkas}: {self.alasan}"


class PeraturanKeliru(ValueError):
    """A decree, or a shelf of them, is refused; `tolakan` holds every reason."""

    def __init__(self, tolakan: Sequence[Tolakan]) -> None:
        self.tolakan = tuple(tolakan)
        super().__init__("\n".join(str(t) for t in self.tolakan))


class EntriTiadaAda(LookupError):
    """A computation needs an entry that no decree gives on that day. `kunci` and `tanggal` say which."""

    def __init__(self, kunci: str, tanggal: date, berkas: Sequence[str] = ()) -> None:
        self.kunci, self.tanggal = kunci, tanggal
        asal = ", ".join(berkas) or "tidak ada peraturan yang berlaku"
        super().__init__(f"{asal}: {kunci}: tidak diatur untuk tanggal {tanggal.isoformat()}, padahal diperlukan")
