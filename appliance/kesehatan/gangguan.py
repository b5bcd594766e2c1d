"""Outages: what the log says about the last day, and what the minute's look at the lines enters into it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from appliance.kesehatan import mesin
from appliance.kesehatan.baris import Baris, Tinjau, when
from appliance.models.gangguan_kotak import SEBAB, GangguanKotak, watch
from appliance.models.mesin import Mesin

OURS = frozenset({"berhenti", "macet", "jam"})  # which no power cut and nobody's hand explains
UNREACHED = ("tak_terjangkau", "waktu_habis", "putus")


def look(now: datetime) -> None:
    """The worker's look at the lines, once a minute: the box's own cable, then whether any machine was reached."""
    plugged = mesin.plugged()
    if plugged is not None:
        watch("kabel", not plugged, now, now)
    rows = list(Mesin.select(Mesin.keadaan, Mesin.kontak).where((Mesin.jalur == "lan") & (Mesin.alamat != "")))
    # One machine that is silent may be switched off; several at once are the line.
    down = len(rows) > 1 and all(row.keadaan in UNREACHED for row in rows)
    watch("jaringan", down, max((row.kontak for row in rows if row.kontak), default=now), now)


def lines(tinjau: Tinjau) -> Iterator[Baris]:
    day = tinjau.now - timedelta(days=1)
    still = GangguanKotak.selesai.is_null()
    rows = list(
        GangguanKotak.select().where(still | (GangguanKotak.selesai > day)).order_by(GangguanKotak.mulai.desc())
    )
    lasting = [row for row in rows if row.selesai is None]
    if lasting:
        text = "; ".join(f"{SEBAB[row.sebab].lower()} sejak {when(row.mulai)}" for row in lasting)
        yield Baris("Gangguan", "bad", text, "Periksa kabel, sakelar jaringan dan listriknya.")
    elif rows:
        text = f"{len(rows)} dalam 24 jam terakhir, terakhir {SEBAB[rows[0].sebab].lower()} {when(rows[0].mulai)}"
        ours = any(row.sebab in OURS for row in rows)
        yield Baris("Gangguan", "warn" if ours else "good", text, "Lihat log pada jam itu." if ours else "")
    else:
        yield Baris("Gangguan", "good", "tidak ada dalam 24 jam terakhir")
