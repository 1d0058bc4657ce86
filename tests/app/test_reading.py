"""All texts of the shipped bank on the page: no row wider than its place, and kinsoku kept at each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import msgspec
import pytest
from rich.cells import cell_len
from textual.content import Content

from quizrnn.app import prepare_terminal

prepare_terminal()

from quizrnn.app.widgets.prose import inline, prose  # noqa: E402
from quizrnn.app.widgets.wrap import wrap  # noqa: E402
from quizrnn.bank import Bank  # noqa: E402
from quizrnn.bank.lines import blocks, items  # noqa: E402
from quizrnn.bank.model import Text  # noqa: E402
from quizrnn.bank.render import plain  # noqa: E402
from quizrnn.quiz import present  # noqa: E402

GYOTO = frozenset(
    ",)]}、〕〉》」』】〙〗〟’”｠»"
    "ゝゞーァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎゕゖㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ々〻"
    "‐゠–〜～？！‼⁇⁈⁉・：；/。.，．）］｝｡｣､･ｰﾞﾟｧｨｩｪｫｬｭｮｯ?!:;"
)
"""What JIS X 4051 keeps from the beginning of a line, half and full width, with the same signs of English."""
GYOMATSU = frozenset("([{（［｛〔〈《「『【〘〖〝｟«｢‘“")
SPACED = re.compile(
    r"[。、，．：；？！）］｝〕〉》」』】] +[\w`(]|[\w`)] +[。、，．：；？！（［｛〔〈《「『【]"
)
FENCE = re.compile(r"^(```|~~~).*?^\1[^\n]*$", re.DOTALL | re.MULTILINE)
"""Blocks of code keep their lines as they are."""


def texts(value: Any) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from texts(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_every_text_of_the_bank_fits_and_keeps_the_rules_of_line_breaking(width: int) -> None:
    bank = Bank.open(None)
    room = min(width - 5, 100)  # margins and the bar to scroll; the page is never wider than 100 cells
    count = 0
    for row in bank.rows():
        for text in texts(bank.get(row.id)):
            for source in {text.en, text.ja}:
                assert all(line.cell_length <= room for line in prose(source, room)), row.id
                told = FENCE.sub("", source)
                firsts = {
                    inline(item).plain[:6] for block in blocks(told) for _, item in items(block)
                }  # a text may begin with `.T`
                for line in prose(told, room):
                    count += 1
                    words = line.plain.strip()
                    assert words[:1] not in GYOTO or not words or words[:6] in firsts, (row.id, line.plain)
                    assert words[-1:] not in GYOMATSU or not words, (row.id, line.plain)
                    assert not SPACED.search(words), (row.id, line.plain)
    assert count > 1000
    bank.close()


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_continued_line_begins_where_its_indentation_ends(width: int) -> None:
    bank = Bank.open(None)
    for row in bank.rows():
        question = bank.get(row.id)
        for source in (question.ask.en, question.ask.ja, question.explain.en, question.explain.ja):
            for block in blocks(FENCE.sub("", source)):
                if block[0].lstrip()[:1] in ("|", "$", "#"):
                    continue
                for bullet, text in items(block):
                    hang = cell_len(bullet)
                    for line in wrap(inline(bullet + text), width - 5, hang)[1:]:
                        assert line.plain[:hang].isspace() or not hang, (row.id, line.plain)
                        assert not line.plain[hang:].startswith(" "), (row.id, line.plain)
    bank.close()


NEGATIVE = re.compile(r"(?<![\w)\]}.-])-\.?\d")


def test_drawn_negative_numbers_have_one_sign_on_the_page_and_in_plain_text() -> None:
    bank = Bank.open(None)
    shown = 0
    for row in bank.rows(kind="number"):
        question = bank.get(row.id)
        for lang, seed in product(("en", "ja"), range(3)):
            question_shown = present(question, seed, lang)
            for text in (question_shown.ask, *question_shown.hints):
                told = re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.DOTALL)
                page = "\n".join(line.plain for line in prose(told, 76))
                assert not NEGATIVE.search(page) and not NEGATIVE.search(plain(told)), (row.id, page)
                shown += "−" in page
    assert shown > 50
    bank.close()


def test_a_wide_table_wraps_its_cells_and_code_goes_on_further_in() -> None:
    table = "| 手法 | 説明 |\n|---|---|\n| LSTM | " + "長い説明が続き、折り返される。" * 4 + " |"
    lines = [line.plain for line in prose(table, 40)]
    assert len(lines) > 5 and all(Content(line).cell_length <= 40 for line in lines)
    assert all(line.strip()[0] not in GYOTO for line in lines)
    code = prose("```python\n    total = first_part + second_part + third_part\n```", 30)
    assert [len(line.plain) <= 30 for line in code] == [True] * len(code)
    assert code[0].plain.startswith("      total") and code[1].plain.startswith("          ")
