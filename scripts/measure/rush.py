"""People who come at a fixed rate, whatever the box answers: `python -m measure.rush` with JSON on stdin.

Told: {"port", "cores", "plan": [[rate, seconds], ...], "people": [[cookie, csrf token], ...], "day", "from"}. Says one
JSON line: of every request when it began, its step, the status (0: no answer) and the seconds it took; and the reports
that were acknowledged.
"""

import asyncio
import json
import os
import sys
import time
import urllib.parse

STEPS = ("/", "/kehadiran", "/laporan/baru", "/tpp", "/akun", "report")
LIMIT = 60  # seconds after which a person gives up


async def ask(port: int, cookie: str, path: str, body: bytes = b"") -> int:
    """The status of one request on a connection of its own."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"{'POST' if body else 'GET'} {path} HTTP/1.1\r\nHost: kotak\r\nCookie: {cookie}\r\nConnection: close\r\n"
    if body:
        head += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
    writer.write(head.encode() + b"\r\n" + body)
    try:
        answer = await reader.read()
        return int(answer.split(b" ", 2)[1]) if answer else 0
    finally:
        writer.close()


async def person(told: dict, nth: int, begun: float, found: list, kept: list) -> None:
    cookie, token = told["people"][nth % len(told["people"])]
    step, at, body = STEPS[nth % len(STEPS)], time.monotonic(), b""
    text = f"laporan ke-{nth}"
    if step == "report":
        visit = nth // len(told["people"]) + told["from"]
        form = {"tanggal": told["day"], "mulai": f"{visit // 60:02}:{visit % 60:02}",
                "selesai": f"{(visit + 1) // 60:02}:{(visit + 1) % 60:02}", "uraian": text, "butir_skp": "",
                "volume": "", "kunci_kirim": f"{nth:032x}", "csrf_token": token}  # fmt: skip
        body = urllib.parse.urlencode(form).encode()
    try:
        path = "/laporan" if body else step
        status = await asyncio.wait_for(ask(told["port"], cookie, path, body), LIMIT)
    except (OSError, TimeoutError, asyncio.IncompleteReadError):
        status = 0
    found.append((at - begun, step, status, time.monotonic() - at))
    if body and status == 303:
        kept.append(text)


async def crowd(told: dict) -> dict:
    found: list = []
    kept: list = []
    running, nth, begun = [], 0, time.monotonic()
    due = begun
    for rate, seconds in told["plan"]:
        for _ in range(int(rate * seconds)):
            due += 1 / rate
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            running.append(asyncio.create_task(person(told, nth, begun, found, kept)))
            nth += 1
    await asyncio.gather(*running)
    return {"found": found, "kept": kept}


def main() -> None:
    told = json.load(sys.stdin)
    if told["cores"]:
        os.sched_setaffinity(0, told["cores"])
    print(json.dumps(asyncio.run(crowd(told))))


main()
