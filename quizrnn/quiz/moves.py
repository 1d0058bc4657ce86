"""The moves of a sitting: each takes a frozen state and returns the next one."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import Protocol

import msgspec

from quizrnn.bank.model import Question
from quizrnn.errors import QuizrnnError
from quizrnn.grading.answer import Answer
from quizrnn.grading.feedback import is_over
from quizrnn.progress.day import study_day
from quizrnn.progress.records import Attempt, AttemptKind, Card
from quizrnn.quiz.rating import AGAIN, counted, inferred
from quizrnn.quiz.sitting import Item, Sitting, State, Tried
from quizrnn.verdict import Verdict

SEEDS = 2**31
LONGEST = 3600.0
"""A question that lies open for longer than an hour was left, not thought about."""


class Chosen(Protocol):
    """What a sitting remembers of a question: ``bank.model.Row`` and ``bank.model.Question`` have it."""

    @property
    def id(self) -> str:
        """The question's id."""

    @property
    def topic(self) -> str:
        """Its topic."""

    @property
    def revision(self) -> str:
        """Its content revision."""


def begin(
    chosen: Iterable[Chosen],
    rng: random.Random,
    now: float,
    *,
    title: str = "",
    lang: str = "en",
    practice: bool = False,
) -> Sitting:
    """A sitting over these questions; ``rng`` gives it its id and every question its draw."""
    name = f"{int(now)}-{rng.randrange(SEEDS):08x}"
    items = tuple(Item(row.id, row.revision, row.topic, rng.randrange(SEEDS)) for row in chosen)
    return _shown(Sitting(name, title, items, now, lang=lang, practice=practice), now)


def record(
    sitting: Sitting,
    question: Question,
    answer: Answer,
    verdict: Verdict,
    now: float,
    *,
    lang: str,
    way: str,
    card: Card | None = None,
) -> tuple[Sitting, Attempt]:
    """A judged answer: the next state, and the attempt to store, with its rating (see ``rating``).

    ``card`` is where the question stood before. ``broken`` leaves the question open and is no try.
    """
    item = _current(sitting)
    over = is_over(question, answer, verdict)
    state: State = ("right" if verdict.outcome == "right" else "wrong") if over else "open"
    attempt = _attempt(sitting, item, "answer", now, lang=lang, way=way)
    attempt = msgspec.structs.replace(
        attempt,
        answer=msgspec.json.encode(answer).decode(),
        verdict=verdict,
        rating=_rating(sitting, question, verdict, card, now),
    )
    if verdict.outcome == "broken":
        return sitting, attempt
    return _tried(sitting, verdict.outcome, state, now), attempt


def at_revision(sitting: Sitting, question: Question) -> Sitting:
    """The question at hand as the bank has it now: it may have changed since the sitting began."""
    item = _current(sitting)
    if (item.question, item.revision) == (question.id, question.revision):
        return sitting
    return _changed(sitting, question=question.id, revision=question.revision)


def hint(sitting: Sitting, question: Question) -> Sitting:
    """One hint more, as far as there are any."""
    item = _current(sitting)
    return _changed(sitting, hints=min(item.hints + 1, len(question.hints)))


def skip(sitting: Sitting, now: float, *, lang: str, way: str) -> tuple[Sitting, Attempt]:
    """Leave the question for another day."""
    return _closed(sitting, "skip", "skipped", now, lang=lang, way=way)


def dont_know(sitting: Sitting, now: float, *, lang: str, way: str) -> tuple[Sitting, Attempt]:
    """ "I don't know": the answer is shown, and the question comes back another day."""
    return _closed(sitting, "unknown", "unknown", now, lang=lang, way=way)


def reveal(sitting: Sitting, now: float, *, lang: str, way: str) -> tuple[Sitting, Attempt]:
    """The solution was asked for after trying."""
    return _closed(sitting, "revealed", "wrong", now, lang=lang, way=way)


def retry(sitting: Sitting, now: float) -> Sitting:
    """Answer the same question once more; hints that were opened stay open."""
    return _changed(_shown(sitting, now), state="open")


def undo(sitting: Sitting) -> tuple[Sitting, float]:
    """Take back the last answer to this question: the next state, and the attempt's moment (0: none)."""
    item = _current(sitting)
    if not item.tries or item.beside:
        return sitting, 0.0
    last = item.tries[-1]
    return _changed(sitting, state=last.before, tries=item.tries[:-1]), last.at


