"""The macros: what was typed stays, what is wrong stands beside its field, nothing given becomes markup."""

import re
from datetime import date
from types import SimpleNamespace

import pytest
from werkzeug.datastructures import MultiDict

from tests.web.bare import SOURCES, TEMPLATES, bare_app, rendered

TYPED = MultiDict({"alasan": '"><script>x', "jenis": "sakit", "mulai": "2026-10-05"})


def test_a_refused_field_keeps_its_value_and_names_its_error() -> None:
    html = rendered(
        '{{ kit.field("mulai", "Mulai", v, {"mulai": "Tanggal lewat."}, type="date", hint="hari pertama") }}', v=TYPED
    )
    assert 'value="2026-10-05"' in html
    assert 'aria-invalid="true"' in html
    described = re.search(r'aria-describedby="([^"]+)"', html)
    assert described
    for identity in described.group(1).split():
        assert f'id="{identity}"' in html
    assert '<label for="f-mulai">' in html
    assert "Tanggal lewat." in html


def test_a_field_that_was_not_sent_is_empty() -> None:
    html = rendered('{{ kit.field("nomor", "Nomor", v, {}) }}', v=TYPED)
    assert 'value=""' in html
    assert "aria-invalid" not in html


def test_what_is_typed_never_becomes_markup() -> None:
    for source in ('{{ kit.field("alasan", "Alasan", v) }}', '{{ kit.field("alasan", "Alasan", v, rows=3) }}'):
        assert "<script>" not in rendered(source, v=TYPED)


def test_a_choice_is_kept_even_when_it_is_a_number() -> None:
    assert '<option value="sakit" selected>' in rendered(
        '{{ kit.select("jenis", "Jenis", [("tahunan", "T"), ("sakit", "S")], v) }}', v=TYPED
    )
    assert '<option value="9" selected>' in rendered(
        '{{ kit.select("kelas", "Kelas", [(8, "8"), (9, "9")], {"kelas": "9"}) }}'
    )


def test_a_password_is_never_written_back() -> None:
    assert "rahasia" not in rendered('{{ kit.field("s", "Sandi", {"s": "rahasia"}, type="password") }}')


def test_a_form_posts_with_its_token_and_takes_htmx_attributes() -> None:
    html = rendered('{% call kit.form("/cuti", hx_post="/cuti", data_confirm="Hapus?") %}isi{% endcall %}')
    for part in ('method="post"', 'action="/cuti"', 'name="csrf_token"', 'hx-post="/cuti"', 'data-confirm="Hapus?"'):
        assert part in html, part


def test_a_month_begins_under_its_weekday_and_tells_each_day() -> None:
    days = [
        SimpleNamespace(tanggal=date(2026, 10, 1), keadaan="hadir", href="/h/1?a=1&b=2", uraian="hadir", kini=False),
        SimpleNamespace(
            tanggal=date(2026, 10, 2), keadaan="terlambat", href="", uraian="terlambat 17 menit", kini=True
        ),
    ]
    html = rendered("{{ kit.calendar(days, legend=false) }}", days=days)
    assert html.count("<span></span>") == 3  # Thursday
    assert 'href="/h/1?a=1&amp;b=2"' in html
    assert "Jum 2 Okt 2026: terlambat 17 menit" in html
    assert html.count('aria-current="date"') == 1


def test_progress_asks_again_only_while_it_runs() -> None:
    source = '{{ kit.progress("p", "/p", 23, 60, "Menghitung", running=jalan, result="/r") }}'
    running, done = rendered(source, jalan=True), rendered(source, jalan=False)
    assert 'hx-get="/p"' in running
    assert 'href="/r"' not in running
    assert "23 dari 60" in running
    assert "hx-get" not in done
    assert 'href="/r"' in done


def test_progress_of_nothing_yet_does_not_divide_by_zero() -> None:
    assert 'width="0"' in rendered('{{ kit.progress("p", "/p", 0, 0, "Menghitung") }}')


def test_nothing_that_errors_prints_has_the_one_page_shape() -> None:
    app = bare_app()
    for code in (400, 403, 404, 413, 429, 500, 503):
        with app.test_request_context("/"):
            html = app.jinja_env.get_template(f"errors/{code}.html").render()
        assert html.count("<h1") == 1, code
        assert f"Kode {code}" in html


@pytest.mark.parametrize("name", [name for name, text in SOURCES.items() if "kit." in text])
def test_every_macro_and_icon_that_a_template_calls_is_there(name: str) -> None:
    env = bare_app().jinja_env
    kit = set(dir(env.get_template("_kit.html").module))
    icons = env.get_template("parts/_icon.html").module.lines  # type: ignore[attr-defined]
    assert set(re.findall(r"\bkit\.(\w+)", SOURCES[name])) <= kit
    assert set(re.findall(r'\bicon\("(\w+)"', SOURCES[name])) <= set(icons)


def test_every_macro_of_the_kit_stands_in_its_document() -> None:
    names = {name for name in dir(bare_app().jinja_env.get_template("_kit.html").module) if name[0] != "_"}
    document = (TEMPLATES.parent / "docs" / "TAMPILAN.md").read_text()
    assert {name for name in names if not name.startswith("p_") and f"kit.{name}(" not in document} == set()
