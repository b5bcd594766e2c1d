"""The sixty offices: 28 perangkat daerah, 15 kecamatan, 17 puskesmas, with how many people each has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from appliance.demo import material

PNS, PPPK = 3455, 1163


@dataclass(frozen=True, slots=True)
class Kantor:
    """One office. `jalur`: the road of its punches; `bergilir`: its nurses work in shifts; `lowong`: it has no head."""

    kode: str
    nama: str
    jenis: str
    pola: str
    jalur: str
    pns: int
    pppk: int
    bidang: tuple[str, ...]
    induk: str = ""
    wilayah: str = ""
    ruang: tuple[str, ...] = ()
    kelurahan: tuple[str, ...] = ()
    bergilir: bool = False
    lowong: bool = False
    kecamatan: tuple[str, ...] = ()


def offices() -> list[Kantor]:
    """All offices in the order in which they are shown; their people add up to the regency's."""
    source = material("kantor")
    found = [*_perangkat_daerah(source), *_kecamatan(source)]
    rest = PNS - sum(k.pns for k in found), PPPK - sum(k.pppk for k in found)
    return found + list(_puskesmas(source, *rest))


def _perangkat_daerah(source: dict[str, Any]) -> Iterator[Kantor]:
    for row in source["perangkat_daerah"]:
        texts = {key: tuple(value) for key, value in row.items() if isinstance(value, list)}
        yield Kantor(**{**row, **texts, "kecamatan": tuple(source["kecamatan"])})


def _kecamatan(source: dict[str, Any]) -> Iterator[Kantor]:
    common = source["bagian"]["kecamatan"]
    for name in source["kecamatan"]:
        road = next((road for road in ("adms", "manual") if name in common[road]), "flashdisk")
        yield Kantor(
            kode="KEC-" + _code(name),
            nama=f"Kecamatan {name}",
            jenis=common["jenis"],
            pola=common["pola"],
            jalur=road,
            pns=common["pns"],
            pppk=common["pppk"],
            bidang=tuple(common["bidang"]),
            wilayah=name,
            kelurahan=tuple(common["kelurahan"].get(name, ())),
        )


def _puskesmas(source: dict[str, Any], pns: int, pppk: int) -> Iterator[Kantor]:
    common = source["bagian"]["puskesmas"]
    names = [*source["kecamatan"], *common["tambahan"]]
    for i, name in enumerate(names):
        shifts = name in common["bergilir"]
        yield Kantor(
            kode="PKM-" + _code(name),
            nama=f"Puskesmas {name}",
            jenis=common["jenis"],
            pola=common["pola"],
            jalur="manual" if name in common["manual"] else "flashdisk",
            pns=pns // len(names) + (i < pns % len(names)),
            pppk=pppk // len(names) + (i < pppk % len(names)),
            bidang=tuple(common["bidang"]),
            induk=common["induk"],
            wilayah=name,
            ruang=tuple(common["ruang"]) if shifts else (),
            bergilir=shifts,
        )


def _code(name: str) -> str:
    return name.upper().replace(" ", "-")
