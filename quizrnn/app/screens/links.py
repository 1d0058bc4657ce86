"""Where to go on from a question: the entries of its ``see`` that lead somewhere, an easier and a harder one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quizrnn.bank import Bank
from quizrnn.bank.model import Question, Row
from quizrnn.errors import QuizrnnError
from quizrnn.i18n import tr
from quizrnn.i18n.reference import TITLES_JA
from quizrnn.reference import find


@dataclass(frozen=True)
class Link:
    """A question (``id``), a reference model or a demo, with the words that name it."""

    title: str
    id: str = ""
    reference: str = ""
    demo: str = ""


def links(bank: Bank, question: Question, lang: str) -> list[Link]:
    """The entries of ``see`` that exist here, in their order, then the neighbours that are not among them."""
    found = [link for see in question.see for link in _link(bank, see, lang)]
    named = {link.id for link in found}
    for word, row in neighbours(question, bank.rows(topic=question.topic)):
        if row.id not in named:
            found.append(Link(tr("app", f"link.{word}", lang, title=row.title.get(lang)), id=row.id))
    return found


def neighbours(question: Question, rows: Iterable[Row]) -> Iterator[tuple[str, Row]]:
    """An easier and a harder question of the same topic: the one with most tags in common."""
    others = [row for row in rows if row.topic == question.topic and row.id != question.id]
    for word, level in (("easier", question.level - 1), ("harder", question.level + 1)):
        near = [row for row in others if row.level == level]
        if near:
            yield word, max(near, key=lambda row: len(set(row.tags) & set(question.tags)))


def _link(bank: Bank, see: str, lang: str) -> Iterator[Link]:
    kind, colon, name = see.partition(":")
    if not colon:
        try:
            yield Link(bank.get(see).title.get(lang), id=see)
        except QuizrnnError:
            return
    elif kind == "demo":
        yield from _demo(name, lang)
    elif kind == "reference" and (rows := find(name)):
        title = TITLES_JA.get(rows[0].name, rows[0].title) if lang == "ja" else rows[0].title
        yield Link(f"{title}  ({rows[0].numpy}.py)", reference=name)


def _demo(name: str, lang: str) -> Iterator[Link]:
    from quizrnn.demos import DemoError, find_demo  # not before one is named: it reads all demos

    try:
        demo = find_demo(name)
    except DemoError:
        return
    yield Link(tr("gallery", "link", lang, id=demo.id, title=demo.title.get(lang)), demo=demo.name)
