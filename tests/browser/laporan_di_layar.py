"""October so far, running: what the browser tests of reports and of the inbox share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

from playwright.sync_api import Browser, Page

from appliance.models import Laporan, Skp, bukti_dukung, db
from appliance.models.schema import bind
from tests.browser.kotak import Kotak, running
from tests.cast import NOW, Cast, build
from tests.oktober import live

WORK = "Rapat rencana kerja 🙂 <script>alert(1)</script>"


@contextmanager
def october(
    folder: Path, browser: Browser, pictures: Path, before: Callable[[Cast], None] = lambda cast: None
) -> Iterator[Kotak]:
    """The box on Monday the 19th; Siti has one target. `before` writes what stands there already."""
    cast = build(folder)
    bukti_dukung.bind(folder / "bukti")
    live(cast)
    Skp.create(pegawai=cast.siti.pegawai, bulan="2026-10", butir="1", rhk="Rencana kerja tersusun", indikator="Dokumen",
               satuan="dokumen", target=Decimal(4))  # fmt: skip
    before(cast)
    db.close()
    with running(Kotak(folder, NOW, cast, browser, pictures)) as box:
        yield box


def kept(kotak: Kotak) -> list[Laporan]:
    bind(kotak.data / "ekinerja.db")
    with db.connection_context():
        return list(Laporan.select())


def form(kotak: Kotak, page: Page) -> None:
    page.goto(kotak.url)
    page.get_by_role("link", name="Tulis laporan").first.click()
    page.fill("textarea[name=uraian]", WORK)
