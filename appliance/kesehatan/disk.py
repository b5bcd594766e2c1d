"""The disk: a sample a day, and when it will be full at the present pace."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from appliance.box import FOLDERS, Box, database_file
from appliance.kesehatan.baris import Baris, Tinjau, size
from appliance.models.bukti_dukung import bytes_kept
from appliance.models.isi_disk import ENOUGH, IsiDisk, RamalanDisk, forecast, keep, lately

LITTLE = 2 * 1024**3  # bytes free below which somebody must act
SOON, NEAR = 14, 90  # days until it is full
FAR = 5 * 365  # days; what lies behind is no forecast any more


def sample(box: Box, now: datetime) -> None:
    """Measure today. Evidence is summed from its records: a walk over a million photos would take minutes."""
    usage = shutil.disk_usage(box.data)
    file = database_file(box.data)
    basis = None if box.settings.database_url else _bytes(file) + _bytes(file.with_name(file.name + "-wal"))
    keep(
        now.date(), kapasitas=usage.total, bebas=usage.free, basis=basis, bukti=bytes_kept(),
        lain=sum(_below(box.data / name) for name in (*FOLDERS, "log") if name != "bukti"),
    )  # fmt: skip


def sample_once(box: Box, now: datetime) -> None:
    """Today's sample where there is none yet: a box that is off at night has one too."""
    if not IsiDisk.select().where(IsiDisk.tanggal == now.date()).exists():
        sample(box, now)


def _bytes(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _below(folder: Path) -> int:
    """Bytes of the files in a folder and its folders; what vanishes meanwhile counts nothing."""
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.lstat(os.path.join(place, name)).st_size
            except OSError:
                continue
    return total


def ahead(tinjau: Tinjau) -> RamalanDisk:
    today = tinjau.now.date()
    return forecast(lately(today), shutil.disk_usage(tinjau.box.data).free, today)


def lines(tinjau: Tinjau) -> Iterator[Baris]:
    usage = shutil.disk_usage(tinjau.box.data)
    free, today = usage.free, tinjau.now.date()
    found = ahead(tinjau)
    days = (found.penuh - today).days if found.penuh else None
    bad = free < LITTLE or (days is not None and days < SOON)
    tone = "bad" if bad else "warn" if days is not None and days < NEAR else "good"
    act = "" if tone == "good" else "Pindahkan berkas yang bukan milik E-Kinerja, atau ganti disk dengan yang besar."
    yield Baris("Disk", tone, f"bebas {size(free)} dari {size(usage.total)}; {said(found, today)}", act)


def said(found: RamalanDisk, today: date) -> str:
    """The forecast in words."""
    if found.laju is None:
        return f"belum cukup data untuk meramalkan kapan penuh ({found.sampel} hari terukur, perlu lebih dari {ENOUGH})"
    if found.laju == 0:
        return "isinya tidak bertambah"
    if found.penuh is None or (found.penuh - today).days > FAR:
        return f"bertambah {size(found.laju)} sehari; baru penuh lebih dari 5 tahun lagi"
    left = (found.penuh - today).days
    return f"bertambah {size(found.laju)} sehari; penuh kira-kira {found.penuh:%d-%m-%Y}, {left} hari lagi"
