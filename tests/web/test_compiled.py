"""Templates compiled when a release is laid: a start finds all of them, and never one that no longer fits."""

import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import DictLoader

from appliance.web.compiled import Compiled, warm

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("jadi")
    (folder / "lama").write_text("of a template that is gone")
    subprocess.run([sys.executable, "-m", "appliance.web.compiled", folder], cwd=ROOT, check=True)
    return folder


def with_cache(app: Flask, folder: Path) -> list[str]:
    """The application reads from `folder`; gives the list in which every template that is compiled now is named."""
    compiled: list[str] = []
    really = app.jinja_env.compile

    def compile_(source: str, name: str | None = None, *rest: object, **more: object) -> object:
        compiled.append(str(name))
        return really(source, name, *rest, **more)  # type: ignore[call-overload]

    app.jinja_env.cache.clear()  # type: ignore[union-attr]
    app.jinja_env.bytecode_cache = Compiled(folder)
    app.jinja_env.compile = compile_  # type: ignore[assignment, method-assign]
    return compiled


def test_a_start_compiles_nothing_that_lies_there(app: Flask, made: Path) -> None:
    compiled = with_cache(app, made)
    warm(app)
    assert compiled == []
    assert b"Masuk" in app.test_client().get("/masuk").data


def test_what_is_not_there_is_compiled_as_ever_and_nothing_is_written(app: Flask, tmp_path: Path) -> None:
    compiled = with_cache(app, tmp_path)
    warm(app)
    assert len(compiled) > 100
    assert list(tmp_path.iterdir()) == [tmp_path / "data"]


def test_what_was_made_from_another_text_is_not_used(app: Flask, tmp_path: Path) -> None:
    for text in ("lama", "baru"):
        app.jinja_env.loader = DictLoader({"kata.html": text})
        app.jinja_env.cache.clear()  # type: ignore[union-attr]
        app.jinja_env.bytecode_cache = Compiled(tmp_path, writes=text == "lama")
        assert app.jinja_env.get_template("kata.html").render() == text


def test_what_no_template_is_called_by_is_cleared_away(made: Path) -> None:
    assert not (made / "lama").exists()
    assert {path.stat().st_mode & 0o777 for path in made.iterdir()} == {0o644}
