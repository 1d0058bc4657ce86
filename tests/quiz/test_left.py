"""Sittings that were left: each goes on with the bank that has its questions, and no other one finishes it."""

import random

import pytest
from cli.six import YAML, write_bank

from quizrnn.app.screens.session import Session
from quizrnn.bank import Bank
from quizrnn.cli.filters import Filters
from quizrnn.cli.sitting import PlainSitting
from quizrnn.progress import open_store
from quizrnn.quiz import begin, is_elsewhere, left_here, left_reviews, load, save


@pytest.fixture
def banks(tmp_path):
    """A bank and one with the same questions under other ids, but for one that both have."""
    one = write_bank(tmp_path / "one")
    other = write_bank(tmp_path / "other")
    changed = YAML.replace("id: six.", "id: six.other-").replace("six.other-text", "six.text")
    (other / "questions" / "six.yaml").write_text(changed, "utf-8")
    return Bank.open(one, tmp_path / "cache"), Bank.open(other, tmp_path / "cache")


@pytest.fixture
def store(tmp_path):
    made = open_store(tmp_path / "home")
    yield made
    made.close()


def leave(store, bank, *names, title=""):
    sitting = begin([bank.get(name) for name in names], random.Random(), 1.0, title=title)
    store.save_sitting(sitting.id, save(sitting))
    return sitting


def left(store):
    return [load(data) for _, data in store.unfinished()]


def test_only_what_goes_on_in_this_bank_is_offered(store, banks):
    here, there = banks
    mine = leave(store, here, "six.number")
    theirs = leave(store, there, "six.other-number", title="theirs")
    assert [one.id for one in left_here(store.unfinished(), here)] == [mine.id]
    assert [one.id for one in left_here(store.unfinished(), there)] == [theirs.id]
    for bank, sitting in ((here, mine), (there, theirs)):
        found = Filters().sitting(bank, store, "en", random.Random(1), new=False)
        assert found.id == sitting.id


@pytest.mark.parametrize("come", [(), ("six.text",)])
def test_the_app_never_finishes_what_is_left_for_another_bank(store, banks, come):
    here, there = banks
    sitting = leave(store, there, *come, "six.other-number", "six.other-choice")
    session = Session(sitting, here, store)
    session.settle()
    if come:
        assert session.question.id == "six.text" and not session.finished
        session.skip("en")
        session.advance()
        session.settle()
    assert session.finished and is_elsewhere(session.sitting, here)
    session.pause()
    (kept,) = left(store)
    assert kept.item.question == "six.other-number", "there it goes on where it was left"
    again = Session(kept, there, store)
    again.settle()
    assert again.question.id == "six.other-number" and not again.finished


def test_line_by_line_neither(store, banks):
    here, there = banks
    sitting = leave(store, there, "six.text", "six.other-number")
    said, lines = [], iter([":skip"])
    PlainSitting(here, store, lambda torch: None, "en", read=lambda prompt: next(lines), say=said.append).run(
        sitting
    )
    (kept,) = left(store)
    assert kept.item.question == "six.other-number"


def test_a_new_review_takes_the_place_of_the_banks_own_and_of_no_other(store, banks):
    here, there = banks
    mine = leave(store, here, "six.number", title="review")
    leave(store, there, "six.other-number", title="review topic")
    leave(store, here, "six.choice", title="six")
    assert [one.id for one in left_reviews(store.unfinished(), here)] == [mine.id]
