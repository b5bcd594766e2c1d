"""The first start: looks at the PC, gets the answers from a stick or a person, and lets scripts/install do the rest.

Cut off anywhere it begins again at the next start, and scripts/install goes on where it was. Nothing is changed before
all answers are known to be good.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import machine
import network
import sticks
from screen import Screen

PROGRAM = Path("/opt/ekinerja/kini")
KEPT = Path("/etc/ekinerja/jawaban")
DONE = Path("/etc/ekinerja/terpasang")
GIVEN = Path("/run/kotak/jawaban.txt")
HOUR = 3600

WELCOME = """
  E-KINERJA - pemasangan pertama

  Pasang stik USB yang memuat jawaban.txt, lalu tunggu. Cara membuatnya
  ada di buku petunjuk.

  Tanpa stik: ketik T lalu Enter untuk menjawab di layar ini.
"""


NO_CABLE = (
    "Kabel jaringan belum terpasang, atau ujung yang lain mati. Pemasangan diteruskan; orang baru dapat masuk setelah "
    "kabelnya terpasang."
)


def first(screen: Screen) -> None:
    screen.clear()
    while wrong := machine.faults():
        screen.say("E-Kinerja belum dapat dipasang di komputer ini:")
        for reason in wrong:
            screen.say(f"  - {reason}")
        screen.say("Tidak ada yang diubah. Matikan dengan tombol daya.")
        screen.listen(HOUR)
    if KEPT.exists():
        screen.say("Pemasangan yang terputus dilanjutkan dengan jawaban yang disimpan.")
        if install(screen, KEPT):
            finish(screen)
            return
    while not install(screen, answers(screen)):
        screen.say("Pemasangan belum selesai; data yang sudah ada tidak diubah. Tekan Enter untuk mencoba lagi.")
        screen.listen(HOUR)
    finish(screen)


def answers(screen: Screen) -> Path:
    """A checked file of answers, from a stick or from a person."""
    looked: set[tuple[str, str]] = set()
    screen.say(WELCOME)
    while True:
        found = _from_sticks(screen, looked)
        if found:
            return found
        typed = screen.listen(HOUR, until=partial(_differs, looked))
        if typed is not None and typed.lower() == "t":
            return _from_person(screen)
        if typed is not None:
            looked.clear()
            screen.say("Mencari jawaban.txt di stik...")


def _differs(looked: set[tuple[str, str]]) -> bool:
    return sticks.present() != looked


def _from_sticks(screen: Screen, looked: set[tuple[str, str]]) -> Path | None:
    there = sticks.present()
    fresh = there - looked
    looked.clear()
    looked.update(there)
    if not fresh:
        return None
    try:
        files = sticks.copy_answers()
    except sticks.Pulled:
        screen.say(
            "Stik tercabut, atau tidak dapat dibaca, sebelum selesai disalin. Tidak ada yang diubah. Pasang lagi."
        )
        return None
    if len(files) > 1:
        screen.say("Ada lebih dari satu stik dengan jawaban.txt. Cabut yang tidak dipakai, lalu tekan Enter.")
        return None
    if not files:
        screen.say("Stik itu tidak memuat jawaban.txt di folder teratasnya.")
        return None
    screen.say("jawaban.txt sudah disalin; stik boleh dicabut.")
    return _checked(screen, files[0].read_bytes(), files[0].parent)


def _checked(screen: Screen, data: bytes, folder: Path) -> Path | None:
    """Our own lines and scripts/install's, each looked at by who knows them; the address is set once all are good."""
    try:
        own, rest = network.split(data.decode("utf-8"))
        text = network.settings(own)
    except UnicodeDecodeError:
        return _refused(screen, "jawaban.txt bukan teks UTF-8; simpan lagi sebagai teks biasa (Notepad: UTF-8).")
    except network.Wrong as wrong:
        return _refused(screen, f"jawaban.txt: {wrong}")
    GIVEN.parent.mkdir(parents=True, exist_ok=True)
    # A file that lies beside the answers may be named without its folder.
    for path in folder.iterdir():
        rest = rest.replace(f"= {path.name}\n", f"= {path}\n")
    GIVEN.write_text(rest, encoding="utf-8")
    done = run("--periksa-jawaban", "--jawaban", str(GIVEN))
    if done.returncode != 0:
        return _refused(screen, done.stdout.replace(str(GIVEN), "jawaban.txt"))
    network.apply(text)
    return GIVEN


def _refused(screen: Screen, why: str) -> None:
    screen.say(f"Jawaban belum dapat dipakai:\n{why.strip()}")
    screen.say(
        "Betulkan berkasnya di komputer lain, lalu pasang lagi stiknya. Atau ketik T lalu Enter untuk menjawab di sini."
    )


def _from_person(screen: Screen) -> Path:
    sys.path.insert(0, str(PROGRAM / "scripts"))
    from installer import answers as asking  # type: ignore[import-not-found]

    own: dict[str, str] = {}
    while True:
        screen.say("\nAlamat jaringan kotak ini?\n  otomatis: diberi oleh jaringan. Tetap: misalnya 192.168.1.10/24")
        own["ip"] = screen.ask("  [otomatis] ") or "otomatis"
        if own["ip"] != "otomatis":
            own["gerbang"] = screen.ask("  Gerbang (router), misalnya 192.168.1.1: ")
            own["dns"] = screen.ask("  Server DNS, misalnya 192.168.1.1: ")
        given = asking.by_asking(screen.ask, screen.say)
        lines = given.text() + "".join(f"{name} = {text}\n" for name, text in own.items() if text)
        file = _checked(screen, lines.encode(), sticks.COPY if sticks.COPY.is_dir() else Path("/run/kotak"))
        if file:
            return file
        own = {}


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([PROGRAM / "scripts/install", *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          stdin=subprocess.DEVNULL, text=True, check=False)  # fmt: skip


def install(screen: Screen, file: Path) -> bool:
    """Let scripts/install do it, its words on the screen as they come."""
    if not machine.has_cable():
        screen.say(NO_CABLE)
    screen.say("Memasang. Jangan matikan; bila listrik padam, pemasangan dilanjutkan saat menyala lagi.")
    command = [PROGRAM / "scripts/install", "--isi", "--jawaban", str(file)]
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert process.stdout is not None
    for line in process.stdout:
        screen.say(line.rstrip("\n"))
    return process.wait() == 0


def finish(screen: Screen) -> None:
    """From now on the screen shows how the box is; what was printed once stays until somebody has written it down."""
    with DONE.open("w", encoding="ascii") as mark:
        mark.write("1\n")
        os.fsync(mark.fileno())
    shutil.rmtree(sticks.COPY, ignore_errors=True)
    GIVEN.unlink(missing_ok=True)
    where = ", ".join(machine.addresses()) or "belum ada; periksa kabelnya"
    screen.say(f"\nSelesai. Nomor jaringan kotak ini: {where}")
    screen.say("Tulis kode di atas, bila ada, di kertas; lalu tekan Enter. Setelah itu kode tidak tampil lagi.")
    screen.listen(24 * HOUR)
    screen.clear()
    subprocess.run(["systemctl", "--no-block", "start", "ssh.service", "kotak-layar.service"], check=False)
