"""The posts of one office as a tree, and its staff under the posts that lead them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import cycle
from random import Random
from typing import Any

from appliance.demo.kantor import Kantor

SEKOLAH = ("SDN 01", "SDN 02", "SDN 03", "SDN 04", "SDN 05", "SDN 06", "SMPN 01")


@dataclass(frozen=True, slots=True)
class Pos:
    """One seat. `atasan` is the index of the leading seat in the office's list, or text for one elsewhere."""

    kode: str
    nama: str
    kelas: int
    golongan: tuple[str, ...]
    atasan: int | str | None
    cabang: str = ""  # which bidang, ruang, kelurahan or sekolah it belongs to
    status_asn: str = "PNS"
    jadwal: str = "5-hari"
    pendidikan: str = "S1"
    bergilir: bool = False


def posts(kantor: Kantor, source: dict[str, Any], rng: Random) -> list[Pos]:
    """The office's seats, leaders before the led: the tree first, then staff up to the office's numbers."""
    seats: list[Pos] = []
    for row in _rows(kantor, source):
        if row.get("untuk") and not _branches(kantor, row["untuk"]):
            continue
        leaders = [i for i, s in enumerate(seats) if s.kode == row.get("atasan")]
        ring = cycle(leaders)
        for branch in _branches(kantor, row.get("untuk")):
            for name in row["nama"]:
                above = _leader(row.get("atasan"), seats, leaders, branch)
                seats.append(_seat(row, kantor, name, branch, next(ring) if above is None and leaders else above))
    return seats + list(_staff(kantor, source, seats, rng))


def _rows(kantor: Kantor, source: dict[str, Any]) -> list[dict[str, Any]]:
    """The pattern's posts; without a head the sekretaris answers to the sekda and leads the others."""
    rows: list[dict[str, Any]] = source[kantor.pola]["pos"]
    if not kantor.lowong:
        return rows
    stand_in = {"sekretaris": rows[0]["atasan"]}
    return [r | {"atasan": stand_in.get(r["kode"], "sekretaris")} if r["atasan"] == "kepala" else r for r in rows[1:]]


def _branches(kantor: Kantor, kind: str | None) -> list[str]:
    if kind is None:
        return [""]
    if kind == "sekolah":
        return [f"{name} {place}" for place in kantor.kecamatan for name in SEKOLAH]
    found: tuple[str, ...] = getattr(kantor, kind)
    return list(found)


def _leader(wanted: str | None, seats: list[Pos], leaders: list[int], branch: str) -> int | str | None:
    """The seat of the same branch (a school's is its kecamatan); None when any of the leaders will do."""
    if wanted is None or wanted.startswith("@"):
        return wanted
    near = [i for i in leaders if seats[i].cabang and f" {branch}".endswith(f" {seats[i].cabang}")]
    return near[0] if near else None


def _seat(row: dict[str, Any], kantor: Kantor, name: str, branch: str, above: int | str | None) -> Pos:
    return Pos(
        kode=row["kode"],
        nama=name.format(kantor=kantor.nama, wilayah=kantor.wilayah, x=branch),
        kelas=row["kelas"],
        golongan=tuple(row["golongan"]),
        atasan=above,
        cabang=branch,
        jadwal=row.get("jadwal", "5-hari"),
        pendidikan=row.get("pendidikan", "S2" if row["kelas"] > 10 else "S1"),
    )


def _staff(kantor: Kantor, source: dict[str, Any], tree: list[Pos], rng: Random) -> Iterator[Pos]:
    """PNS up to the office's number, then PPPK, each kind in the share that the pattern says."""
    for status, many in (("PNS", kantor.pns - len(tree)), ("PPPK", kantor.pppk)):
        left = many
        shares = source["isi"][kantor.pola]
        for share in shares:
            count = left if share is shares[-1] else many * share["bagian"] // 100
            left -= count
            ring = cycle([i for i, s in enumerate(tree) if s.kode in share["pembina"]])
            rows = [r for r in source["staf"] if _fits(r, share["kelompok"], status)]
            chosen = rng.choices(rows, [r["bobot"] for r in rows], k=count)
            yield from (_member(row, status, next(ring), kantor) for row in chosen)


def _fits(row: dict[str, Any], group: str, status: str) -> bool:
    return group in row["kelompok"] and (status == "PNS" or "golongan_pppk" in row)


def _member(row: dict[str, Any], status: str, leader: int, kantor: Kantor) -> Pos:
    pns = Pos(
        kode="staf",
        nama=row["nama"],
        kelas=row["kelas"],
        golongan=tuple(row["golongan"]),
        atasan=leader,
        jadwal=row.get("jadwal", "5-hari"),
        pendidikan=row["pendidikan"],
        bergilir=row.get("bergilir", False) and kantor.bergilir,
    )
    return pns if status == "PNS" else replace(pns, status_asn=status, golongan=(row["golongan_pppk"],))
