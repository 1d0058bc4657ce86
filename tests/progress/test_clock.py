"""A clock that was ahead, and journeys across time zones: what is done now always holds."""

import time

import pytest
from progress.make import DAY, RIGHT
from progress.test_waiting import BRIEF, held

from quizrnn.progress import BOOKMARK, Attempt, open_store, study_day
from quizrnn.verdict import Verdict

WRONG = Verdict("wrong")


@pytest.fixture
def store(tmp_path):
    made = open_store(tmp_path, BRIEF)
    yield made
    made.close()


@pytest.fixture
def clock(monkeypatch):
    """Call it with the seconds by which the clock is ahead."""
    real = time.time

    def ahead(seconds):
        monkeypatch.setattr(time, "time", lambda: real() + seconds)
        return real() + seconds

    yield ahead
    monkeypatch.undo()


@pytest.fixture
def zone(monkeypatch):
    def travel(name):
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield travel
    monkeypatch.undo()
    time.tzset()


def write_all(store, word):
    store.save_draft("q", "r", word)
    store.save_sitting("s", word.encode())
    store.mark("q", BOOKMARK, on=word == "before")


def assert_written(store, word):
    assert store.draft("q", "r") == word and dict(store.unfinished())["s"] == word.encode()
    assert store.marks(BOOKMARK) == ({"q"} if word == "before" else set())


@pytest.mark.parametrize("waits", [False, True])
def test_what_is_written_after_the_clock_was_put_right_holds(tmp_path, store, clock, waits):
    clock(10 * DAY)
    write_all(store, "before")
    older = list(store.export())
    clock(0)
    if waits:
        with held(tmp_path):
            write_all(store, "after")
        assert store.settle()
    else:
        write_all(store, "after")
    assert_written(store, "after")
    store.take_in(older)
    assert_written(store, "after")
    there = open_store(tmp_path / "there")
    there.take_in(store.export())
    there.take_in(older)
    assert_written(there, "after")
    store.drop_draft("q")
    store.save_sitting("s", b"", finished=True)
    assert store.draft("q", "r") is None and not store.unfinished()


def test_the_sitting_gone_on_with_last_is_the_first_to_be_offered(store, clock):
    clock(10 * DAY)
    store.save_sitting("ahead", b"1")
    clock(0)
    store.save_sitting("now", b"2")
    assert [name for name, _ in store.unfinished()] == ["now", "ahead"]


def test_the_learners_own_rating_holds_after_the_clock_was_put_right(store, clock):
    made = store.add(Attempt("q", "r", clock(0), verdict=RIGHT, rating=3))
    clock(10 * DAY)
    store.rate(made, 4)
    older = list(store.export())
    clock(0)
    store.rate(made, 1)
    store.take_in(older)
    assert store.attempt(made).rating == store.card("q").rating == 1


@pytest.mark.parametrize("rating", [1, 0])
def test_after_answers_from_the_future_an_answer_counts_from_today(store, clock, rating):
    for days in (9, 10):
        store.add(Attempt("q", "r", clock(days * DAY), verdict=RIGHT, rating=3))
    now = clock(0)
    made = store.add(Attempt("q", "r", now, verdict=WRONG, rating=rating))
    card, today = store.card("q"), study_day(now)
    assert (card.outcome, card.at, card.tries) == ("wrong", now, 3)
    if rating:
        assert (card.rating, card.day, card.due) == (1, today, today + 1)
    else:
        assert card.day == today - 1 and today < card.due < today + 5
    store.undo(made)
    assert store.card("q").day == today - 1 and store.card("q").due < today + 5


@pytest.mark.parametrize("rating", [1, 0])
def test_a_journey_to_the_west_keeps_the_order_and_the_day(store, clock, zone, rating):
    now = time.time()
    morning = now - now % DAY  # 09:00 in Tokyo, and still the day before in Honolulu
    zone("Asia/Tokyo")
    store.add(Attempt("q", "r", clock(morning - now), verdict=RIGHT, rating=3))
    zone("Pacific/Honolulu")
    later = clock(morning - now + 3600)
    store.add(Attempt("q", "r", later, verdict=WRONG, rating=rating))
    card, today = store.card("q"), study_day(later)
    assert (card.outcome, card.rating, card.day) == ("wrong", rating or 3, today)
    assert card.due == today + 1 or not rating


def test_what_was_found_to_be_earlier_is_known_on_the_other_machine_too(tmp_path, store, clock):
    there = open_store(tmp_path / "there")
    store.add(Attempt("q", "r", clock(10 * DAY), verdict=RIGHT, rating=3))
    clock(2 * DAY)
    there.take_in(store.export())
    store.add(Attempt("q", "r", clock(0), verdict=WRONG, rating=1))
    clock(2 * DAY)
    there.take_in(store.export())
    clock(0)
    assert there.card("q") == store.card("q")
    assert there.card("q").due == study_day(time.time()) + 1
