"""When a question comes back: the ``fsrs`` library over whole study days.

A schedule is nothing but the sum of its ratings, one for each study day: taking one back, correcting one or
merging those of a second machine gives what would be there if it had been so from the beginning.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timezone
from functools import cache
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from fsrs import Scheduler

LONGEST = 180
"""Days: what is studied for an exam does not vanish for years."""


class Memory(msgspec.Struct, frozen=True):
    """What fsrs knows of a question after its last rating; ``day`` and ``due`` are study days."""

    stability: float
    difficulty: float
    day: int
    due: int


@cache
def scheduler() -> Scheduler:
    """The scheduler: whole days and nothing random, so that the same ratings give the same day again."""
    from fsrs import Scheduler

    return Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=LONGEST, enable_fuzzing=False)


def reviewed(memory: Memory | None, day: int, rating: int) -> Memory:
    """The next state after a rating (1 again, 2 hard, 3 good, 4 easy) on a study day."""
    from fsrs import Card, Rating, State

    # A card id of its own spares fsrs from inventing one, for which it sleeps.
    card = Card(card_id=1)
    if memory is not None:
        card = Card(1, State.Review, None, memory.stability, memory.difficulty, None, _moment(memory.day))
    card, _ = scheduler().review_card(card, Rating(rating), _moment(day))
    assert card.stability is not None and card.difficulty is not None
    return Memory(card.stability, card.difficulty, day, card.due.date().toordinal())


def fold(ratings: Iterable[tuple[int, int]]) -> Memory | None:
    """The state after ratings given as (study day, rating), in the order in which they were given.

    The last rating of a day is the day's; none at all: None.
    """
    memory = None
    for day, rating in sorted(dict(ratings).items()):
        memory = reviewed(memory, day, rating)
    return memory


def _moment(day: int) -> datetime:
    return datetime.fromordinal(day).replace(tzinfo=timezone.utc)  # noqa: UP017 - fsrs compares with this
