"""What the screens may weigh, that they can be read, and that the strict policy can hold."""

import gzip
import re

import pytest

from tests.web.bare import SCREENS, SOURCES, STATIC

CSS = (STATIC / "app.css").read_text()
LIGHT, DARK = CSS.split("@media screen and (prefers-color-scheme: dark)", 1)
LIGHT, DARK = LIGHT[LIGHT.index(":root") :], DARK[: DARK.index("}")]

# What is read upon what, besides the rules that set both: those are found in the stylesheet itself.
ON_PAPER = ("ink", "ink-2", "brand", "good", "warn", "bad", "info")
READ = [(text, ground) for text in ON_PAPER for ground in ("paper", "ground", "sunk")] + [
    ("ink", f"{tone}-2") for tone in ("good", "warn", "bad", "info", "brand")
]


def tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6})\b", block))


SCHEMES = {"light": tokens(LIGHT), "dark": tokens(LIGHT) | tokens(DARK)}


def luminance(colour: str) -> float:
    """Relative luminance, 0..1, of a #rgb or #rrggbb colour (WCAG 2)."""
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def pairs_of_rules() -> list[tuple[str, str]]:
    """Every rule that sets both a text and a background token."""
    bodies = re.findall(r"\{([^{}]*)\}", CSS)
    found = []
    for body in bodies:
        text = re.search(r"(?<![-\w])color:\s*var\(--([\w-]+)\)", body)
        ground = re.search(r"background(?:-color)?:\s*var\(--([\w-]+)\)", body)
        if text and ground:
            found.append((text.group(1), ground.group(1)))
    return found


def test_the_ruler_itself_is_right() -> None:
    assert round(contrast("#000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#fff"), 2) == 4.48


@pytest.mark.parametrize("scheme", SCHEMES)
def test_everything_written_can_be_read(scheme: str) -> None:
    colours = SCHEMES[scheme]
    pairs = READ + pairs_of_rules()
    assert len(pairs) > 40
    poor = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in poor.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_edge_of_a_field_can_be_seen(scheme: str) -> None:
    colours = SCHEMES[scheme]
    assert min(contrast(colours["edge"], colours[ground]) for ground in ("paper", "ground")) >= 3


def test_all_static_files_weigh_at_most_40_kb() -> None:
    weights = {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in STATIC.iterdir()}
    assert sum(weights.values()) <= 40 * 1024, weights


def test_no_web_font_and_nothing_from_elsewhere() -> None:
    for word in ("@import", "@font-face", "http", "url("):
        assert word not in CSS, word


@pytest.mark.parametrize("name", SCREENS)
def test_no_inline_style_script_or_handler(name: str) -> None:
    text = re.sub(r"\{#.*?#\}", "", SCREENS[name], flags=re.S)
    for pattern in (
        r"<style\b",
        r"\sstyle\s*=",
        r"<script(?![^>]*\bsrc=)",
        r"\son[a-z]+\s*=",
        r"javascript:",
        r"hx-on\b",
    ):
        assert not re.search(pattern, text, re.I), f"{name}: {pattern}"


@pytest.mark.parametrize("name", SCREENS)
def test_nothing_is_loaded_from_another_place(name: str) -> None:
    assert not re.search(r"""(src|href|action|hx-\w+)=["'](https?:)?//""", SCREENS[name]), name


@pytest.mark.parametrize("name", [name for name in SOURCES if name.rsplit("/", 1)[-1].startswith("_")])
def test_a_part_is_shorter_than_40_lines(name: str) -> None:
    assert SOURCES[name].count("\n") < 40


@pytest.mark.parametrize("name", SCREENS)
def test_a_page_has_no_second_main_heading(name: str) -> None:
    assert SCREENS[name].count("<h1") == (1 if name == "layout.html" else 0)


@pytest.mark.parametrize("name", SCREENS)
def test_escaping_is_never_switched_off(name: str) -> None:
    assert not re.search(r"\|\s*safe\b|autoescape\s+false", SCREENS[name])
