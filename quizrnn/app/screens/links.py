"""Where to go on from a question: the entries of its ``see`` that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from quizrnn.bank import Bank
from quizrnn.bank.model import Question
from quizrnn.errors import QuizrnnError
from quizrnn.i18n.reference import TITLES_JA
from quizrnn.reference import find
from quizrnn.reference.sources import code


@dataclass(frozen=True)
class Link:
    """A question (``id``) or a reference model (``reference``), with the words that name it."""

    title: str
    id: str = ""
    reference: str = ""


def links(bank: Bank, question: Question, lang: str) -> list[Link]:
    """The entries of ``see`` that exist here, in their order."""
    return [link for see in question.see for link in _link(bank, see, lang)]


def _link(bank: Bank, see: str, lang: str) -> Iterator[Link]:
    kind, colon, name = see.partition(":")
    if not colon:
        try:
            yield Link(bank.get(see).title.get(lang), id=see)
        except QuizrnnError:
            return
    elif kind == "reference" and (rows := find(name)):
        title = TITLES_JA.get(rows[0].name, rows[0].title) if lang == "ja" else rows[0].title
        yield Link(f"{title}  ({rows[0].numpy}.py)", reference=name)


@cache
def reference_code(name: str, *, torch: bool = False) -> str:
    """The text behind a reference name, or with ``torch`` that of its twin. Empty where there is none."""
    parts = dict.fromkeys(code(row, torch=torch) for row in find(name))
    return "\n\n".join(part for part in parts if part)
