"""One person of the morning: signs in, sees Beranda, writes one report with a photo and sees it. Each step is timed."""

import http.client
import io
import random
import re
import secrets
import ssl
import time
import urllib.parse
from datetime import date

from PIL import Image, ImageDraw

TOKEN = re.compile(rb'name="csrf_token" value="([0-9a-f]+)"')
FIELD = re.compile(rb'<input type="hidden" name="([a-z_]+)" value="([^"]*)"')
ERROR = re.compile(rb'<p class="error"[^>]*>([^<]*)|<div class="notice bad"[^>]*>\s*(?:<[^>]*>\s*)*([^<]*)')
AGENT = "Mozilla/5.0 (Linux; Android 12) Chrome/120"
TRUSTING = ssl._create_unverified_context()  # the certificate was made for this run
TEXT = "Menyusun daftar hadir rapat dan mengirimnya kepada atasan"
SIDE = (1280, 960)  # pixels, what the browser makes of a photo


class Wrong(RuntimeError):
    """An answer that a person would call an error."""


class Visitor:
    """A browser without JavaScript; `times` collects (step, seconds). `tls`: the port is nginx's."""

    def __init__(
        self, port: int, nip: str, password: str, times: list[tuple[str, float]], *, tls: bool = False
    ) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        if tls:
            self.line = http.client.HTTPSConnection("localhost", port, timeout=60, context=TRUSTING)
        self.nip, self.password, self.times = nip, password, times
        self.cookies: dict[str, str] = {}

    def morning(self, today: date, photo: bytes) -> bool:
        """All of it; False where there is no page for reports."""
        page = self.ask("sign-in page", "GET", "/masuk")
        self.send("sign-in", "/masuk", {"nip": self.nip, "kata_sandi": self.password}, page)
        self.ask("Beranda", "GET", "/")
        written = self.write_report(today, photo)
        self.line.close()
        return written

    def write_report(self, today: date, photo: bytes) -> bool:
        """One report of this morning with its photo, then the day on which it stands."""
        page = self.ask("report form", "GET", "/laporan/baru", missing=True)
        if page is None:
            return False
        fields = {name.decode(): value.decode() for name, value in FIELD.findall(page)}
        fields |= {
            "tanggal": today.isoformat(), "mulai": "00:00", "selesai": "00:30",  # has passed whenever this is run
            "uraian": TEXT,
        }  # fmt: skip
        self.upload("report with photo", "/laporan", fields, photo)
        self.ask("report seen", "GET", f"/laporan/{today.isoformat()}")
        return True

    def ask(self, step: str, method: str, path: str, body: bytes = b"", kind: str = "", *, missing: bool = False):
        """The page of an answer; a redirect after a change is not followed. Raises Wrong."""
        headers = {"User-Agent": AGENT, "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if kind:
            headers["Content-Type"] = kind
        begun = time.perf_counter()
        self.line.request(method, path, body or None, headers)
        answer = self.line.getresponse()
        page = answer.read()
        if missing and answer.status == 404:
            return None
        self.times.append((step, time.perf_counter() - begun))
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, rest = cookie.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        if answer.status != (303 if method == "POST" else 200):
            raise Wrong(f"{step}: {answer.status} {b'; '.join(b''.join(one) for one in ERROR.findall(page)).decode()}")
        return page

    def send(self, step: str, path: str, form: dict[str, str], seen: bytes) -> None:
        body = urllib.parse.urlencode({**form, "csrf_token": TOKEN.search(seen)[1].decode()}, doseq=True)
        self.ask(step, "POST", path, body.encode(), "application/x-www-form-urlencoded")

    def upload(self, step: str, path: str, form: dict[str, str], photo: bytes) -> None:
        edge = secrets.token_hex(12)
        parts = [f'--{edge}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in form.items()]
        head = f'--{edge}\r\nContent-Disposition: form-data; name="bukti"; filename="foto.jpg"\r\n'
        head += "Content-Type: image/jpeg\r\n\r\n"
        body = "".join(parts).encode() + head.encode() + photo + f"\r\n--{edge}--\r\n".encode()
        self.ask(step, "POST", path, body, f"multipart/form-data; boundary={edge}")


def base_photo() -> Image.Image:
    """A made-up photo that weighs about 100 KB as JPEG of quality 60."""
    noise = Image.effect_noise((SIDE[0] // 6, SIDE[1] // 6), 30).resize(SIDE, Image.Resampling.BICUBIC)
    return Image.merge("RGB", (noise, noise.transpose(Image.Transpose.FLIP_LEFT_RIGHT), noise))


def photo_of(base: Image.Image, nth: int) -> bytes:
    """The n-th person's own photo: another content each, as in life."""
    own = base.copy()
    rng = random.Random(nth)
    draw = ImageDraw.Draw(own)
    for _ in range(12):
        x, y = rng.randrange(SIDE[0] - 200), rng.randrange(SIDE[1] - 200)
        draw.rectangle((x, y, x + 180, y + 180), fill=tuple(rng.randrange(256) for _ in range(3)))
    out = io.BytesIO()
    own.save(out, "JPEG", quality=60)
    return out.getvalue()
