"""The schedule is the sum of what was answered, whatever the way there; the day turns at four."""

import os
import sqlite3
import subprocess
import sys
import time
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from progress.make import attempt, rated

from quizrnn.progress import ASIDE, Attempt, data_file, open_store, study_day
from quizrnn.progress.schedule import fold, reviewed
from quizrnn.progress.schema import APPLICATION, STEPS

ratings = st.lists(st.tuples(st.integers(730000, 730400), st.integers(1, 4)), max_size=12)


@pytest.fixture
def store(tmp_path):
    made = open_store(tmp_path)
    yield made
    made.close()


@given(ratings)
def test_a_schedule_is_the_same_in_one_go_and_step_by_step(given_ratings):
    memory = None
    by_day = dict(given_ratings)
    for day in sorted(by_day):
        memory = reviewed(memory, day, by_day[day])
    assert fold(given_ratings) == memory
    if memory is not None:
        assert memory.day < memory.due <= memory.day + 180


@given(st.integers(730000, 730400), st.lists(st.integers(2, 4), min_size=1, max_size=5))
def test_better_ratings_come_back_no_sooner_and_again_comes_tomorrow(day, past):
    memory = None
    for rating in past:
        memory = reviewed(memory, day, rating)
        day = memory.due
    dues = [reviewed(memory, day, rating).due for rating in (1, 2, 3, 4)]
    assert dues == sorted(dues)
    assert reviewed(None, day, 1).due == day + 1


