"""Tables of the support bundle: counts and states, column by column named here, so that none comes along unseen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from appliance.kesehatan.baris import Tinjau
from appliance.models import TABLES
from appliance.models.gangguan_kotak import GangguanKotak
from appliance.models.isi_disk import IsiDisk
from appliance.models.kejadian_harian import KejadianHarian
from appliance.models.lama_halaman import LamaHalaman, bounds, counted, percentile
from appliance.models.mesin import Mesin
from appliance.models.pekerjaan_rutin import PekerjaanRutin
from appliance.models.schema import applied
from appliance.models.tugas import Tugas

LATELY = timedelta(days=30)
TASKS = 200


def tables(tinjau: Tinjau) -> dict[str, str]:
    """Files of the bundle that come from the records."""
    since = tinjau.now.date() - LATELY
    return {
        "skema.txt": "\n".join(applied()),
        "jumlah-baris.csv": _csv(("tabel", "baris"), [(m._meta.table_name, m.select().count()) for m in TABLES]),
        "tugas.csv": _rows(Tugas, ("jenis", "keadaan", "maju", "jumlah", "dibuat", "selesai"),
                           Tugas.select().order_by(Tugas.id.desc()).limit(TASKS)),
        "pekerjaan.csv": _rows(PekerjaanRutin, ("nama", "giliran", "mulai", "selesai", "galat", "lama")),
        "halaman.csv": _pages(since),
        "kejadian.csv": _rows(KejadianHarian, ("tanggal", "jenis", "halaman", "rincian", "jumlah"),
                              KejadianHarian.select().where(KejadianHarian.tanggal >= since)),
        "gangguan.csv": _rows(GangguanKotak, ("mulai", "selesai", "sebab", "layanan")),
        "disk.csv": _rows(IsiDisk, ("tanggal", "kapasitas", "bebas", "basis", "bukti", "lain")),
        "mesin.csv": _machines(),
    }  # fmt: skip


def _pages(since: Any) -> str:
    """p50 and p95 in microseconds, then the histogram itself: the upper edge of each bucket and its count."""
    rows = []
    for row in LamaHalaman.select().where(LamaHalaman.tanggal >= since).order_by(LamaHalaman.tanggal):
        counts = counted(row.keranjang)
        edges = " ".join(f"{bounds(number)[1]}:{counts[number]}" for number in sorted(counts))
        rows.append((row.tanggal, row.halaman, row.jumlah, percentile(counts, 50), percentile(counts, 95), edges))
    return _csv(("tanggal", "halaman", "jumlah", "p50", "p95", "keranjang"), rows)


def _machines() -> str:
    """Numbered instead of named: no serial, no address."""
    names = ("jalur", "keadaan", "kontak", "tercakup", "jumlah", "kapasitas", "selisih_jam")
    rows = [(number, *(getattr(m, name) for name in names)) for number, m in enumerate(Mesin.select(), 1)]
    return _csv(("nomor", *names), rows)


def _rows(model: Any, names: Sequence[str], query: Any = None) -> str:
    chosen = model.select() if query is None else query
    return _csv(names, [tuple(getattr(row, name) for name in names) for row in chosen])


def _csv(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    lines = [",".join(heads)]
    lines += [",".join("" if cell is None else str(cell) for cell in row) for row in rows]
    return "\n".join(lines)
