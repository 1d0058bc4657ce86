"""What the reference models say, in Japanese: all of it, with the formulas and figures of the English."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from quizrnn.i18n.reference import TITLES_JA
from quizrnn.i18n.reference.forms import FORMS_JA, SOURCES_JA
from quizrnn.i18n.reference.words import words
from quizrnn.reference import ROWS
from quizrnn.reference.excerpt import Excerpt, about, excerpt

MODULES = tuple(dict.fromkeys(row.numpy for row in ROWS))
NUMBER = re.compile(r"(?<![\w.])\d+(?:,\d{3})*(?:\.\d+)?(?:e-?\d+)?")
SIGN = re.compile(
    r"[=+*/⊙√²³½←→‖^@∂Σθηρβμσδφ∈<>|≤≥]|(?<![A-Za-z])-|-(?![A-Za-z-])|\w*_\{?\w+\}?|\b[B-Zb-z]\b'?"
)
JAPANESE = re.compile(r"[぀-ヿ一-鿿]")
COMMENT = re.compile(r"(?:^|  )# (.*)$", re.MULTILINE)
SHAPE = re.compile(r"\w*\(.*?\)")
WORD = re.compile(r"\b(?:and|for|the|[a-z]{4,})\b(?!\()")


def formulas(text: str) -> list[str]:
    """The indented lines of a text, examples left out."""
    return [line for line in text.split("\n") if line.startswith("    ")]


def signs(line: str) -> Counter[str]:
    """Numbers, operators and symbols of a formula."""
    line = line.replace("'s ", " ")
    return Counter(NUMBER.findall(line)) + Counter(SIGN.findall(line))


def numbers(text: str) -> set[str]:
    """The figures in a text."""
    return set(NUMBER.findall(text))


def shown(module: str) -> list[Excerpt]:
    """All that readers get to see of a module: row by row, and its twin."""
    rows = [row for row in ROWS if row.numpy == module]
    return [excerpt([row]) for row in rows] + [excerpt([row], torch=True) for row in rows if row.torch]


def test_the_list_is_japanese_too() -> None:
    assert {row.name: len(row.forms) for row in ROWS} == {name: len(said) for name, said in FORMS_JA.items()}
    assert set(SOURCES_JA) <= {row.name for row in ROWS}
    for row in ROWS:
        assert numbers(" ".join(row.forms)) <= numbers(" ".join(FORMS_JA[row.name])), row.name


@pytest.mark.parametrize("module", MODULES)
def test_every_row_says_the_same_in_japanese(module: str) -> None:
    japanese, rows = words(module), [row for row in ROWS if row.numpy == module]
    assert japanese is not None
    english = about(rows[0])
    assert all(row.name in TITLES_JA for row in rows)
    assert JAPANESE.search(japanese.about)
    for before, after in zip(formulas(english), formulas(japanese.about), strict=True):
        assert signs(before) == signs(after), after
    assert numbers(english) <= numbers(japanese.about)


@pytest.mark.parametrize("module", MODULES)
def test_every_function_that_is_shown_speaks_japanese(module: str) -> None:
    japanese = words(module)
    assert japanese is not None
    docs = {
        f.name: f.doc
        for part in shown(module)[: sum(r.numpy == module for r in ROWS)]
        for f in part.functions
    }
    assert set(japanese.functions) == {name for name, doc in docs.items() if doc}
    for name, said in japanese.functions.items():
        assert JAPANESE.search(said) or not WORD.search(docs[name]), name
        assert numbers(docs[name]) <= numbers(said), name
        for before, after in zip(formulas(docs[name]), formulas(said), strict=True):
            assert signs(before) == signs(after), after


@pytest.mark.parametrize("module", MODULES)
def test_every_note_in_the_code_has_its_japanese(module: str) -> None:
    japanese = words(module)
    assert japanese is not None
    code = [text for part in shown(module) for text in (*part.constants, *(f.body for f in part.functions))]
    notes = {note for text in code for note in COMMENT.findall(text)}
    assert set(japanese.comments) <= notes, "a note that is not there"
    spoken = {note for note in notes if WORD.search(SHAPE.sub("", note)) or re.search(" (?:or|and) ", note)}
    assert spoken <= set(japanese.comments)
