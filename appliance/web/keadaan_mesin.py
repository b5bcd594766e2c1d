"""The state of a machine as an operator reads it: one word, its tone, and a sentence that says what to do."""

from __future__ import annotations

from typing import Any, NamedTuple

from appliance.devices.zk_reading import KALIMAT


class Kata(NamedTuple):
    """`nada` is the tone of a tag: good, info, warn or bad."""

    kata: str
    nada: str
    kalimat: str


WORDS = {
    "lengkap": ("lancar", "good"), "tak_berubah": ("lancar", "good"), "sebagian": ("sebagian", "warn"),
    "kosong": ("kosong", "warn"), "tak_terjangkau": ("tidak terjangkau", "bad"), "kunci_salah": ("kunci salah", "bad"),
    "serial_lain": ("mesin lain", "bad"), "sibuk": ("sibuk", "warn"), "waktu_habis": ("terlalu lama diam", "bad"),
    "putus": ("terputus", "bad"), "terputus": ("terputus", "bad"), "berjalan": ("sedang dibaca", "info"),
    "belum_pernah": ("belum pernah dibaca", "warn"), "selesai": ("lancar", "good"),
}  # fmt: skip
OWN = {
    "belum_pernah": "Belum ada data dari mesin ini.",
    "berjalan": "Pembacaan sedang berjalan.",
    "terputus": "Pembacaan terhenti di tengah jalan; diulang.",
    "selesai": "Data masuk lewat jalurnya.",
}


def in_words(row: Any) -> Kata:
    """For a machine or one of its readings."""
    kata, nada = WORDS.get(row.keadaan, (str(row.keadaan).replace("_", " "), "info"))
    return Kata(kata, nada, KALIMAT.get(row.keadaan) or OWN.get(row.keadaan, ""))
