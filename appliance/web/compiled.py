"""Templates that were compiled when the release was laid: reading all of them took more of a start than all else.

Our user may not write beside the program, so what is not there, or was made from another text, is compiled as ever.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache

FOLDER = Path(__file__).resolve().parents[2] / "build/templates"


class Compiled(BytecodeCache):
    """One file a template in `folder`, named by the template; Jinja itself looks whether it fits text and Python."""

    def __init__(self, folder: Path, *, writes: bool = False) -> None:
        self.folder, self.writes = folder, writes
        self.written: set[str] = set()

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return super().get_cache_key(name)

    def load_bytecode(self, bucket: Bucket) -> None:
        if self.writes:
            return
        try:
            data = (self.folder / bucket.key).read_bytes()
        except OSError:
            return
        bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if not self.writes:
            return
        fresh = self.folder / f".{bucket.key}"
        fresh.write_bytes(bucket.bytecode_to_string())
        fresh.chmod(0o644)
        fresh.replace(self.folder / bucket.key)
        self.written.add(bucket.key)


def warm(app: Flask) -> None:
    """Read every template once, so that the first person of the morning does not wait for it."""
    for name in app.jinja_env.list_templates(extensions=["html"]):
        if not name.startswith("documents/"):
            app.jinja_env.get_template(name)


def build(folder: Path) -> None:
    """Compile every template anew into `folder`, and leave nothing else there."""
    from appliance.settings import parse
    from appliance.web.app import create_app

    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        app = create_app(parse({"EKINERJA_DATA": data}))
        cache = Compiled(folder, writes=True)
        app.jinja_env.bytecode_cache = cache
        app.jinja_env.cache.clear()  # type: ignore[union-attr]
        warm(app)
    for path in folder.iterdir():
        if path.name not in cache.written:
            path.unlink()


def init_app(app: Flask) -> None:
    app.jinja_env.bytecode_cache = Compiled(FOLDER)


if __name__ == "__main__":
    build(Path(sys.argv[1]))
