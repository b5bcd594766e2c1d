"""What everybody should know of the box now: its clock is in doubt, its worker is gone. Asks no database."""

from __future__ import annotations

from flask import Flask, current_app

from appliance import timekeeper
from appliance.giliran import BERAT, holder

DOUBT = (
    "Jam server sedang diragukan. Presensi tetap diterima dan ditandai; penguncian dan persetujuan menurut aturan "
    "menunggu sampai jamnya betul."
)


def clock_words() -> str:
    """For every page; empty when the clock is right."""
    return DOUBT if timekeeper.doubt() else ""


def worker_words() -> str:
    """For whoever waits for work in the background; empty when it is being done."""
    data = current_app.extensions["box"].data
    worker, heavy = holder(data, "work"), holder(data, BERAT)
    if not worker.hidup:
        return "Pekerja latar terhenti. Pekerjaan ini dilanjutkan dari tempatnya begitu ia dijalankan lagi oleh admin."
    if heavy.hidup and heavy.pid != worker.pid:
        return f"Menunggu giliran: server sedang {heavy.kerja}."
    return ""


def init_app(app: Flask) -> None:
    app.add_template_global(clock_words, "kata_jam")
    app.add_template_global(worker_words, "kata_pekerja")
