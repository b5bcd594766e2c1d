"""WeasyPrint, known only here and imported only by the child: templates and plain data become PDF."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from appliance.documents import teks

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "documents"
DENSITIES = ("satu", "dua", "padat", "padat lebar")  # settings of a slip, from roomy to close
ROWS_A_RENDERING = 80  # a rendering holds all its pages: some 0.35 MB a row of a payment list


class Press:
    """Templates, fonts and one parsed style sheet for each kind of paper, read once for all that the child prints."""

    def __init__(self) -> None:
        self.jinja = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True,
        )  # fmt: skip
        self.jinja.filters.update(angka=teks.angka, persen=teks.persen, ringkas=teks.ringkas)
        self.fonts = FontConfiguration()
        self.no_fetch = URLFetcher(allowed_protocols=())  # what stands in a name must never open an address
        self.styles: dict[str, Any] = {}

    def write(self, template: str, values: dict[str, Any], target: Path) -> int:
        """Print one file; returns its number of pages. Data with many `baris` is laid out part by part."""
        if len(values.get("baris", ())) > ROWS_A_RENDERING:
            return self._write_long(template, values, target)
        paper = self.layout(template, {**values, "awal": True, "akhir": True, "sebelum": 0, "semua": None})
        slips = values.get("slip", ())
        if slips and len(paper.pages) > len(slips):  # long articles take lines that nobody could count beforehand
            paper = self.layout(template, {**values, "slip": [self._one_page(template, one) for one in slips]})
        paper.write_pdf(target)
        return len(paper.pages)

    def _one_page(self, template: str, slip: dict[str, Any]) -> dict[str, Any]:
        """The slip in the roomiest setting in which it keeps to one page, else in the closest."""
        for density in DENSITIES[DENSITIES.index(slip["kerapatan"]) :]:
            slip = {**slip, "kerapatan": density}
            if len(self.layout(template, {"slip": [slip]}).pages) == 1:
                break
        return slip

    def layout(self, template: str, values: dict[str, Any]) -> Any:
        html = self.jinja.get_template(template).render(values)
        sheets = [self._style("dasar.css"), self._style(template.replace(".html", ".css"))]
        return HTML(string=html, url_fetcher=self.no_fetch).render(stylesheets=sheets, font_config=self.fonts)

    def _style(self, name: str) -> Any:
        if name not in self.styles:
            text = (TEMPLATES / name).read_text(encoding="utf-8")
            self.styles[name] = CSS(string=text, font_config=self.fonts, url_fetcher=self.no_fetch)
        return self.styles[name]

    def _write_long(self, template: str, values: dict[str, Any], target: Path) -> int:
        """Twice through: once to find where pages end and how many there are, once to print them with that number."""
        from pypdf import PdfReader, PdfWriter  # 14 MB that only long lists need

        parts = list(self._cut(template, values))
        total, before, whole = sum(pages for _, _, pages in parts), 0, PdfWriter()
        for start, stop, pages in parts:
            paper = self.layout(template, _part(values, start, stop, before, total))
            part = PdfReader(BytesIO(paper.write_pdf()))
            whole.append(part)
            whole.metadata = whole.metadata if before else part.metadata
            before += pages
        whole.write(target)
        return before

    def _cut(self, template: str, values: dict[str, Any]) -> Iterator[tuple[int, int, int]]:
        """(first row, row after the last, pages) of parts that end where a page ends."""
        start, last = 0, len(values["baris"])
        while start < last:
            stop = min(start + ROWS_A_RENDERING, last)
            pages = self.layout(template, _part(values, start, stop, 0, 0)).pages
            full = len(pages)
            if stop < last:
                stop = min(int(name.removeprefix("b")) for name in pages[-1].anchors if name.startswith("b"))
                full -= 1
            yield start, stop, full
            start = stop


def _part(values: dict[str, Any], start: int, stop: int, before: int, total: int) -> dict[str, Any]:
    rows = values["baris"]
    ends = {"awal": start == 0, "akhir": stop == len(rows), "sebelum": before, "semua": total}
    return {**values, **ends, "baris": rows[start:stop]}
