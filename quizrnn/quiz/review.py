"""Today's review: what is due, in an order that mixes topics, and how long it will take."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Generic, Protocol, TypeVar

import msgspec

from quizrnn.i18n import tr
from quizrnn.progress.day import study_day
from quizrnn.progress.records import RATINGS, Card, Due
from quizrnn.quiz.choose import Listed, groups
from quizrnn.quiz.left import Holding, left_here
from quizrnn.quiz.rating import Timed, expected_seconds
from quizrnn.quiz.sitting import Sitting

REVIEW = "review"
"""The title of a sitting over what is due."""
DAYS = 3
"""How many days ahead the end of a sitting names one by one."""


class Reviewed(Listed, Timed, Protocol):
    """What a review needs to know: ``bank.model.Row`` and ``bank.model.Question`` have it."""


class Coming(Protocol):
    """What ``progress.Store`` knows of the days ahead."""

    def coming(self, day: int | None = None, among: Collection[str] | None = None) -> tuple[int, int] | None:
        """The next study day with something due, and how many of these questions that is."""


R = TypeVar("R", bound=Reviewed)


class Planned(msgspec.Struct, Generic[R], frozen=True):
    """A question of the review; ``due`` is the study day it was due, ``seconds`` its expected time."""

    row: R
    due: int
    seconds: float


def plan(rows: Iterable[R], due: Sequence[Due]) -> list[Planned[R]]:
    """The questions of the review, in the order in which they are asked.

    Topics take turns, longest overdue first; questions of a set stay together. What the bank does not have
    (any more) is left out.
    """
    waiting = {one.question: one for one in due}
    place = {one.question: number for number, one in enumerate(due)}
    found = groups([row for row in rows if row.id in waiting])
    found.sort(key=lambda group: min(place[row.id] for row in group))
    by_topic: dict[str, list[list[R]]] = {}
    for group in found:
        by_topic.setdefault(group[0].topic, []).append(group)
    turns = sorted(
        (
            (turn, order, group)
            for order, topic in enumerate(by_topic.values())
            for turn, group in enumerate(topic)
        ),
        key=lambda entry: entry[:2],
    )
    return [
        Planned(row, waiting[row.id].due, expected_seconds(row, waiting[row.id].seconds))
        for _, _, group in turns
        for row in group
    ]


def left_reviews(unfinished: Iterable[tuple[str, bytes]], bank: Holding) -> list[Sitting]:
    """Of the sittings that were left the reviews of this bank: a new one holds what they have left open."""
    return [one for one in left_here(unfinished, bank) if one.title.split(" ")[0] == REVIEW]


def minutes(planned: Iterable[Planned[R]]) -> int:
    """The expected time in whole minutes, one at least."""
    return max(1, round(sum(one.seconds for one in planned) / 60))


def when(due: int, day: int, lang: str) -> str:
    """A study day as seen from another one: today, tomorrow, in 3 days."""
    if due <= day:
        return tr("review", "today", lang)
    return (
        tr("review", "tomorrow", lang) if due == day + 1 else tr("review", "in-days", lang, count=due - day)
    )


def nothing_due(store: Coming, rows: Iterable[Listed], lang: str, way: str) -> str:
    """That nothing is due today, and when some of the bank's ``rows`` will be; ``way`` is where it is said:
    home, list or due.
    """
    day = study_day(time.time())
    coming = store.coming(day, {row.id for row in rows})
    if coming is None:
        return tr("review", f"{way}-none", lang)
    return tr("review", f"{way}-coming", lang, when=when(coming[0], day, lang), count=coming[1])


def returning(card: Card | None, rating: int, day: int, lang: str) -> str:
    """The line after an answer: when its question comes back, and by which rating; "" without a schedule.

    ``rating`` 0 is practice.
    """
    if card is None or not card.due:
        return ""
    moment = when(card.due, day, lang)
    if not rating:
        return tr("review", "practice", lang, when=moment)
    return tr("review", "next", lang, when=moment, rating=tr("review", RATINGS[rating - 1], lang))


def schedule_line(sitting: Sitting, card: Callable[[str], Card | None], day: int, lang: str) -> str:
    """What a sitting did to the schedule: how many of its answered questions come back when; "" where none does."""
    if sitting.practice:
        return tr("review", "end-practice", lang)
    answered = [item.question for item in sitting.items if item.tries and item.state != "skipped"]
    cards = [found for name in answered if (found := card(name)) is not None and found.due]
    days = sorted(Counter(max(found.due, day) for found in cards).items())
    if not days:
        return ""
    parts = [
        tr("review", "end-more" if place else "end-first", lang, count=count, when=when(due, day, lang))
        for place, (due, count) in enumerate(days[:DAYS])
    ]
    if later := sum(count for _, count in days[DAYS:]):
        parts.append(tr("review", "end-later", lang, count=later))
    return tr("review", "end-list", lang, days=tr("review", "end-and", lang).join(parts))
