"""Sittings that were left, seen from the bank that is open: those of another one wait for theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Protocol

from quizrnn.bank.model import Question
from quizrnn.errors import QuizrnnError
from quizrnn.quiz.sitting import Sitting, load


class Holding(Protocol):
    """What going on needs of a bank: ``bank.Bank`` has it."""

    def get(self, question_id: str) -> Question:
        """The question; raises QuizrnnError where there is none."""


def now_called(bank: Holding, question_id: str) -> str:
    """The id that a question of a sitting goes by today, under which its attempts are kept."""
    with suppress(QuizrnnError):
        return bank.get(question_id).id
    return question_id


def goes_on(sitting: Sitting, bank: Holding) -> str:
    """The first open question that the bank has, "" where there is none."""
    for item in sitting.items[sitting.at :]:
        if item.state == "open":
            with suppress(QuizrnnError):
                return bank.get(item.question).id
    return ""


def is_elsewhere(sitting: Sitting, bank: Holding) -> bool:
    """Whether questions are left open and the bank has none of them: to be gone on with by another bank."""
    left = any(item.state == "open" for item in sitting.items[sitting.at :])
    return left and not goes_on(sitting, bank)


def left_here(
    unfinished: Iterable[tuple[str, bytes]],
    bank: Holding,
    unreadable: Callable[[QuizrnnError], None] | None = None,
) -> Iterator[Sitting]:
    """Of the sittings that were left those that go on in this bank, in their order.

    What cannot be read is passed over; ``unreadable`` is told why.
    """
    for _, data in unfinished:
        try:
            sitting = load(data)
        except QuizrnnError as error:
            if unreadable is not None:
                unreadable(error)
            continue
        if goes_on(sitting, bank):
            yield sitting
