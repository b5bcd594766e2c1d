"""Siti's people on one page, found by a part of the name or of the NIP."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cast import Cast
from tests.web.conftest import Browser


@pytest.mark.parametrize(
    ("sought", "there", "gone"),
    [("", "Budi", ""), ("bUd", "Budi", "Wati"), ("19910506", "Budi", "Wati"), ("2015", "", "Budi")],
)
def test_people_are_found_by_name_and_nip(
    cast: Cast, as_: Callable[[str], Browser], sought: str, there: str, gone: str
) -> None:
    assert cast.budi.nip.startswith("19910506")
    text = as_("siti").get(f"/bawahan?cari={sought}").text
    main = text[text.index("<main") :]
    assert there in main
    assert not gone or gone not in main


def test_a_page_beyond_the_last_is_empty_and_a_stranger_is_not_listed(as_: Callable[[str], Browser]) -> None:
    assert as_("siti").get("/bawahan?hal=9").status_code == 200
    assert "Joko" not in as_("siti").get("/bawahan").text
