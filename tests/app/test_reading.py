"""All texts of the shipped bank on the page: no row wider than its place, no 。 or 、 at a row's start."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import msgspec
import pytest
from textual.content import Content

from quizrnn.app import prepare_terminal

prepare_terminal()

from quizrnn.app.widgets.prose import prose  # noqa: E402
from quizrnn.bank import Bank  # noqa: E402
from quizrnn.bank.model import Text  # noqa: E402
from quizrnn.bank.render import plain  # noqa: E402
from quizrnn.quiz import present  # noqa: E402

CLOSING = frozenset("。、，．）」』】・：；？！ー")


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
                for line in prose(source, room):
                    count += 1
                    assert line.cell_length <= room, (row.id, line.plain)
                    assert line.plain.strip()[:1] not in CLOSING or not line.plain.strip(), (
                        row.id,
                        line.plain,
                    )
    assert count > 1000
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
    assert all(line.strip()[0] not in CLOSING for line in lines)
    code = prose("```python\n    total = first_part + second_part + third_part\n```", 30)
    assert [len(line.plain) <= 30 for line in code] == [True] * len(code)
    assert code[0].plain.startswith("      total") and code[1].plain.startswith("          ")
