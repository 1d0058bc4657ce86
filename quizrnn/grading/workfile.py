"""An exercise as a file for one's own editor, and what comes back from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quizrnn.bank import solution
from quizrnn.bank.model import Code, Question
from quizrnn.i18n import tr

COMMENT = 96
"""Cells of a line of the problem, as a comment in a file."""


def work_text(question: Question, lang: str, ask: Sequence[str], regions: Mapping[str, str] = {}) -> str:
    """The problem (``ask``: its lines) as a comment, then the program with its marked regions.

    ``regions`` hold what has been written; others show the starter.
    """
    code = question.body
    assert isinstance(code, Code)
    head = [
        f"{question.id}  {question.title.get(lang)}",
        "",
        *ask,
        "",
        tr("cli", "work-regions", lang),
        tr("cli", "work-check", lang, id=question.id),
    ]
    comment = "\n".join(f"# {line}".rstrip() for line in head)
    body = solution.work_file(code.solution, lang, {**solution.starter(code), **regions})
    return f"{comment}\n\n{body.lstrip()}"


def outside_note(code: Code, text: str, lang: str) -> str:
    """What of the given lines the learner's file changes or lacks; a note, never a fault. "" for nothing."""
    regions, changed = solution.extract(code.solution, text)
    gone = [region.name for region in code.solution.regions if region.name not in regions]
    if gone:  # without its marks the learner's part cannot be told from the given lines
        return tr("feedback", "marks-gone", lang, names=", ".join(gone))
    return tr("feedback", "outside", lang, line=changed[0].strip()) if changed else ""
