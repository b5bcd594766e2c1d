"""Running restic, age and tar: what they need is handed over by pipes, so that no secret stands among the arguments."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from appliance.backup.gagal import CadanganGagal, explain

# One core and little memory: restic collects its garbage early and packs one file at a time.
QUIET = ("env", "GOGC=20", "GOMAXPROCS=1", "LC_ALL=C.UTF-8")


def require(name: str) -> str:
    """The program's path. Raises CadanganGagal when it is not installed."""
    found = shutil.which(name)
    if found is None:
        raise CadanganGagal(f"program {name} belum terpasang; jalankan scripts/setup")
    return found


@contextmanager
def secret(value: bytes) -> Iterator[int]:
    """A pipe from which a child may read `value` once, as /dev/fd/N."""
    reading, writing = os.pipe()
    try:
        os.write(writing, value)  # a key is far smaller than a pipe
        os.close(writing)
        yield reading
    finally:
        os.close(reading)


def run(
    command: Sequence[str], *, secrets: Sequence[bytes] = (), cwd: Path | None = None, accept: tuple[int, ...] = (0,)
) -> str:
    """What the program printed. `{0}`, `{1}` in the command become paths of the secrets. Raises CadanganGagal."""
    require(command[0])
    with ExitStack() as stack:
        filled, pipes = _fill(command, secrets, stack)
        done = subprocess.run(
            [*QUIET, *filled], stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", cwd=cwd,
            pass_fds=pipes, check=False,
        )  # fmt: skip
    if done.returncode not in accept:
        raise explain(done.stderr.strip() or done.stdout)
    return done.stdout


def pipe(
    first: Sequence[str], second: Sequence[str], *, secrets: Sequence[bytes] = (), into: Path | None = None,
    early: bool = False,
) -> bytes:  # fmt: skip
    """`first | second`: what `second` printed, or nothing when it goes `into` a file. Raises CadanganGagal.

    `secrets` are for `first`. With `early` the second may have read enough before the first is done.
    """
    require(first[0])
    require(second[0])
    with ExitStack() as stack:
        filled, pipes = _fill(first, secrets, stack)
        told = [stack.enter_context(TemporaryFile()) for _ in range(2)]
        out: Any = stack.enter_context(into.open("wb")) if into is not None else subprocess.PIPE
        one = subprocess.Popen([*QUIET, *filled], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=told[0],
                               pass_fds=pipes)  # fmt: skip
        assert one.stdout is not None
        two = subprocess.Popen([*QUIET, *second], stdin=one.stdout, stdout=out, stderr=told[1])
        one.stdout.close()  # so that the first hears when the second has gone
        printed, _ = two.communicate()
        codes = (one.wait(), two.returncode)
        if codes[1] or (codes[0] and not early):
            raise explain(_said(told[0]) or _said(told[1]))
        if into is not None:
            os.fsync(out.fileno())
    return printed or b""


def _fill(command: Sequence[str], secrets: Sequence[bytes], stack: ExitStack) -> tuple[list[str], list[int]]:
    pipes = [stack.enter_context(secret(value)) for value in secrets]
    names = {f"{{{nth}}}": f"/dev/fd/{pipe}" for nth, pipe in enumerate(pipes)}
    return [names.get(part, part) for part in command], pipes


def _said(errors: IO[bytes]) -> str:
    errors.seek(0)
    return errors.read().decode(errors="replace").strip()
