"""Signing in over HTTP as a person does: password, then where a role is held the code that the phone would show."""

from __future__ import annotations

import re
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path

from appliance.models import totp

TOKEN = re.compile(r'name="csrf_token" value="([0-9a-f]+)"')


@dataclass(frozen=True, slots=True)
class Akun:
    """An account of demo-akun.txt; `rahasia` is empty where no second step is asked."""

    peran: str
    login: str
    sandi: str
    rahasia: str


def accounts(path: Path) -> list[Akun]:
    """The accounts that the demonstration wrote down."""
    found = []
    for line in path.read_text("utf-8").splitlines():
        words = line.split()
        if len(words) > 3 and re.fullmatch(r"\d{18}", words[1]):
            secret = re.search(r"TOTP ([A-Z2-7]{32})", line)
            found.append(Akun(words[0], words[1], words[2], secret[1] if secret else ""))
    return found


def code_now(rahasia: str) -> str:
    """What the phone shows at this moment."""
    return totp.code_of(rahasia, totp.step_at(int(time.time())))


class Peramban:
    """A browser without JavaScript at `base` (http://127.0.0.1:8080); `trust` is the authority of an encrypted one."""

    def __init__(self, base: str, trust: Path | None = None) -> None:
        self.base = base
        context = ssl.create_default_context(cafile=str(trust)) if trust else None
        self.open = urllib.request.build_opener(
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPCookieProcessor(CookieJar()),
            urllib.request.HTTPSHandler(context=context),
        ).open

    def get(self, path: str) -> str:
        with self.open(self.base + path, timeout=60) as answer:
            return str(answer.read().decode())

    def send(self, path: str, form: dict[str, str], seen: str) -> tuple[str, str]:
        """Send a form of the page `seen`; gives the address where it ended and the page."""
        token = TOKEN.search(seen)
        assert token is not None, "the page has no form"
        body = urllib.parse.urlencode({**form, "csrf_token": token[1]}).encode()
        with self.open(self.base + path, body, timeout=60) as answer:
            return str(answer.url).removeprefix(self.base), str(answer.read().decode())

    def sign_in(self, akun: Akun) -> str:
        """Through both steps; gives the first page. A code that was used a moment ago is waited out."""
        where, page = self.send("/masuk", {"nip": akun.login, "kata_sandi": akun.sandi}, self.get("/masuk"))
        while where.startswith("/masuk/dua-langkah"):
            try:
                where, page = self.send("/masuk/dua-langkah", {"kode": code_now(akun.rahasia)}, page)
            except urllib.error.HTTPError as refused:
                if "sudah dipakai" not in refused.read().decode():
                    raise
                time.sleep(5)
        return page

    def activate(self, login: str, kode: str, sandi: str) -> str:
        """Use a one-time code and set up the second step, as the page shows its secret; gives the first page."""
        form = {"nip": login, "kode": kode, "kata_sandi": sandi, "ulangi": sandi}
        where, page = self.send("/aktivasi", form, self.get("/aktivasi"))
        if where.startswith("/masuk/dua-langkah"):
            secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)
            assert secret is not None, page
            _, page = self.send("/masuk/dua-langkah", {"kode": code_now(secret[1].replace(" ", ""))}, page)
        return page
