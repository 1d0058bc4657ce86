"""What is read after an answer or a run, as blocks of ``grading``: pure, without a terminal."""

from __future__ import annotations

from dataclasses import dataclass

from quizrnn.bank.model import Code, Question
from quizrnn.grading import Answer, Coded, Typed, blocks
from quizrnn.grading.feedback import feedback
from quizrnn.grading.ran import ran_blocks
from quizrnn.grading.solved import solved
from quizrnn.i18n import tr
from quizrnn.quiz import Presented
from quizrnn.verdict import Ran, Verdict


@dataclass(frozen=True)
class Reply:
    """What there is to say about the question at hand: the last verdict, or a run since then."""

    judged: tuple[Answer, Verdict] | None = None
    ran: Ran | None = None


def reply_blocks(
    question: Question,
    shown: Presented,
    reply: Reply,
    lang: str,
    *,
    over: bool,
    retry: str = "",
    own: bool = False,
) -> list[blocks.Block]:
    """The blocks of a reply; ``retry`` is the sentence below an answer that may be given again.

    ``own`` shows the learner's code above the worked solution, where the editor is not beside it.
    """
    if reply.ran is not None and isinstance(question.body, Code):
        return ran_blocks(question.body, reply.ran, lang)
    found: list[blocks.Block] = []
    if reply.judged is not None:
        found += feedback(question, *reply.judged, lang, shown.shown_number).blocks
    elif over:
        found.append(blocks.Heading("-", tr("app", "verdict.revealed", lang), "note"))
    if over:
        answer = reply.judged[0] if reply.judged is not None else Typed("", shown.seed)
        found += solved(question, None if isinstance(answer, Coded) and not own else answer, lang)
    elif found and retry:
        found.append(blocks.Prose(retry, "", "muted"))
    return found
