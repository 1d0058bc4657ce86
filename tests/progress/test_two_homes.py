"""Two homes, random deeds in both, exchanges in both directions: both know the same, and the later holds."""

import itertools
import sqlite3

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from progress.make import rated

from quizrnn.progress import ASIDE, BOOKMARK, data_file, open_store
from quizrnn.progress import store as store_module
from quizrnn.progress.schema import APPLICATION, STEPS

NAMES, SITTINGS = ("q0", "q1", "q2"), ("s0", "s1")


class Clock:
    """Every look at it is a moment later."""

    def __init__(self):
        self._ticks = itertools.count(1_767_268_800)

    def time(self):
        return float(next(self._ticks))


def facts(store):
    """What the learner sees."""
    return {
        "attempts": sorted(
            (a.question, a.at, a.rating, a.undone, a.corrected) for a in store.attempts(undone=True)
        ),
        "cards": [store.card(name) for name in NAMES],
        "drafts": [store.draft(name, revision) for name in NAMES for revision in "rs"],
        "marks": [store.marks(mark) for mark in (ASIDE, BOOKMARK)],
        "sittings": store.unfinished(),
    }


class Newest:
    """What a learner would expect: of what reached a home, that which was done last."""

    def __init__(self):
        self.known = {}

    def put(self, key, moment, value):
        if moment > self.known.get(key, (0, None))[0]:
            self.known[key] = (moment, value)

    def take_in(self, other):
        for key, (moment, value) in other.known.items():
            self.put(key, moment, value)

    def seen(self, kind):
        return {key[1:]: value for key, (_, value) in self.known.items() if key[0] == kind and value}


def perform(store, newest, clock, step):
    what, which, value = step
    name, sitting, moment = NAMES[which % 3], SITTINGS[which % 2], clock.time()
    made = store.attempts(undone=True)
    match what:
        case "add":
            store.add(rated(name, value, 1 + value % 4, later=moment % DAY_PART, sitting=sitting))
        case "undo" if made:
            store.undo(made[which % len(made)].id)
        case "rate" if made:
            store.rate(made[which % len(made)].id, 1 + value % 4)
        case "draft":
            revision = "rs"[value % 2]
            store.save_draft(name, revision, f"text {value}")
            newest.put(("draft", name, revision), moment, f"text {value}")
        case "drop":
            store.drop_draft(name)
            for key in [key for key in newest.known if key[:2] == ("draft", name)]:
                newest.put(key, moment, None)
        case "sit":
            store.save_sitting(sitting, b"%d" % value)
            newest.put(("sitting", sitting), moment, b"%d" % value)
        case "finish":
            store.save_sitting(sitting, b"%d" % value, finished=True)
            newest.put(("sitting", sitting), moment, None)
        case "mark" | "unmark":
            mark = (ASIDE, BOOKMARK)[value % 2]
            store.mark(name, mark, on=what == "mark", note=str(value))
            newest.put(("mark", name, mark), moment, what == "mark")


DAY_PART = 20_000
DEEDS = ("add", "undo", "rate", "draft", "drop", "sit", "finish", "mark", "unmark")
STEP = st.tuples(st.sampled_from(DEEDS), st.integers(0, 5), st.integers(0, 9))
STEPS_OF = st.lists(
    st.tuples(st.integers(0, 1), st.one_of(STEP, st.just("exchange"), st.just("older export"))), max_size=24
)


@settings(max_examples=40, deadline=None)
@given(steps=STEPS_OF)
@example([(0, ("mark", 0, 0)), (0, "exchange"), (0, ("unmark", 0, 0)), (0, "older export")])
@example([(0, ("draft", 0, 0)), (0, "exchange"), (1, ("drop", 0, 0)), (0, ("draft", 0, 2)), (1, "exchange")])
@example([(0, ("sit", 0, 1)), (0, "exchange"), (1, ("finish", 0, 2)), (1, "exchange"), (0, "older export")])
def test_both_know_the_same_and_nothing_later_is_overwritten(tmp_path_factory, steps):
    folder, clock = tmp_path_factory.mktemp("homes"), Clock()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store_module.time, "time", clock.time)
        stores = [open_store(folder / "one"), open_store(folder / "two")]
        known, older = [Newest(), Newest()], []
        for which, step in steps:
            if step == "exchange":
                older.append((list(stores[which].export()), which))
                stores[1 - which].take_in(older[-1][0])
                known[1 - which].take_in(known[which])
            elif step == "older export" and older:
                lines, _ = older[0]
                before = facts(stores[1 - which]) if older[0][1] != which else facts(stores[which])
                home = stores[1 - which] if older[0][1] != which else stores[which]
                home.take_in(lines)
                assert facts(home) == before, "it knew all that already"
            elif step not in ("exchange", "older export"):
                perform(stores[which], known[which], clock, step)
        for _ in range(2):
            for which in (0, 1):
                stores[which].take_in(stores[1 - which].export())
                known[which].take_in(known[1 - which])
        assert facts(stores[0]) == facts(stores[1])
        assert {(name,): data for name, data in stores[0].unfinished()} == known[0].seen("sitting")
        assert {(name, mark): True for mark in (ASIDE, BOOKMARK) for name in stores[0].marks(mark)} == known[
            0
        ].seen("mark")
        drafts = {(name, revision): stores[0].draft(name, revision) for name in NAMES for revision in "rs"}
        assert {key: text for key, text in drafts.items() if text is not None} == known[0].seen("draft")
        assert stores[0].take_in(stores[1].export()).other == 0
        for one in stores:
            one.close()


