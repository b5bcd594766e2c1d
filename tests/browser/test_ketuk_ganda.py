"""A second tap while the first is on its way: one report, and the person reads that it was sent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.kotak import Kotak
from tests.browser.laporan_di_layar import WORK, form, kept, october

SAID = "Laporan terkirim 09.30, menunggu atasan."


@pytest.fixture
def kotak(own_folder: Path, browser: Browser, pictures: Path) -> Iterator[Kotak]:
    with october(own_folder, browser, pictures) as box:
        yield box


def held(page: Page) -> list[Route]:
    """Reports on their way that have not reached the server."""
    found: list[Route] = []
    page.route("**/laporan", lambda route: found.append(route) if route.request.method == "POST" else route.continue_())
    return found


def tap(page: Page, times: int) -> None:
    """With a finger, which waits for nothing."""
    button = page.get_by_role("button", name="Kirim")
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box is not None
    for _ in range(times):
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_a_second_tap_sends_nothing_and_the_notice_is_read(kotak: Kotak) -> None:
    """Each send that was answered opened the day's page again, and the first opening read the notice away."""
    page = kotak.page("siti")
    form(kotak, page)
    sent = held(page)
    tap(page, 3)
    page.wait_for_timeout(300)
    assert len(sent) == 1
    sent[0].continue_()
    expect(page.locator("#pemberitahuan")).to_contain_text(SAID)
    assert [one.uraian for one in kept(kotak)] == [WORK]


def test_without_a_script_the_second_answer_says_the_same_as_the_lost_first(kotak: Kotak) -> None:
    page = kotak.page("siti", javascript=False)
    form(kotak, page)
    sent = held(page)
    tap(page, 2)
    page.wait_for_timeout(300)
    assert sent
    for lost in sent[:-1]:  # it arrived, and the browser had turned away from its answer
        arrived = page.request.post(
            f"{kotak.url}/laporan", data=lost.request.post_data_buffer, max_redirects=0,
            headers={"Content-Type": lost.request.headers["content-type"]},
        )  # fmt: skip
        assert arrived.status == 303
    sent[-1].continue_()
    expect(page.locator("#pemberitahuan")).to_have_text(SAID)
    assert [one.uraian for one in kept(kotak)] == [WORK]
