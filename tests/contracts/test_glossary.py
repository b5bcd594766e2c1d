"""docs/GLOSARIUM.md explains each noun of the record once, and only those that exist."""

import re

from tests.contracts import tree
from tests.contracts.nouns import nouns

GLOSSARY = tree.ROOT / "docs" / "GLOSARIUM.md"
ROW = re.compile(r"^\| (`[^|]+`) \| ([^|]+) \|", re.MULTILINE)

# English words of the machinery that stand among the record's names.
ENGLISH = {"base", "schema", "sqlite", "record", "refused", "prepared", "dirty_day", "dirty_month"}


def rows() -> dict[str, str]:
    """Each word of the glossary with its gloss; one row may explain several spellings of one noun."""
    text = GLOSSARY.read_text(encoding="utf-8")
    return {word: gloss.strip() for words, gloss in ROW.findall(text) for word in re.findall(r"`([^`]+)`", words)}


def test_every_noun_of_the_record_has_its_gloss() -> None:
    known = rows()
    wrong = [f"{noun}: {place}" for noun, place in sorted(nouns().items()) if noun not in known and noun not in ENGLISH]
    assert not wrong, "\n" + "\n".join(wrong)


def test_no_gloss_is_empty() -> None:
    assert [word for word, gloss in rows().items() if len(gloss) < 3] == []


def test_no_gloss_outlives_its_noun() -> None:
    present = nouns().keys()
    assert sorted(word for word in rows() if word not in present) == []


def test_each_word_is_explained_once() -> None:
    text = GLOSSARY.read_text(encoding="utf-8")
    words = [word for words, _ in ROW.findall(text) for word in re.findall(r"`([^`]+)`", words)]
    assert sorted({word for word in words if words.count(word) > 1}) == []