def test_the_later_draft_holds_whichever_way_it_comes(tmp_path):
    one, other = open_store(tmp_path / "one"), open_store(tmp_path / "two")
    one.save_draft("q", "r", "earlier")
    earlier = list(one.export())
    other.take_in(earlier)
    other.save_draft("q", "r", "later")
    assert other.take_in(earlier).other == 0 and other.draft("q", "r") == "later"
    assert one.take_in(other.export()).other == 1 and one.draft("q", "r") == "later"


def test_a_finished_sitting_is_not_brought_back_where_it_was_never_known(tmp_path):
    one, other = open_store(tmp_path / "one"), open_store(tmp_path / "two")
    one.save_sitting("s", b"1")
    earlier = list(one.export())
    one.save_sitting("s", b"2", finished=True)
    assert other.take_in(one.export()).other == 0, "there is nothing to be seen of it"
    assert other.take_in(earlier).other == 0 and not other.unfinished()


def test_removed_under_an_older_id_it_is_removed_under_the_present_one(tmp_path):
    one, other = open_store(tmp_path / "one"), open_store(tmp_path / "two")
    one.mark("old", BOOKMARK)
    one.save_draft("old", "r", "half")
    other.take_in(one.export())
    one.mark("old", BOOKMARK, on=False)
    one.drop_draft("old")
    other.rename({"old": "new"})
    other.take_in(one.export(), {"old": "new"})
    assert other.marks(BOOKMARK) == set() and other.draft("new", "r") is None
    one.rename({"old": "new"})
    one.take_in(other.export())
    assert one.marks(BOOKMARK) == set() and one.draft("new", "r") is None


def test_an_export_of_the_first_format_comes_in(tmp_path):
    store = open_store(tmp_path)
    lines = [
        b'{"type":"quizrnn-progress","version":1}',
        b'{"type":"attempt","attempt":{"question":"q","revision":"r","at":5.0}}',
        b'{"type":"mark","question":"q","mark":"bookmark","at":5.0,"note":""}',
        b'{"type":"draft","question":"q","revision":"r","at":5.0,"text":"half"}',
        b'{"type":"sitting","id":"s","at":5.0,"finished":false,"data":"1"}',
        b'{"type":"end","lines":5}',
    ]
    taken = store.take_in(lines)
    assert (taken.attempts, taken.other) == (1, 3)
    assert store.marks(BOOKMARK) == {"q"} and store.draft("q", "r") == "half"
    assert store.unfinished() == [("s", b"1")]


def test_a_file_of_an_earlier_version_keeps_what_is_in_it(tmp_path):
    db = sqlite3.connect(data_file(tmp_path), isolation_level=None)
    for step in STEPS[:3]:
        for statement in step:
            db.execute(statement)
    db.execute("INSERT INTO marks VALUES ('q', 'bookmark', 5.0, '')")
    db.execute("INSERT INTO drafts VALUES ('q', 'r', 5.0, 'half')")
    db.execute("INSERT INTO sittings VALUES ('s', 5.0, 0, x'31')")
    db.execute(f"PRAGMA application_id = {APPLICATION}")
    db.execute("PRAGMA user_version = 3")
    db.close()
    store = open_store(tmp_path)
    assert store.trouble is None and store.marks(BOOKMARK) == {"q"} and store.draft("q", "r") == "half"
    store.drop_draft("q")
    store.mark("q", BOOKMARK, on=False)
    assert store.marks(BOOKMARK) == set() and store.draft("q", "r") is None
    assert store.unfinished() == [("s", b"1")]
