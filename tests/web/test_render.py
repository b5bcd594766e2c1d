"""One truth for the page and for the element that htmx swaps."""

import pytest
from flask import Flask, Response

from appliance.web.render import fragment_or_page, notice, page, redirect_303
from tests.web.bare import bare_app

HTMX = {"HX-Request": "true"}


@pytest.fixture
def app() -> Flask:
    app = bare_app()

    def row() -> Response:
        return fragment_or_page("parts/_top.html", "errors/404.html", viewer={"nama": "Siti", "unit": "Dinkes"})

    def save() -> Response:
        notice("Cuti Budi tersimpan.")
        return redirect_303("/row")

    app.add_url_rule("/row", "row", row)
    app.add_url_rule("/save", "save", save, methods=["POST"])
    app.add_url_rule("/refused", "refused", lambda: page("errors/400.html", 422, reason="Tanggal kosong"))
    return app


def test_without_htmx_the_whole_page_comes(app: Flask) -> None:
    response = app.test_client().get("/row")
    assert "<html" in response.text
    assert "Siti" in response.text
    assert "HX-Request" in response.headers["Vary"]


def test_htmx_gets_the_one_element(app: Flask) -> None:
    text = app.test_client().get("/row", headers=HTMX).text
    assert "Siti" in text
    assert "<html" not in text
    assert "pemberitahuan" not in text


@pytest.mark.parametrize("extra", [{"HX-Boosted": "true"}, {"HX-History-Restore-Request": "true"}])
def test_a_boosted_link_or_a_restored_page_is_whole(app: Flask, extra: dict[str, str]) -> None:
    assert "<html" in app.test_client().get("/row", headers=HTMX | extra).text


def test_a_change_answers_303_and_the_notice_is_seen_once(app: Flask) -> None:
    client = app.test_client()
    response = client.post("/save")
    assert (response.status_code, response.headers["Location"]) == (303, "/row")
    assert "Cuti Budi tersimpan." in client.get("/row").text
    assert "Cuti Budi tersimpan." not in client.get("/row").text


def test_a_change_by_htmx_sends_it_to_the_page(app: Flask) -> None:
    response = app.test_client().post("/save", headers=HTMX)
    assert response.status_code == 200
    assert response.headers["HX-Redirect"] == "/row"


def test_a_notice_travels_beside_the_fragment(app: Flask) -> None:
    client = app.test_client()
    client.post("/save")
    text = client.get("/row", headers=HTMX).text
    assert 'hx-swap-oob="true"' in text
    assert "Cuti Budi tersimpan." in text


def test_a_refusal_is_422_and_says_why(app: Flask) -> None:
    response = app.test_client().get("/refused")
    assert response.status_code == 422
    assert "Tanggal kosong" in response.text


def test_an_unknown_tone_is_refused(app: Flask) -> None:
    with app.test_request_context("/"), pytest.raises(ValueError, match="nada"):
        notice("x", "merah")
