"""A sitting as it stands: its questions, where the learner is, what came of it; written and read as JSON."""

from __future__ import annotations

from typing import Literal

import msgspec

from quizrnn.errors import KeyedError

VERSION = 1

State = Literal["open", "right", "wrong", "skipped", "unknown"]
"""``open`` waits for an answer (or a further try); the others are over."""


class Tried(msgspec.Struct, frozen=True):
    """One answer of this sitting, as it is taken back and summed up.

    ``at`` is the attempt's moment: with the sitting's id it names the attempt in any store.
    """

    outcome: str
    state: State
    before: State
    at: float = 0.0


class Item(msgspec.Struct, frozen=True):
    """One question of a sitting. ``since`` is when it was shown (last), ``spent`` the seconds before that."""

    question: str
    revision: str
    topic: str
    seed: int
    state: State = "open"
    hints: int = 0
    tries: tuple[Tried, ...] = ()
    since: float = 0.0
    spent: float = 0.0
    beside: bool = False
    """Answered in another sitting that was opened from this one, where it can be taken back."""


class Sitting(msgspec.Struct, frozen=True):
    """Questions in order and where the learner is. ``at`` equals the number of items when all are done."""

    id: str
    title: str
    items: tuple[Item, ...]
    began: float
    at: int = 0
    lang: str = "en"
    version: int = VERSION
    practice: bool = False
    """Nothing in it counts for the schedule."""

    @property
    def item(self) -> Item | None:
        """The question at hand; None when the sitting is over."""
        return self.items[self.at] if self.at < len(self.items) else None

    @property
    def number(self) -> int:
        """Which question the one at hand is, counting those that have come already: before it or beside it."""
        return self.at + 1 + sum(item.state != "open" for item in self.items[self.at + 1 :])

    @property
    def over(self) -> bool:
        """True when every question has been left."""
        return self.at >= len(self.items)


class Summary(msgspec.Struct, frozen=True):
    """What came of a sitting."""

    right: int
    first_try: int
    """Right at the first answer and without a hint."""
    wrong: int
    skipped: int
    unknown: int
    left: int
    """Not answered yet."""
    seconds: float
    again: tuple[str, ...]
    """Questions to look at again: wrong, unknown or skipped."""


def summary(sitting: Sitting) -> Summary:
    """What came of it so far."""
    states = [item.state for item in sitting.items]
    return Summary(
        right=states.count("right"),
        first_try=sum(
            item.state == "right" and len(item.tries) == 1 and not item.hints for item in sitting.items
        ),
        wrong=states.count("wrong") + sum(map(_tried_open, sitting.items)),
        skipped=states.count("skipped"),
        unknown=states.count("unknown"),
        left=sum(item.state == "open" and not item.tries for item in sitting.items),
        seconds=sum(item.spent for item in sitting.items),
        again=tuple(
            item.question
            for item in sitting.items
            if item.state not in ("right", "open") or _tried_open(item)
        ),
    )


def save(sitting: Sitting) -> bytes:
    """The state as JSON."""
    return msgspec.json.encode(sitting)


def load(data: bytes) -> Sitting:
    """The state read back; raises QuizrnnError for what is no sitting of this version."""
    try:
        sitting = msgspec.json.decode(data, type=Sitting)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise KeyedError("sitting-unreadable", detail=error) from None
    if sitting.version > VERSION or not 0 <= sitting.at <= len(sitting.items):
        raise KeyedError("sitting-newer")
    return sitting


def _tried_open(item: Item) -> bool:
    return item.state == "open" and bool(item.tries)
