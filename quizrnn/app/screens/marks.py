"""Bookmarks, and the report that a question is wrong."""

from __future__ import annotations

import time
from pathlib import Path

from quizrnn.bank.model import Question
from quizrnn.bank.search import folded
from quizrnn.grading import Answer
from quizrnn.progress import ASIDE, BOOKMARK, Store
from quizrnn.quiz import Presented
from quizrnn.quiz.report import report_text
from quizrnn.verdict import Verdict

WORDS = {BOOKMARK: ("*", "bookmark", "bookmarks", "しおり"), ASIDE: ("aside", "除外", "除外中")}
"""What one types in a search for the questions with a mark."""


def marks_asked(text: str) -> tuple[list[str], str]:
    """The marks that a search asks for, and the rest of its words."""
    words = text.split()
    marks = [mark for mark, names in WORDS.items() if any(folded(word) in names for word in words)]
    rest = [word for word in words if not any(folded(word) in names for names in WORDS.values())]
    return marks, " ".join(rest)


def toggle_bookmark(store: Store, question: str) -> bool:
    """Set the bookmark, or take it away; returns whether it is set now."""
    on = question not in store.marks(BOOKMARK)
    store.mark(question, BOOKMARK, on=on)
    return on


def toggle_report(
    store: Store,
    question: Question,
    shown: Presented,
    lang: str,
    judged: tuple[Answer, Verdict] | None,
) -> Path | None:
    """Set a question aside and write a report to fill in, beside the progress file; returns its path.

    ``judged`` is the last answer to it with its verdict, where there is one.

    None when the question had been set aside: it is taken up again. Raises OSError where the report cannot be
    written; the question is set aside all the same.
    """
    if question.id in store.marks(ASIDE):
        store.mark(question.id, ASIDE, on=False)
        return None
    text = report_text(question, shown, lang, judged)
    path = store.path.parent / "reports" / f"{question.id}-{time.strftime('%Y%m%d-%H%M%S')}.md"
    store.mark(question.id, ASIDE, note=str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
