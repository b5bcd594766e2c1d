"""Breakdowns, refused sign-ins and people who had to wait, today and lately."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from appliance.kesehatan.baris import Baris, Tinjau
from appliance.models.kejadian_harian import since

MANY = 200  # refused sign-ins a day that no office of forgetful people makes


def lines(tinjau: Tinjau) -> Iterator[Baris]:
    today = tinjau.now.date()
    now, week = Counter[str](), Counter[str]()
    for row in since(today - timedelta(days=6)):
        week[row.jenis] += row.jumlah
        now[row.jenis] += row.jumlah if row.tanggal == today else 0
    text = f"hari ini {now['galat']} galat dan {now['sibuk']} kali terlalu sibuk; "
    text += f"7 hari {week['galat']} dan {week['sibuk']}"
    broken = now["galat"] or now["sibuk"]
    act = "Kirim paket bantuan kepada yang merawat program." if broken else ""
    yield Baris("Galat", "warn" if broken else "good", text, act)
    text = f"hari ini {now['masuk_ditolak']}, 7 hari {week['masuk_ditolak']}"
    if now["ditahan"]:
        text += f"; {now['ditahan']} kali diminta menunggu"
    many = now["masuk_ditolak"] >= MANY
    act = "Mungkin ada yang menebak kata sandi. Lihat dari mana di Riwayat perubahan dan catatan nginx." if many else ""
    yield Baris("Masuk ditolak", "warn" if many else "good", text, act)
