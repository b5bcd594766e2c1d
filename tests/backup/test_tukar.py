"""The exchange of folders, cut off at each of its steps: what stood there before is always somewhere, whole."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from appliance.backup import tukar
from appliance.backup.tukar import UNPROVEN, fresh_beside, settle_interrupted, swap

NOW = datetime(2026, 11, 25, 21, 40)


def folder(path: Path, text: str) -> Path:
    path.mkdir()
    (path / "ekinerja.db").write_text(text)
    return path


def texts(top: Path) -> dict[str, str]:
    return {path.name: (path / "ekinerja.db").read_text() for path in top.iterdir() if (path / "ekinerja.db").exists()}


def test_the_new_takes_the_place_and_the_old_gets_a_dated_name(tmp_path: Path) -> None:
    data = folder(tmp_path / "data", "lama")
    fresh = fresh_beside(data, NOW)
    (fresh / "ekinerja.db").write_text("baru")
    assert swap(fresh, data, NOW) == tmp_path / "data.sebelum-2026-11-25-2140"
    assert texts(tmp_path) == {"data": "baru", "data.sebelum-2026-11-25-2140": "lama"}


def test_where_nothing_can_be_exchanged_two_renames_serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tukar, "_exchange", lambda one, other: False)
    data = folder(tmp_path / "data", "lama")
    fresh = folder(tmp_path / "x", "baru")
    swap(fresh, data, NOW)
    assert texts(tmp_path) == {"data": "baru", "data.sebelum-2026-11-25-2140": "lama"}


def test_cut_off_between_the_exchange_and_the_name(tmp_path: Path) -> None:
    """The new one stands in the place with its mark; the old one bears the name of the new one."""
    folder(tmp_path / "data", "baru")
    (tmp_path / "data" / UNPROVEN).touch()
    folder(tmp_path / ".data.pulih-20261125-213900-77", "lama")
    settle_interrupted(tmp_path / "data", NOW)
    fresh_beside(tmp_path / "data", NOW)
    assert texts(tmp_path) == {"data": "baru", "data.sebelum-2026-11-25-2140": "lama"}


def test_cut_off_before_the_exchange_leaves_nothing_of_the_half_one(tmp_path: Path) -> None:
    folder(tmp_path / "data", "lama")
    half = folder(tmp_path / ".data.pulih-20261125-213900-77", "separuh")
    (half / UNPROVEN).touch()
    settle_interrupted(tmp_path / "data", NOW)
    fresh_beside(tmp_path / "data", NOW)
    assert texts(tmp_path) == {"data": "lama"}


def test_two_of_the_same_minute_get_two_names(tmp_path: Path) -> None:
    data = folder(tmp_path / "data", "satu")
    for text in ("dua", "tiga"):
        swap(folder(tmp_path / "x", text), data, NOW)
    assert sorted(texts(tmp_path).values()) == ["dua", "satu", "tiga"]
