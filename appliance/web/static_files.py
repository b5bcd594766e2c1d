"""The few static files, under names that carry their content: a browser keeps them a year and asks once.

All of them are held in memory, plain and gzipped; together they are smaller than one photograph.
"""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from flask import Flask, Response, abort, current_app, request

FOLDER = Path(__file__).resolve().parents[2] / "static"


@dataclass(frozen=True, slots=True)
class StaticFile:
    """One file: its own name, its name with the hash of its content, its bytes."""

    name: str
    hashed: str
    mimetype: str
    plain: bytes
    zipped: bytes


def load(folder: Path = FOLDER) -> dict[str, StaticFile]:
    """All files of `folder` by their own name, hidden ones left out."""
    return {path.name: _read(path) for path in sorted(folder.iterdir()) if path.is_file() and path.name[0] != "."}


def _read(path: Path) -> StaticFile:
    plain = path.read_bytes()
    digest = hashlib.sha256(plain).hexdigest()[:10]
    mimetype = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return StaticFile(
        name=path.name,
        hashed=f"{path.stem}.{digest}{path.suffix}",
        mimetype=mimetype,
        plain=plain,
        zipped=gzip.compress(plain, 9, mtime=0),
    )


def build(target: Path, folder: Path = FOLDER) -> None:
    """Write each file of `folder` into `target` under its hashed name, and its compressed twin beside it, for nginx."""
    target.mkdir(parents=True, exist_ok=True)
    files = load(folder).values()
    wanted = {name: data for one in files for name, data in ((one.hashed, one.plain), (f"{one.hashed}.gz", one.zipped))}
    for path in target.iterdir():
        if path.name not in wanted:
            path.unlink()
    for name, data in wanted.items():
        fresh = target / f".{name}"
        fresh.write_bytes(data)
        fresh.chmod(0o644)
        fresh.replace(target / name)


def static_url(name: str) -> str:
    """The address of `app.css` and the like, with the hash of today. An unknown name raises KeyError: tests find it."""
    return f"/static/{current_app.extensions['static_files'][name].hashed}"


def serve(name: str) -> Response:
    """The file of that name; for good if the name carries today's hash, for this once if it is an older page's."""
    files: dict[str, StaticFile] = current_app.extensions["static_files"]
    parts = name.split(".")
    found = files.get(name) or files.get(".".join(parts[:-2] + parts[-1:]))
    if found is None:
        abort(404)
    zipped = "gzip" in request.accept_encodings
    response = Response(found.zipped if zipped else found.plain, mimetype=found.mimetype)
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    fresh = name == found.hashed
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if fresh else "no-cache"
    return response


def init_app(app: Flask) -> None:
    """Serves /static/<name> as endpoint `static` (give Flask `static_folder=None`) and offers `static_url`."""
    app.extensions["static_files"] = load()
    app.add_url_rule("/static/<name>", "static", serve)
    app.add_template_global(static_url)
