"""Judging and running without stalling the screen: workers that report by a message and can be stopped."""

from __future__ import annotations

import asyncio

from textual import work
from textual.message import Message

from quizrnn.app.screens.page import Page
from quizrnn.bank.model import Question
from quizrnn.errors import QuizrnnError
from quizrnn.grading import Answer, AnswerUnclear, grade
from quizrnn.grading.code import computing
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

    def __init__(self, reason: str = "") -> None:
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
            self.post_message(Stopped(error.message(self.lang)))
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
            reason = error.message(self.lang) if isinstance(error, QuizrnnError) else str(error)
            self.post_message(Stopped(self.say("judge.down", reason=reason)))
            return
        self.post_message(HasRun(ran))

    def stop_judging(self) -> None:
        """Stop what is being judged or run."""
        self.workers.cancel_group(self, "judge")
