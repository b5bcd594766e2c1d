"""The words that officers expect: on no screen, paper or refusal stands a word that means something else to them."""

import re
from html import unescape
from pathlib import Path

from tests.contracts import tree

# What must not be said, and what is said instead.
INSTEAD = {
    r"absen(si)?": "Presensi (the punch) or Kehadiran (the judged day)",
    r"instansi": "Unit Kerja",
    r"kegiatan": "Laporan Harian",
    r"perangkat(?! (daerah|keras|lunak))": "Mesin Presensi",
    r"eviden|lampiran": "bukti dukung",
    r"penutupan|dibekukan": "Finalisasi TPP; Dikunci",
    r"draf|draft": "Rancangan",
    r"susulan": "Kekurangan TPP or Kelebihan TPP",
    r"bagaimana jika": "Simulasi",
    r"jejak": "Riwayat perubahan",
    r"delegasi": "Plt. or Plh.",
}

# Files whose words nobody reads, with the reason.
UNHEARD = {"appliance/models/sandi_umum.py": "passwords that people choose too often"}

JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
JINJA_TEXT = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'")
SPOKEN_ATTRIBUTE = re.compile(r"\b(?:aria-label|title|alt|placeholder|value|content)=\"([^\"]*)\"")
MARKUP = re.compile(r"<[^>]*>", re.DOTALL)


def sentences_of(template: str) -> list[str]:
    """What a template says: text between the tags, spoken attributes, and texts with a space inside Jinja."""
    quoted = [one or two for code in JINJA_TEXT.findall(template) for one, two in QUOTED.findall(code)]
    said = [text for text in quoted if " " in text or text[:1].isupper()]
    plain = JINJA.sub(" ", template)
    said += SPOKEN_ATTRIBUTE.findall(plain)
    said += MARKUP.sub("\n", plain).splitlines()
    return [unescape(text).strip() for text in said if text.strip()]


def sentences_in(path: Path) -> list[str]:
    """Texts of a Python file that read as a sentence: several words, or one that begins with a capital."""
    texts = [str(node.value).strip() for node in tree.texts(path)]
    return [text for text in texts if " " in text or re.fullmatch(r"[A-Z][a-z]+", text)]


def misspoken(sentence: str) -> list[str]:
    return [
        f"{sentence!r}: say {better}"
        for word, better in INSTEAD.items()
        if re.search(rf"(?<![-`])\b({word})\b", sentence, re.IGNORECASE)
    ]


def test_the_checker_hears_what_a_template_says() -> None:
    template = '<h1 class="absen">{{ judul }} Absen</h1><a title="Data Instansi">{{ tag("Draft baru") }}</a>{# jejak #}'
    said = [hit for sentence in sentences_of(template) for hit in misspoken(sentence)]
    assert len(said) == 3


def test_screens_and_papers_use_the_words_of_the_officers() -> None:
    wrong = [
        f"{tree.name(path)}: {hit}"
        for path in sorted((tree.ROOT / "templates").rglob("*.html"))
        for sentence in sentences_of(path.read_text(encoding="utf-8"))
        for hit in misspoken(sentence)
    ]
    assert not wrong, "\n" + "\n".join(wrong)


def test_refusals_and_explanations_use_them_too() -> None:
    wrong = [
        f"{tree.name(path)}: {hit}"
        for path in tree.sources()
        if tree.name(path) not in UNHEARD and not tree.name(path).startswith("appliance/migrations/")
        for sentence in sentences_in(path)
        for hit in misspoken(sentence)
    ]
    assert not wrong, "\n" + "\n".join(wrong)
