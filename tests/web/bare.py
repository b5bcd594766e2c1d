"""An app with nothing but the kit, and every template in the tree by its name."""

from pathlib import Path

from flask import Flask

from appliance.web import render, static_files, teks

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
STATIC = TEMPLATES.parent / "static"
SOURCES = {str(path.relative_to(TEMPLATES)): path.read_text() for path in sorted(TEMPLATES.rglob("*.html"))}
SCREENS = {name: text for name, text in SOURCES.items() if not name.startswith("documents/")}  # paper has no policy


def bare_app() -> Flask:
    app = Flask("bare", template_folder=str(TEMPLATES), static_folder=None)
    app.secret_key = "only for these tests"
    for part in (render, teks, static_files):
        part.init_app(app)
    return app


def rendered(source: str, **context: object) -> str:
    """`source` with the kit imported, as a page would use it."""
    app = bare_app()
    with app.test_request_context("/"):
        return app.jinja_env.from_string('{% import "_kit.html" as kit %}' + source).render(**context)
