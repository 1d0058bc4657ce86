"""What the end of a sitting says of the schedule."""

from __future__ import annotations

import random

import msgspec
import pytest
from grading.make import CHOICE, question

from quizrnn.progress import Card
from quizrnn.quiz import Sitting, begin, schedule_line
from quizrnn.quiz.sitting import Tried

TODAY = 20_000
ANSWERED = (Tried("right", "right", "open"),)


def over(count: int, *, practice: bool = False) -> Sitting:
    """A sitting of so many questions, t.0 and on, all answered."""
    rows = [question(CHOICE, id=f"t.{place}", level=1) for place in range(count)]
    state = begin(rows, random.Random(1), 0.0, practice=practice)
    items = tuple(msgspec.structs.replace(item, state="right", tries=ANSWERED) for item in state.items)
    return msgspec.structs.replace(state, items=items, at=count)


def line(sitting: Sitting, days: dict[str, int], lang: str = "en") -> str:
    cards = {name: Card(name, "right", "r", 1.0, 1, due=TODAY + days[name]) for name in days}
    return schedule_line(sitting, cards.get, TODAY, lang)


@pytest.mark.parametrize(
    ("days", "en", "ja"),
    [
        ((1,), "1 question comes back tomorrow.", "次の復習: 明日 1 問。"),
        ((1, 1, 4), "2 questions come back tomorrow, 1 in 4 days.", "次の復習: 明日 2 問、4 日後 1 問。"),
        ((-3, 0, 2), "2 questions come back today, 1 in 2 days.", "次の復習: 今日 2 問、2 日後 1 問。"),
        (
            (1, 2, 3, 4, 9),
            "1 question comes back tomorrow, 1 in 2 days, 1 in 3 days, 2 later.",
            "次の復習: 明日 1 問、2 日後 1 問、3 日後 1 問、その後 2 問。",
        ),
    ],
)
def test_days_are_counted_in_order_and_the_far_ones_summed_up(
    days: tuple[int, ...], en: str, ja: str
) -> None:
    due = {f"t.{place}": day for place, day in enumerate(days)}
    assert line(over(len(days)), due) == en
    assert line(over(len(days)), due, "ja") == ja


def test_what_was_skipped_or_not_reached_is_not_counted() -> None:
    state = over(3)
    skipped = msgspec.structs.replace(state.items[1], state="skipped")
    untouched = msgspec.structs.replace(state.items[2], state="open", tries=())
    state = msgspec.structs.replace(state, items=(state.items[0], skipped, untouched))
    assert line(state, dict.fromkeys(("t.0", "t.1", "t.2"), 1)) == "1 question comes back tomorrow."


def test_practice_says_so_and_without_a_schedule_nothing_is_said() -> None:
    assert line(over(1, practice=True), {"t.0": 1}) == "Practice: the schedule was left alone."
    assert line(over(2), {}) == "" and line(over(1), {"t.0": -TODAY}) == ""
