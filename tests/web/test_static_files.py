"""A browser keeps the files a year and still never shows yesterday's look."""

import gzip

from tests.web.bare import STATIC, bare_app


def url_of(name: str) -> str:
    app = bare_app()
    with app.test_request_context("/"):
        return str(app.jinja_env.globals["static_url"](name))  # type: ignore[operator]


def test_the_address_carries_the_content_and_is_kept_for_a_year() -> None:
    response = bare_app().test_client().get(url_of("app.css"))
    assert response.status_code == 200
    assert response.mimetype == "text/css"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.data == (STATIC / "app.css").read_bytes()


def test_a_browser_that_can_gets_it_gzipped() -> None:
    response = bare_app().test_client().get(url_of("htmx.min.js"), headers={"Accept-Encoding": "gzip, br"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response.headers["Vary"]
    assert gzip.decompress(response.data) == (STATIC / "htmx.min.js").read_bytes()
    assert len(response.data) < 20_000


def test_a_page_from_before_an_update_still_finds_its_style_but_does_not_keep_it() -> None:
    response = bare_app().test_client().get("/static/app.0000000000.css")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-cache"


def test_nothing_else_is_served() -> None:
    client = bare_app().test_client()
    for name in ("tidak-ada.css", "app", "..%2fpyproject.toml", ".hidden", "../STYLE.md"):
        assert client.get(f"/static/{name}").status_code in (404, 308), name
