"""The child that prints: its peak for a long payment list and for a hundred slips."""

from pathlib import Path

from appliance.documents.daftar import payment_list
from appliance.documents.press import Kerja, print_files
from appliance.documents.slip_semua import slips_of_office
from appliance.models.penutupan import Penutupan
from measure.report import Report, cpu

KABUPATEN = "Kabupaten Contoh"


def measure(report: Report, folder: Path, month: str) -> None:
    """The largest office's list, and all its slips up to a hundred."""
    closing = Penutupan.select().where(Penutupan.bulan == month).order_by(Penutupan.orang.desc()).first()
    target = folder / "kertas"
    target.mkdir()
    with cpu() as spent:
        done = list(print_files([Kerja("daftar.html", str(target / "daftar.pdf"), payment_list(closing, KABUPATEN))]))
    report.add(f"payment list of {closing.orang} people: CPU", spent.cpu, "s CPU")
    report.add("payment list: the child's peak", done[0].puncak_kb / 1024, "MB", 160)
    with cpu() as spent:
        slips_of_office(closing, KABUPATEN, target / "slip.zip", lambda done, total: None)
    report.add(f"{closing.orang} slips: CPU", spent.cpu, "s CPU")
