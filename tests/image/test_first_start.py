"""An old PC with 512 MB, a disk onto which the image was written, and a stick with the answers."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from appliance.models.totp import code_of, step_at
from tests.image.conftest import ADDRESS, ANSWERS
from tests.image.guest import Guest, new_disk, running, stick

pytestmark = pytest.mark.long
HTTPS, HTTP, PUSH = 26043, 26080, 26081
PORTS = {HTTPS: 443, HTTP: 80, PUSH: 8081}
PASSWORD = "kuda-baterai-staples-7"
MEMORY = 180  # MB in use at rest, of 512


@pytest.fixture(scope="module", params=["bios", "uefi"])
def box(request: pytest.FixtureRequest, image: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guest]:
    """A box after its first start by a stick, its codes written down and the status page on its screen."""
    folder = tmp_path_factory.mktemp(request.param)
    disk, answers = new_disk(image, folder / "disk.qcow2"), stick(folder / "stik.img", {"jawaban.txt": ANSWERS})
    with running(folder, disk, ports=PORTS, uefi=request.param == "uefi", sticks=[answers]) as guest:
        if request.param == "bios":
            guest.wait_for("Mulai sendiri", 600)
            guest.picture(folder / "menu.png")
        for words, name in (("Memasang.", "pertama"), ("Tulis kode di atas", "kode")):
            guest.wait_for(words, 3600)
            guest.picture(folder / f"{name}.png")
        guest.write_line("")
        guest.wait_for("melayani", 1800)
        time.sleep(5)
        guest.picture(folder / "keadaan.png")
        yield guest


def clock_of(page: Page) -> int:
    """The box's own time: its clock counts instructions, so it runs behind ours on a busy machine."""
    return int(parsedate_to_datetime(page.evaluate("fetch('/sehat').then(r => r.headers.get('date'))")).timestamp())


def activate(page: Page, kode: str) -> None:
    page.goto(f"https://{ADDRESS}/aktivasi")
    for name, text in (("nip", "admin"), ("kode", kode), ("kata_sandi", PASSWORD), ("ulangi", PASSWORD)):
        page.fill(f"input[name={name}]", text)
    page.keyboard.press("Enter")
    secret = page.text_content("code") or ""
    page.fill("input[name=kode]", code_of(secret.replace(" ", ""), step_at(clock_of(page))))
    page.keyboard.press("Enter")


def test_the_administrator_signs_in_with_the_code_of_the_screen(box: Guest) -> None:
    kode = re.search(r"nama masuk: admin\), berlaku 14 hari:\s+(\S+)", box.said())
    assert kode, "no code on the screen"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=[
            "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            f"--host-resolver-rules=MAP {ADDRESS} 127.0.0.1:{HTTPS}",
        ])  # fmt: skip
        page = browser.new_page(ignore_https_errors=True)
        page.set_default_timeout(300_000)
        activate(page, kode[1])
        page.wait_for_url(lambda url: "/masuk" not in url and "/aktivasi" not in url)
        assert page.url.startswith(f"https://{ADDRESS}/pengenalan")  # the three pages that greet who is new
        browser.close()


def test_the_screen_says_how_the_box_is_and_the_codes_are_gone(box: Guest) -> None:
    box.wait_for("belum pernah", 600)  # the first page comes before the records were looked at
    pages = box.said().split("E-KINERJA  Kabupaten Uji Coba")
    page = next(page for page in reversed(pages) if "Pemulihan: pilih" in page)  # the last that stands whole
    for words in (f"https://{ADDRESS}/", "10.77.0.2", "baik, melayani", "belum pernah"):
        assert words in page
    told = re.search(r"Jam kotak +(\d\d-\d\d-\d{4}) ", page)
    assert told and abs((datetime.strptime(told[1], "%d-%m-%Y") - datetime.now()).days) <= 1


def test_at_rest_a_third_of_the_memory_is_used(box: Guest) -> None:
    time.sleep(120)
    used = re.findall(r"Memori terpakai +(\d+) dari (\d+) MB", box.said())[-1]
    print(f"\nmemory at rest: {used[0]} of {used[1]} MB")
    assert int(used[0]) <= MEMORY


def test_the_power_button_stops_it_in_order(box: Guest) -> None:
    box.press_power_button(1800)
    assert box.process.returncode == 0
