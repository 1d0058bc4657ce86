"""A sitting that was left on one machine and is gone on with on another."""

import random

import msgspec
import pytest
from cli.six import write_bank
from hypothesis import given, settings
from hypothesis import strategies as st
from progress.make import rated
from progress.test_waiting import held

from quizrnn.app.screens.session import Session
from quizrnn.bank import Bank
from quizrnn.grading import Typed
from quizrnn.progress import open_store
from quizrnn.quiz import begin, load
from quizrnn.verdict import Verdict

NAMES = ("six.text", "six.number", "six.choice")


@pytest.fixture(scope="module")
def bank(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bank")
    return Bank.open(write_bank(folder / "bank"), folder / "cache")


def started(bank, store, seed):
    session = Session(begin([bank.get(name) for name in NAMES], random.Random(seed), 1.0), bank, store)
    session.settle()
    return session


def answer(session, outcome="wrong"):
    session.record(Typed("so", session.sitting.item.seed), Verdict(outcome), "en")


def moved(session, step):
    """One random move of a sitting, as long as it goes on."""
    if session.finished:
        return
    match step:
        case "wrong" | "right" | "broken":
            answer(session, step)
        case "skip":
            session.skip("en")
        case "undo":
            session.undo()
        case "on" if session.over and session.sitting.at < len(NAMES) - 1:
            session.advance()


def counting(store):
    return {(a.sitting, a.question, a.at): not a.undone for a in store.attempts(undone=True)}


def gone_on_with(bank, store, name):
    """The session of a sitting that was left."""
    session = Session(load(dict(store.unfinished())[name]), bank, store)
    session.settle()
    return session


STEPS = st.lists(
    st.tuples(
        st.integers(0, 1), st.sampled_from(["wrong", "right", "broken", "skip", "undo", "on", "over there"])
    ),
    max_size=16,
)


@settings(max_examples=30)
@given(own=st.integers(0, 5), steps=STEPS, twice=st.booleans())
def test_undo_there_takes_back_the_sittings_own_last_answer_and_no_other(
    tmp_path_factory, bank, own, steps, twice
):
    folder = tmp_path_factory.mktemp("machines")
    stores = [open_store(folder / "one"), open_store(folder / "two")]
    for number in range(own):  # so that the same ids are other attempts
        stores[1].add(rated("six.text", number, sitting="own", seed=number))
    sessions = [started(bank, stores[0], 1), started(bank, stores[0], 2)]
    here = 0
    for which, step in steps:
        if step == "over there":
            for _ in range(1 + twice):
                stores[1 - here].take_in(stores[here].export())
            here = 1 - here
            sessions = [
                gone_on_with(bank, stores[here], one.sitting.id) for one in sessions if not one.finished
            ]
        elif sessions:
            moved(sessions[which % len(sessions)], step)
    there = stores[1 - here]
    there.take_in(stores[here].export())
    for one in (one for one in sessions if not one.finished):
        session = gone_on_with(bank, there, one.sitting.id)
        item = session.sitting.items[session.sitting.at - session.behind]
        before = counting(there)
        mine = [
            key for key, counts in before.items() if counts and key[:2] == (one.sitting.id, item.question)
        ]
        session.undo()
        changed = {key for key, counts in counting(there).items() if counts != before[key]}
        assert changed == ({(one.sitting.id, item.question, item.tries[-1].at)} if item.tries else set())
        assert changed <= set(mine)
    for store in stores:
        store.close()


def test_a_sitting_that_was_finished_there_is_not_offered_again_here(tmp_path, bank):
    one, other = open_store(tmp_path / "one"), open_store(tmp_path / "two")
    session = started(bank, one, 1)
    answer(session)
    other.take_in(one.export())
    there = gone_on_with(bank, other, session.sitting.id)
    for _ in NAMES:
        there.skip("en")
        there.advance()
    assert there.finished and not other.unfinished()
    assert one.take_in(other.export()).other == 1
    assert not one.unfinished() and one.take_in(other.export()).other == 0
    assert open_store(tmp_path / "three").take_in(other.export()).other == 0, "nothing to go on with there"


def test_a_sitting_that_was_gone_on_with_here_stays_as_it_is_here(tmp_path, bank):
    one, other = open_store(tmp_path / "one"), open_store(tmp_path / "two")
    session = started(bank, one, 1)
    older = list(one.export())
    other.take_in(older)
    there = gone_on_with(bank, other, session.sitting.id)
    answer(there)
    left = other.unfinished()
    other.take_in(older)
    assert other.unfinished() == left


def test_an_import_while_a_sitting_is_open_here_leaves_it_to_the_learner(tmp_path, bank):
    one, other = open_store(tmp_path / "one"), open_store(tmp_path / "two")
    one.add(rated("six.text", sitting="elsewhere"))
    session = started(bank, other, 2)
    answer(session)
    open_store(tmp_path / "two").take_in(one.export())
    answer(session, "right")
    session.undo()
    assert [(a.question, a.outcome) for a in other.attempts() if a.sitting != "elsewhere"] == [
        ("six.text", "wrong")
    ]
    assert len(other.attempts()) == 2 and other.trouble is None


def test_what_was_done_under_an_older_id_is_known_again_under_the_present_one(tmp_path):
    one, other = open_store(tmp_path / "one"), open_store(tmp_path / "two")
    renamed = {"old": "new"}
    one.add(rated("old"))
    one.mark("old", "bookmark")
    one.save_draft("old", "r", "half")
    other.take_in(one.export())
    other.rename(renamed)
    again = other.take_in(one.export(), renamed)
    assert (again.attempts, again.known, again.other) == (0, 1, 0)
    assert [a.question for a in other.attempts()] == ["new"] and other.card("new").tries == 1
    assert other.marks("bookmark") == {"new"} and other.draft("new", "r") == "half"


def test_answers_that_wait_come_with_the_next_export(tmp_path, bank):
    store, there = open_store(tmp_path / "one", 0.01), open_store(tmp_path / "two")
    there.add(rated("six.text", sitting="own"))
    session = started(bank, store, 1)
    with held(tmp_path / "one"):
        answer(session)
        second = open_store(tmp_path / "one", 0.01)
        assert not second.others_wait(), "they are known there"
        there.take_in(second.export())
        assert {a.sitting for a in there.attempts()} == {"own", session.sitting.id}
        second.close()
    third = open_store(tmp_path / "one")
    assert third.others_wait(), "they are the running session's, which has yet to write them"
    assert store.settle() and not third.others_wait()
    there.take_in(store.export())
    gone_on_with(bank, there, session.sitting.id).undo()
    assert {a.sitting: a.undone for a in there.attempts(undone=True)} == {
        "own": False, session.sitting.id: True,
    }  # fmt: skip


def test_an_answer_that_cannot_be_read_is_taken_back_all_the_same(tmp_path, bank):
    one, other = open_store(tmp_path / "one"), open_store(tmp_path / "two")
    session = started(bank, one, 1)
    answer(session)
    lines = [
        line.replace(b'"answer":"{', b'"answer":"?{') if b'"attempt"' in line else line
        for line in one.export()
    ]
    other.take_in(lines)
    gone_on_with(bank, other, session.sitting.id).undo()
    (taken,) = other.attempts(undone=True)
    assert taken.undone and msgspec.json.decode(other.unfinished()[0][1])["items"][0]["tries"] == []
