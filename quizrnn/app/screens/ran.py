"""What a run without judging shows: the prints, the input, the value, or why it ended."""

from __future__ import annotations

from typing import Any

import msgspec

from quizrnn.bank.model import Code, Question
from quizrnn.grading import blocks
from quizrnn.grading.faults import fault_blocks
from quizrnn.grading.values import clean, sample
from quizrnn.i18n import tr
from quizrnn.judge.task import Ran
from quizrnn.verdict import Verdict


def run_blocks(question: Question, ran: Ran, lang: str) -> list[blocks.Block]:
    """The blocks of one run."""
    found: list[blocks.Block] = [blocks.Heading(">", tr("app", "ran.title", lang), "note")]
    verdict: Any = ran.verdict
    if verdict is not None and isinstance(question.body, Code):
        found += fault_blocks(question.body, msgspec.convert(verdict, Verdict), lang)
    if ran.given:
        given = tuple(sample(name, view) for name, view in ran.given.items())
        found.append(blocks.Samples(tr("app", "editor.given", lang), given))
    if verdict is None:
        found.append(blocks.Samples("", (sample(tr("app", "editor.value", lang), ran.value),)))
    if ran.output:
        cut = tr("app", "editor.output.cut", lang) if ran.output_cut else ""
        found.append(blocks.Output(clean(ran.output), tr("app", "editor.output", lang), cut))
    return found
