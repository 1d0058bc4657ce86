"""Every ``reference:NAME`` that a question of the shipped bank points to is found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quizrnn.reference import ROWS, find

QUESTIONS = Path(__file__).parents[2] / "questions"
LINK = re.compile(r"reference:([\w-]+)")
USED = sorted(
    {
        name
        for path in QUESTIONS.rglob("*")
        if path.suffix in (".yaml", ".yml")
        for name in LINK.findall(path.read_text(encoding="utf-8"))
    }
)


def test_the_bank_has_links() -> None:
    assert "lstm" in USED


@pytest.mark.parametrize("name", USED)
def test_a_link_of_the_bank_is_found(name: str) -> None:
    assert find(name), (
        f"reference:{name} leads nowhere: give a row that name in ``also``, or mend the question"
    )


def test_other_names_are_no_names_of_rows_or_functions() -> None:
    """Otherwise one name would mean two things."""
    others = [name for row in ROWS for name in row.also]
    assert len(others) == len(set(others))
    taken = {name for row in ROWS for name in (row.name, row.numpy, *row.functions)}
    assert not taken & set(others)
