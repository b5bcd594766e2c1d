"""The child that prints: a JSON job on standard input, PDF files out, then the end. It opens no database.

The job: {"batas_memori": bytes, "kerja": [{"templat", "berkas", "isi"}, ...]}. Each file is written whole under a
temporary name and renamed, so that a kill leaves either nothing or the file. For each one a JSON line on standard
output says its name, its pages and the most memory (kB) that the child has held so far.

`python -m appliance.documents.child < job.json`
"""

import json
import os
import re
import resource
import sys
from pathlib import Path
from typing import Any

from appliance.documents import teks

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "documents"


def main() -> int:
    job = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_DATA, (job["batas_memori"], job["batas_memori"]))
    press = Press()
    for kerja in job["kerja"]:
        halaman = press.write(kerja["templat"], kerja["isi"], Path(kerja["berkas"]))
        print(json.dumps({"berkas": kerja["berkas"], "halaman": halaman, "puncak_kb": peak_kb()}), flush=True)
    return 0


class Press:
    """Templates, fonts and one parsed style sheet for each kind of paper, read once for all that the child prints."""

    def __init__(self) -> None:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher

        self.jinja = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True,
        )  # fmt: skip
        self.jinja.filters.update(angka=teks.angka, persen=teks.persen, ringkas=teks.ringkas)
        self.fonts = FontConfiguration()
        self.no_fetch = URLFetcher(allowed_protocols=())  # what stands in a name must never open an address
        self.styles: dict[str, Any] = {}

    def style(self, name: str) -> Any:
        from weasyprint import CSS

        if name not in self.styles:
            text = (TEMPLATES / name).read_text(encoding="utf-8")
            self.styles[name] = CSS(string=text, font_config=self.fonts, url_fetcher=self.no_fetch)
        return self.styles[name]

    def write(self, template: str, values: dict[str, Any], target: Path) -> int:
        """Print one file; returns its number of pages."""
        from weasyprint import HTML

        html = self.jinja.get_template(template).render(values)
        sheets = [self.style("dasar.css"), self.style(template.replace(".html", ".css"))]
        paper = HTML(string=html, url_fetcher=self.no_fetch).render(stylesheets=sheets, font_config=self.fonts)
        pdf = paper.write_pdf()
        keep(target, pdf)
        return len(paper.pages)


def keep(target: Path, content: bytes) -> None:
    """Put a whole file in its place: on disk before it has its name."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(target)


def peak_kb() -> int:
    """The most memory that this process has held (VmHWM), in kB."""
    found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    return int(found[1]) if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    sys.exit(main())