def test_the_day_turns_at_four(monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        before = datetime(2026, 11, 22, 3, 59, 59).timestamp()
        assert study_day(before) + 1 == study_day(before + 1) == datetime(2026, 11, 22).toordinal()
        monkeypatch.setenv("TZ", "Europe/Berlin")
        time.tzset()
        spring = datetime(2026, 3, 29, 4, 0).timestamp()  # the hour from two to three is left out that night
        assert study_day(spring - 1) + 1 == study_day(spring) == datetime(2026, 3, 29).toordinal()
    finally:
        monkeypatch.undo()
        time.tzset()


def test_an_answer_is_scheduled_and_due_when_its_day_comes(store):
    store.add(rated(rating=3))
    card = store.card("gru.a")
    assert (card.rating, card.outcome, card.tries) == (3, "right", 1)
    assert store.due(card.due - 1) == [] and store.coming(card.due - 1) == (card.due, 1)
    assert [one.question for one in store.due(card.due)] == ["gru.a"]
    assert store.coming(card.due) is None
    store.mark("gru.a", ASIDE)
    assert store.due(card.due + 9) == [] and store.coming(card.day) is None
    store.mark("gru.a", ASIDE, on=False)
    assert len(store.due(card.due + 9)) == 1, "overdue stays due"


def test_skips_and_practice_leave_the_schedule_alone(store):
    store.add(rated(rating=3))
    before = store.card("gru.a")
    store.add(rated(day=1, rating=0))
    store.add(attempt(at=before.at + 200000, verdict=None, kind="skip"))
    after = store.card("gru.a")
    assert (after.due, after.day, after.stability) == (before.due, before.day, before.stability)
    assert (after.outcome, after.tries) == ("skip", 3)
    store.add(attempt("gru.new", verdict=None, kind="skip"))
    assert store.card("gru.new").due == 0 and store.due(10**6)[0].question == "gru.a"


def test_a_slip_taken_back_restores_the_schedule_from_before(store):
    store.add(rated(rating=3))
    before = store.card("gru.a")
    slip = store.add(rated(day=4, rating=1, seconds=30.0))
    assert store.card("gru.a") != before
    store.undo(slip)
    assert store.card("gru.a") == before
    only = store.add(rated("gru.b"))
    store.undo(only)
    assert store.card("gru.b") is None and "gru.b" not in store.latest()


def test_the_learner_corrects_a_rating_also_of_practice(store):
    number = store.add(rated(rating=3))
    good = store.card("gru.a")
    store.rate(number, 4)
    easy = store.card("gru.a")
    assert easy.due > good.due and easy.rating == 4
    found = store.attempt(number)
    assert found.rating == 4 and found.corrected > 0
    practice = store.add(rated(day=1, rating=0))
    store.rate(practice, 1)
    assert store.card("gru.a").due == easy.day + 2


def test_the_last_rating_of_a_day_is_the_days(tmp_path, store):
    store.add(rated(rating=1))
    store.add(rated(rating=2, later=60.0))
    card = store.card("gru.a")
    other = open_store(tmp_path / "other")
    other.add(rated(rating=2))
    assert (card.due, card.stability) == (other.card("gru.a").due, other.card("gru.a").stability)
    other.close()


def test_a_changed_question_keeps_its_history(store):
    store.add(rated(rating=3, hints=0))
    before = store.card("gru.a")
    store.add(Attempt("gru.a", "r2", before.at + 3e5, rating=3))
    after = store.card("gru.a")
    assert after.revision == "r2" and after.stability > before.stability


steps = st.lists(
    st.tuples(
        st.sampled_from(["add", "undo", "rate"]),
        st.integers(0, 3),
        st.integers(0, 20),
        st.integers(0, 4),
        st.sampled_from([0.0, 4.0, 50.0]),
    ),
    max_size=14,
)


@settings(max_examples=40)
@given(steps)
def test_cards_kept_step_by_step_are_those_of_all_attempts(tmp_path_factory, moves):
    from quizrnn.progress.cards import renew_all

    store = open_store(tmp_path_factory.mktemp("cards"))
    numbers = []
    for number, (move, question, day, rating, seconds) in enumerate(moves):
        if move == "add":
            kind = "answer" if rating else "skip"
            made = rated(f"q{question}", day, rating, later=float(number), seconds=seconds, kind=kind)
            numbers.append(store.add(made))
        elif numbers and move == "undo":
            store.undo(numbers[day % len(numbers)])
        elif numbers:
            store.rate(numbers[day % len(numbers)], rating or 3)
    kept = [store.card(f"q{i}") for i in range(4)]
    store._db.execute("DELETE FROM cards")
    renew_all(store._db)
    assert [store.card(f"q{i}") for i in range(4)] == kept
    store.close()


def test_the_median_time_is_of_sittings_not_of_tries(store):
    for number, seconds in enumerate([10.0, 20.0, 90.0]):
        sitting = f"s{number}"
        store.add(rated(day=number, seconds=seconds / 2, sitting=sitting))
        store.add(rated(day=number, later=9.0, seconds=seconds, sitting=sitting))
    store.add(rated(day=5, seconds=500.0, sitting="s5", kind="unknown"))
    assert store.card("gru.a").seconds == 20.0
    assert store.due(10**6)[0].seconds == 20.0


def test_a_file_from_before_the_schedule_gets_one(tmp_path):
    path = data_file(tmp_path)
    db = sqlite3.connect(path)
    for statement in STEPS[0]:
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION}")
    db.execute("PRAGMA user_version = 1")
    row = "INSERT INTO attempts VALUES (NULL, ?, 'r', 't', ?, 'answer', ?, '', '', 'en', 9, 0, 0, 's', 'app', 0)"
    noon = rated().at
    db.executemany(row, [("right", noon, "right"), ("wrong", noon, "wrong"), ("skipped", noon, "skip")])
    db.commit()
    db.close()
    store = open_store(tmp_path)
    assert store.trouble is None
    cards = [store.card(name) for name in ("right", "wrong", "skipped")]
    assert [card.rating for card in cards] == [3, 1, 0]
    assert cards[0].day == study_day(noon) and cards[0].due > cards[1].due > cards[0].day and not cards[2].due
    store.close()


def test_the_scheduler_is_not_loaded_to_read_progress(tmp_path):
    open_store(tmp_path).add(rated())
    code = (
        "import sys; from quizrnn.progress import open_store; s = open_store(sys.argv[1]);"
        "s.due(); s.latest(); s.attempts(); print('fsrs' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ,
    )
    assert done.stdout.strip() == "False"