def back(sitting: Sitting, now: float) -> Sitting:
    """To the question before this one; at the first question nothing changes."""
    if not sitting.at:
        return sitting
    left = _paused(sitting, now) if sitting.item is not None else sitting
    return _shown(msgspec.structs.replace(left, at=sitting.at - 1), now)


def advance(sitting: Sitting, now: float) -> Sitting:
    """On to the next question."""
    _current(sitting)
    return _shown(msgspec.structs.replace(_paused(sitting, now), at=sitting.at + 1), now)


def beside(sitting: Sitting, answered: Item) -> Sitting:
    """A question as it was left in another sitting that was opened from this one: if it was still to come, it
    has come. Once its answer is taken back there, it is to come again.
    """

    def seen(item: Item) -> Item:
        if item.question != answered.question or (item.tries and not item.beside):
            return item
        if answered.state == "open":
            again = msgspec.structs.replace(item, state="open", hints=0, tries=(), spent=0.0, beside=False)
            return again if item.beside else item
        return msgspec.structs.replace(
            item,
            state=answered.state,
            hints=answered.hints,
            tries=answered.tries,
            spent=answered.spent,
            beside=True,
        )

    ahead = tuple(seen(item) for item in sitting.items[sitting.at :])
    return msgspec.structs.replace(sitting, items=(*sitting.items[: sitting.at], *ahead))


def pause(sitting: Sitting, now: float) -> Sitting:
    """Stop the clock: the learner leaves."""
    return _paused(sitting, now) if sitting.item is not None else sitting


def resume(sitting: Sitting, now: float) -> Sitting:
    """Start the clock again."""
    return _shown(sitting, now)


# -- inside -----------------------------------------------------------------------------------------


def _current(sitting: Sitting) -> Item:
    item = sitting.item
    if item is None:
        raise QuizrnnError("The sitting is over.")
    return item


def _changed(sitting: Sitting, **fields: object) -> Sitting:
    """The sitting with its current item changed."""
    item = msgspec.structs.replace(_current(sitting), **fields)
    items = (*sitting.items[: sitting.at], item, *sitting.items[sitting.at + 1 :])
    return msgspec.structs.replace(sitting, items=items)


def _shown(sitting: Sitting, now: float) -> Sitting:
    return _changed(sitting, since=now) if sitting.item is not None else sitting


def _paused(sitting: Sitting, now: float) -> Sitting:
    return _changed(sitting, spent=_seconds(_current(sitting), now), since=now)


def _seconds(item: Item, now: float) -> float:
    """Time on this question; clocks that jump count as nothing."""
    return item.spent + min(max(0.0, now - item.since), LONGEST)


def _tried(sitting: Sitting, outcome: str, state: State, now: float) -> Sitting:
    item = _current(sitting)
    tries = (*item.tries, Tried(outcome, state, item.state, now))
    return _changed(_paused(sitting, now), state=state, tries=tries)


def _rating(sitting: Sitting, question: Question, verdict: Verdict, card: Card | None, now: float) -> int:
    item = _current(sitting)
    tries = len(item.tries)
    rating = inferred(question, verdict, card, seconds=_seconds(item, now), hints=item.hints, tries=tries)
    return counted(rating, card, study_day(now), tries=tries, practice=sitting.practice)


def _closed(
    sitting: Sitting, kind: AttemptKind, state: State, now: float, *, lang: str, way: str
) -> tuple[Sitting, Attempt]:
    attempt = _attempt(sitting, _current(sitting), kind, now, lang=lang, way=way)
    if kind != "skip" and not sitting.practice:
        attempt = msgspec.structs.replace(attempt, rating=AGAIN)
    return _tried(sitting, kind, state, now), attempt


def _attempt(sitting: Sitting, item: Item, kind: AttemptKind, now: float, *, lang: str, way: str) -> Attempt:
    return Attempt(
        question=item.question,
        revision=item.revision,
        topic=item.topic,
        at=now,
        kind=kind,
        lang=lang,
        seconds=_seconds(item, now),
        hints=item.hints,
        seed=item.seed,
        sitting=sitting.id,
        way=way,
    )
