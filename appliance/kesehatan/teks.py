"""The health of the box as text: for the command and the support bundle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from appliance.kesehatan import halaman, layanan
from appliance.kesehatan.baris import KATA, Baris, Tinjau, when, worst
from appliance.models.gangguan_kotak import SEBAB, GangguanKotak
from appliance.models.peringatan import of_machines

SLOWEST, OUTAGES = 8, 10


def verdict(lines: Sequence[Baris]) -> str:
    """Whether the box is well, in one sentence."""
    bad = sum(line.nada == "bad" for line in lines)
    warn = sum(line.nada == "warn" for line in lines)
    if worst(lines) == "good":
        return "Kotak sehat"
    if not bad:
        return f"Kotak berjalan, {warn} hal perlu dilihat"
    return f"{bad} hal harus dibetulkan" + (f", {warn} hal lagi perlu dilihat" if warn else "")


def report(tinjau: Tinjau, lines: Sequence[Baris]) -> Iterator[str]:
    """Line by line."""
    yield f"{verdict(lines)}. {when(tinjau.now)}, E-Kinerja {layanan.program()}."
    for line in lines:
        yield f"[{KATA[line.nada]}] {line.hal}: {line.teks}." + (f" {line.tindakan}" if line.tindakan else "")
    today = tinjau.now.date()
    slow = halaman.slowest(today - timedelta(days=6), today)[:SLOWEST]
    if slow:
        yield "Halaman paling lambat dalam 7 hari (p50, p95, berapa kali):"
    for one in slow:
        yield f"  {one.nama}: {halaman.spoken(one.p50)}, {halaman.spoken(one.p95)}, {one.jumlah}"
    yield from (f"  {warning.teks}" for warning in of_machines(tinjau.now))
    rows = list(GangguanKotak.select().order_by(GangguanKotak.mulai.desc()).limit(OUTAGES))
    if rows:
        yield "Gangguan terakhir:"
    for row in rows:
        end = when(row.selesai) if row.selesai else "masih berlangsung"
        yield f"  {when(row.mulai)} sampai {end}: {SEBAB[row.sebab]}" + (f" ({row.layanan})" if row.layanan else "")
