"""Two machines, one learner: export and import merge without doubles and lose nothing."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from progress.make import attempt, rated

from quizrnn.progress import UnreadableExportError, data_file, open_store


def cards(store):
    return [store.card(f"q{i}") for i in range(3)]


def deeds(store):
    return sorted(
        (msgspec.structs.replace(one, id=0) for one in store.attempts(undone=True)),
        key=lambda one: (one.at, one.question),
    )


@pytest.fixture
def two(tmp_path):
    stores = open_store(tmp_path / "one"), open_store(tmp_path / "two")
    yield stores
    for store in stores:
        store.close()


def test_everything_arrives_and_a_second_time_changes_nothing(two):
    one, other = two
    one.add(attempt("q0", lang="ja", hints=2, seed=7, sitting="s", way="app"))
    slip = one.add(rated("q1"))
    one.undo(slip)
    one.mark("q0", "bookmark", note="look")
    one.save_draft("q2", "r", "half")
    one.save_sitting("s", '{"x": "日本"}'.encode())
    one.set_setting("lang", "ja")
    taken = other.take_in(one.export())
    assert (taken.attempts, taken.known, taken.other) == (2, 0, 4)
    assert deeds(other) == deeds(one) and cards(other) == cards(one)
    assert other.marks("bookmark") == {"q0"} and other.draft("q2", "r") == "half"
    assert other.unfinished() == one.unfinished() and other.setting("lang") == "ja"
    again = other.take_in(one.export())
    assert (again.attempts, again.known, again.changed, again.other) == (0, 2, 0, 0)
    assert deeds(other) == deeds(one)


def test_what_was_taken_back_or_rated_there_holds_here_too(two):
    one, other = two
    numbers = [one.add(rated(f"q{i}", rating=3)) for i in range(2)]
    other.take_in(one.export())
    one.undo(numbers[0])
    one.rate(numbers[1], 1)
    assert other.take_in(one.export()).changed == 2
    assert cards(other) == cards(one) and other.card("q0") is None and other.card("q1").rating == 1
    other.rate(2, 4)
    one.take_in(other.export())
    assert one.card("q1").rating == 4, "the later of two ratings holds"
    other.take_in(one.export())
    assert cards(other) == cards(one)


moves = st.lists(
    st.tuples(st.integers(0, 1), st.integers(0, 2), st.integers(0, 12), st.integers(0, 4)), max_size=10
)


@settings(max_examples=25)
@given(moves)
def test_after_an_exchange_both_know_the_same_in_whatever_order(tmp_path_factory, made):
    folder = tmp_path_factory.mktemp("two")
    stores = [open_store(folder / "one"), open_store(folder / "two")]
    for number, (which, question, day, rating) in enumerate(made):
        stores[which].add(rated(f"q{question}", day, rating, later=float(number)))
    stores[0].take_in(stores[1].export())
    stores[1].take_in(stores[0].export())
    assert deeds(stores[0]) == deeds(stores[1]) and len(deeds(stores[0])) == len(made)
    assert cards(stores[0]) == cards(stores[1])
    for store in stores:
        store.close()


def broken_exports():
    head, end = b'{"type":"quizrnn-progress","version":1}', b'{"type":"end","lines":2}'
    good = b'{"type":"attempt","attempt":{"question":"new","revision":"r","at":5}}'
    return {
        "empty": [],
        "text": [b"dear diary"],
        "other json": [b'{"a": 1}', end],
        "newer": [b'{"type":"quizrnn-progress","version":3}', b'{"type":"hologram"}', end],
        "cut": [head, good],
        "cut in a line": [head, good, end[:9]],
        "lines missing": [head, end],
        "more": [head, good, end, good],
        "second head": [head, head, end],
        "rating": [head, good.replace(b'"at":5', b'"at":5,"rating":9'), end],
        "no moment": [head, good.replace(b'"at":5', b'"at":1e300'), end],
        "day": [head, good.replace(b'"at":5', b'"at":5,"day":9999999'), end],
        "seed": [head, good.replace(b'"at":5', b'"at":5,"seed":99999999999999999999'), end],
        "outcome": [head, good.replace(b'"at":5', b'"at":5,"verdict":{"outcome":"great"}'), end],
        "deep": [b"[" * 100_000],
        "deep in a line": [head, b'{"type":"attempt","x":' + b"[" * 100_000, end],
        "a sitting's moment": [
            head,
            b'{"type":"sitting","id":"s","at":1e300,"finished":false,"data":""}',
            end,
        ],
        "bytes": [head, b"\xff\xfe\x00", end],
    }


@pytest.mark.parametrize("name", broken_exports())
def test_a_file_that_is_no_whole_export_changes_nothing(two, name):
    store = two[0]
    store.add(rated("q0"))
    before = deeds(store), cards(store), sorted(store._db.iterdump())
    with pytest.raises(UnreadableExportError) as caught:
        store.take_in(broken_exports()[name])
    assert caught.value.message("en") != caught.value.message("ja")
    assert (deeds(store), cards(store), sorted(store._db.iterdump())) == before and store.trouble is None
    assert ("newer" in str(caught.value)) == (name == "newer")


def test_work_goes_on_while_lines_are_read(tmp_path, two):
    store = two[0]
    store.add(rated("q0"))
    lines = store.export()
    store.add(rated("q1"))
    assert sum(b'"attempt"' in line for line in lines) == 1
    assert len(open_store(data_file(tmp_path / "one")).attempts()) == 2
