"""All slips of an office in one zip: PDFs of ten people each, for printing, and a list of who is on which page.

One large document would need memory by its pages, so each part is a rendering of its own. A part that stands already is
not printed again: a run that was cut off goes on where it was.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from appliance.documents.berkas import fresh, sweep
from appliance.documents.press import FILES_A_CHILD, SLIPS_A_FILE, Kerja, print_files
from appliance.documents.slip import slip
from appliance.models.penutupan import HasilTpp, Penutupan


def slips_of_office(closing: Penutupan, kabupaten: str, target: Path, progress: Callable[[int, int], None]) -> None:
    """Print what is missing of the parts, then the zip at `target`. `progress` gets (slips done, slips in all)."""
    rows = HasilTpp.select(HasilTpp.id, HasilTpp.nip, HasilTpp.nama).where(HasilTpp.penutupan == closing)
    people = list(rows.order_by(HasilTpp.nama, HasilTpp.nip))
    folder = target.with_suffix(".bagian")
    sweep(folder)
    parts = [(start, people[start : start + SLIPS_A_FILE]) for start in range(0, len(people), SLIPS_A_FILE)]
    missing = [part for part in parts if not (folder / part_name(*part)).exists()]
    for first in range(0, len(missing), FILES_A_CHILD):
        progress((len(parts) - len(missing) + first) * SLIPS_A_FILE, len(people))
        batch = missing[first : first + FILES_A_CHILD]
        list(print_files([_work(closing, kabupaten, folder, start, some) for start, some in batch]))
    progress(len(people), len(people))
    _zip(target, [folder / part_name(*part) for part in parts], contents(people), closing.kapan)
    shutil.rmtree(folder, ignore_errors=True)


def part_name(start: int, some: Sequence[HasilTpp]) -> str:
    """slip-011-020.pdf: the first and the last number on it."""
    return f"slip-{start + 1:03d}-{start + len(some):03d}.pdf"


def contents(people: Sequence[HasilTpp]) -> str:
    """One line a person: number, NIP, name, with tabs."""
    return "".join(f"{number}\t{h.nip}\t{h.nama}\r\n" for number, h in enumerate(people, 1))


def _work(closing: Penutupan, kabupaten: str, folder: Path, start: int, some: Sequence[HasilTpp]) -> Kerja:
    whole = {h.id: h for h in HasilTpp.select().where(HasilTpp.id.in_([h.id for h in some]))}
    return Kerja(
        "slip.html",
        str(folder / part_name(start, some)),
        {"slip": [slip(whole[h.id], closing, kabupaten) for h in some]},
    )


def _zip(target: Path, parts: Sequence[Path], index: str, locked: datetime) -> None:
    """Members bear the time of locking, not of printing, so that a later zip is the same file."""
    when = (locked.year, locked.month, locked.day, locked.hour, locked.minute, 0)
    with fresh(target) as temporary, zipfile.ZipFile(temporary, "w") as archive:
        archive.writestr(zipfile.ZipInfo("daftar-isi.txt", when), index)
        for part in parts:
            archive.writestr(zipfile.ZipInfo(part.name, when), part.read_bytes())
