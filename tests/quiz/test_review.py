"""Ratings follow from verdict, hints and time; today's review mixes topics and knows its length."""

import random

import pytest
from grading.make import CHOICE, NUMBER, question

from quizrnn.bank.model import Row, Text
from quizrnn.grading import Picked, Typed
from quizrnn.progress import Card, Due, study_day
from quizrnn.quiz import (
    begin,
    dont_know,
    hint,
    minutes,
    of_file,
    plan,
    record,
    retry,
    returning,
    reveal,
    skip,
    undo,
    when,
)
from quizrnn.quiz.rating import AGAIN, EASY, GOOD, HARD
from quizrnn.verdict import Verdict

NOON = 1767268800.0
TODAY = study_day(NOON)
ONE = question(CHOICE, id="t.one", level=1)
NUMBERED = question(NUMBER, id="t.number", level=1, hints=(Text("h", "h"),))
RIGHT, WRONG = Verdict("right"), Verdict("wrong")


def card(due=TODAY, seconds=40.0, **fields):
    return Card("t.one", "right", "r", 1.0, 3, seconds=seconds, due=due, day=TODAY - 9, rating=3, **fields)


def rating(verdict=RIGHT, standing=None, took=30.0, hints=0, q=ONE, practice=False):
    state = begin([q], random.Random(1), NOON, practice=practice)
    for _ in range(hints):
        state = hint(state, q)
    answer = Picked((0,)) if q is ONE else Typed("1", 1)
    return record(state, q, answer, verdict, NOON + took, lang="en", way="app", card=standing)[1].rating


@pytest.mark.parametrize(
    ("took", "standing", "expected"),
    [
        (30.0, None, GOOD),
        (5.0, None, GOOD),  # quick, but seen for the first time
        (61.0, None, HARD),  # twice what its kind and level take
        (61.0, card(), GOOD),  # not twice what the learner takes
        (81.0, card(), HARD),
        (19.0, card(), EASY),
        (21.0, card(), GOOD),
        (14.0, card(seconds=0.0), EASY),  # no time of one's own yet
    ],
)
def test_the_rating_of_a_right_answer_follows_from_its_time(took, standing, expected):
    assert rating(took=took, standing=standing) == expected


def test_hints_wrong_answers_and_faults_of_ours():
    assert rating(q=NUMBERED, hints=1, took=3.0, standing=card()) == HARD
    assert rating(WRONG) == rating(Verdict("timeout")) == AGAIN
    assert rating(Verdict("broken")) == 0


def test_ahead_of_its_day_only_what_went_wrong_counts():
    later = card(due=TODAY + 1)
    assert rating(standing=later) == 0 and rating(WRONG, standing=later) == AGAIN
    assert rating(standing=card(due=TODAY - 30)) == GOOD
    assert rating(practice=True) == rating(WRONG, practice=True) == 0


def test_right_after_a_wrong_try_is_hard_even_ahead_of_its_day():
    state = begin([NUMBERED], random.Random(1), NOON)
    options = {"lang": "en", "way": "app"}
    state, first = record(state, NUMBERED, Typed("1", 1), WRONG, NOON + 5, card=card(TODAY + 3), **options)
    tried = card(due=TODAY + 1)
    again, second = record(
        retry(state, NOON + 6), NUMBERED, Typed("2", 1), RIGHT, NOON + 9, card=tried, **options
    )
    assert (first.rating, second.rating) == (AGAIN, HARD)
    back, _ = undo(again)
    assert record(back, NUMBERED, Typed("2", 1), RIGHT, NOON + 9, card=tried, **options)[1].rating == HARD
    fresh, _ = undo(back)
    assert record(fresh, NUMBERED, Typed("2", 1), RIGHT, NOON + 9, card=None, **options)[1].rating == GOOD


def test_not_knowing_is_again_and_a_skip_says_nothing():
    for move, expected in ((dont_know, AGAIN), (reveal, AGAIN), (skip, 0)):
        state = begin([ONE], random.Random(1), NOON)
        assert move(state, NOON + 5, lang="en", way="app")[1].rating == expected
    state = begin([ONE], random.Random(1), NOON, practice=True)
    assert dont_know(state, NOON + 5, lang="en", way="app")[1].rating == 0


def test_a_saved_file_counts_when_it_is_right():
    assert of_file(ONE, WRONG, None, TODAY) == 0
    assert of_file(ONE, RIGHT, None, TODAY) == GOOD and of_file(ONE, RIGHT, None, TODAY, hints=1) == HARD
    assert of_file(ONE, RIGHT, card(due=TODAY + 2), TODAY) == 0


def row(name, topic, kind="choice", group="", level=1):
    return Row(name, kind, "", topic, level, Text(name, name), (), ("en", "ja"), (), group, "r")


def test_topics_take_turns_and_sets_stay_together():
    rows = [row("a.1", "a"), row("a.2", "a", group="s"), row("a.3", "a", group="s"), row("b.1", "b")]
    due = [
        Due("a.3", 5, 0.0),
        Due("gone", 5, 0.0),
        Due("a.1", 6, 0.0),
        Due("b.1", 7, 0.0),
        Due("a.2", 8, 0.0),
    ]
    planned = plan(rows, due)
    assert [one.row.id for one in planned] == ["a.2", "a.3", "b.1", "a.1"]
    assert [one.due for one in planned] == [8, 5, 7, 6]


def test_the_expected_time_is_ones_own_or_that_of_kind_and_level():
    rows = [row("a.1", "a"), row("a.2", "a", kind="essay", level=3)]
    own = plan(rows, [Due("a.1", 1, 70.0), Due("a.2", 1, 200.0)])
    assert [one.seconds for one in own] == [70.0, 200.0] and minutes(own) == 4
    assert [one.seconds for one in plan(rows, [Due("a.1", 1, 0.0), Due("a.2", 1, 0.0)])] == [30.0, 360.0]
    assert minutes(plan(rows, [Due("a.1", 1, 2.0)])) == 1


def test_it_is_said_when_a_question_comes_back():
    assert returning(None, 0, TODAY, "en") == returning(card(due=0), 0, TODAY, "en") == ""
    assert returning(card(due=TODAY + 3), 3, TODAY, "en") == "Next review: in 3 days (good)"
    assert returning(card(due=TODAY + 1), 1, TODAY, "ja") == "次の復習: 明日（もう一度）"
    assert "is still in 2 days" in returning(card(due=TODAY + 2), 0, TODAY, "en")
    assert when(TODAY - 4, TODAY, "en") == "today"
