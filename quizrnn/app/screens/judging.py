"""Judging and running without stalling the screen: workers that report by a message and can be stopped."""

from __future__ import annotations

import asyncio
from functools import partial

from textual import work
from textual.message import Message

from quizrnn.app.screens.page import Page
from quizrnn.app.widgets.speaking import Words
from quizrnn.bank.model import Question
from quizrnn.errors import QuizrnnError
from quizrnn.grading import Answer, AnswerUnclear, grade
from quizrnn.grading.code import computing
from quizrnn.i18n import tr
from quizrnn.verdict import Ran, Verdict


class Judged(Message):
    """An answer has its verdict."""

    def __init__(self, answer: Answer, verdict: Verdict) -> None:
        super().__init__()
        self.answer = answer
        self.verdict = verdict


class HasRun(Message):
    """A program has been run without being judged."""

    def __init__(self, ran: Ran) -> None:
        super().__init__()
        self.ran = ran


class Stopped(Message):
    """There is no verdict: stopped by the learner (no reason), or the reason in words."""

    def __init__(self, reason: Words | None = None) -> None:
        super().__init__()
        self.reason = reason


class JudgingPage(Page):
    """A page that hands answers to ``grading`` and programs to the judge. ``busy`` while it waits."""

    busy = False

    @work(exclusive=True, group="judge", exit_on_error=False)
    async def judge(self, question: Question, answer: Answer) -> None:
        """Ends in ``Judged`` or ``Stopped``."""
        try:
            files = self.study.bank.sources(question)
            verdict = await grade(question, answer, self.study.ready_judge(), computing(question, files))
        except AnswerUnclear as error:
            self.post_message(Stopped(error.message))
            return
        except asyncio.CancelledError:
            self.post_message(Stopped())
            raise
        except Exception as error:
            path = self.study.log_error(error)
            verdict = Verdict("broken", detail=f"{type(error).__name__}, {path}")
        self.post_message(Judged(answer, verdict))

    @work(exclusive=True, group="judge", exit_on_error=False)
    async def run_code(self, question: Question, source: bytes) -> None:
        """Ends in ``HasRun`` or ``Stopped``."""
        try:
            ran = await self.study.ready_judge().run(question, source)
        except asyncio.CancelledError:
            self.post_message(Stopped())
            raise
        except Exception as error:
            self.study.log_error(error)
            self.post_message(Stopped(partial(_no_judge, error)))
            return
        self.post_message(HasRun(ran))

    def stop_judging(self) -> None:
        """Stop what is being judged or run."""
        self.workers.cancel_group(self, "judge")


def _no_judge(error: Exception, lang: str) -> str:
    reason = error.message(lang) if isinstance(error, QuizrnnError) else str(error)
    return tr("app", "judge.down", lang, reason=reason)
