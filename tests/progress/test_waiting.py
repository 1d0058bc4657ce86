"""Another program holds the progress file: answers wait beside it and go into it once it is free."""

import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from progress.make import rated

from quizrnn.progress import BOOKMARK, data_file, open_store, waiting
from quizrnn.progress.cards import renew_all

TESTS = str(Path(__file__).parents[1])
BRIEF = 0.01
ANSWERER = """
import os, sys
sys.path.insert(0, sys.argv[2])
from progress.make import rated
from quizrnn.progress import open_store
store = open_store(sys.argv[1], 0.01)
number = int(sys.argv[3])
while True:
    number += 1
    store.add(rated(f"q{number % 5}", number // 5, 1 + number % 4, later=float(number), seed=number))
    os.write(1, b"%d\\n" % number)  # acknowledged
"""


@contextmanager
def held(folder, how="IMMEDIATE"):
    """While another program is in the midst of writing."""
    other = sqlite3.connect(data_file(folder), isolation_level=None)
    other.execute(f"BEGIN {how}")
    try:
        yield other
    finally:
        if other.in_transaction:
            other.execute("ROLLBACK")
        other.close()


def beside(folder):
    return sorted(folder.glob("*.waiting-*"))


def tables(store):
    """Everything that is kept, without the moments of writing."""
    asked = (
        "SELECT question, at, rating, undone, sitting FROM attempts ORDER BY question, at",
        "SELECT * FROM cards ORDER BY question",
        "SELECT question, revision, text FROM drafts ORDER BY question",
        "SELECT id, finished, data FROM sittings ORDER BY id",
        "SELECT question, mark, note FROM marks ORDER BY question",
        "SELECT * FROM settings ORDER BY name",
    )
    return [store._db.execute(query).fetchall() for query in asked]


def assert_sound(store):
    assert store._db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    before = tables(store)
    renew_all(store._db)
    assert tables(store) == before


def test_what_waited_is_in_the_file_once_it_is_free(tmp_path):
    store = open_store(tmp_path, BRIEF)
    before = store.add(rated("before"))
    with held(tmp_path):
        slip, kept = store.add(rated("a")), store.add(rated("a", 3))
        store.undo(slip)
        store.rate(kept, 1)
        store.rate(before, 4)
        assert store.trouble.code == "locked" and store.trouble.beside
        assert len(beside(tmp_path)) == 1 and not store.settle()
    assert store.settle() and store.trouble is None and not beside(tmp_path)
    store.rate(kept, 2)
    assert store.attempt(kept).rating == 2 and store.attempt(slip).undone
    again = open_store(tmp_path)
    assert [(one.question, one.rating) for one in again.attempts()] == [("before", 4), ("a", 2)]
    assert max(one.id for one in again.attempts(undone=True)) == 3, "ids go on as if nothing had been"
    assert_sound(again)


def test_the_next_thing_written_takes_what_waited_with_it(tmp_path):
    store = open_store(tmp_path, BRIEF)
    with held(tmp_path):
        store.add(rated("first"))
    store.save_draft("second", "r", "x")
    assert store.trouble is None
    assert [one.question for one in open_store(tmp_path).attempts()] == ["first"]


def test_ids_hold_though_the_other_program_has_added_attempts_meanwhile(tmp_path):
    store = open_store(tmp_path, BRIEF)
    store.add(rated("before"))
    with held(tmp_path) as other:
        mine = store.add(rated("mine"))
        other.execute("INSERT INTO attempts SELECT 2, 'theirs', revision, topic, at, kind, outcome, answer,"
                      " verdict, lang, seconds, hints, seed, 't', way, 0, rating, 0, day FROM attempts")  # fmt: skip
        other.execute("COMMIT")
    assert store.settle()
    store.undo(mine)
    assert {one.question: one.undone for one in store.attempts(undone=True)} == {
        "before": False, "theirs": False, "mine": True,
    }  # fmt: skip


def counted(store):
    """Each attempt, and whether it counts."""
    return {one.question: not one.undone for one in store.attempts(undone=True)}


def test_taken_back_at_the_moment_when_the_file_is_free(tmp_path):
    store = open_store(tmp_path, BRIEF)
    with held(tmp_path):
        slip, kept = store.add(rated("slip")), store.add(rated("kept"))
    store.undo(slip)
    assert store.trouble is None and counted(store) == {"slip": False, "kept": True}
    store.rate(kept, 1)
    assert store.attempt(kept).rating == 1
    assert_sound(store)


def test_rated_at_the_moment_when_the_file_is_free(tmp_path):
    store = open_store(tmp_path, BRIEF)
    with held(tmp_path):
        store.add(rated("a"))
        mine = store.add(rated("b"))
    store.rate(mine, 1)
    assert {one.question: one.rating for one in store.attempts()} == {"a": 3, "b": 1}


@pytest.mark.parametrize("again_held", [False, True])
def test_what_a_sitting_remembers_holds_after_a_restart(tmp_path, again_held):
    store = open_store(tmp_path, BRIEF)
    with held(tmp_path):
        first, second = store.add(rated("first")), store.add(rated("second"))
        store.save_sitting("s", b"%d %d" % (first, second))
        store.close()
    store = open_store(tmp_path, BRIEF)
    ((_, state),) = store.unfinished()
    slip, kept = (int(number) for number in state.split())
    hold = held(tmp_path) if again_held else nullcontext()
    with hold:
        store.add(rated("later"))
        store.add(rated("latest"))
        store.undo(slip)
        store.rate(kept, 1)
        assert store.attempt(slip).question == "first" and store.attempt(kept).rating == 1
    store.close()
    again = open_store(tmp_path)
    assert counted(again) == {"first": False, "second": True, "later": True, "latest": True}
    assert again.attempt(kept).rating == 1
    assert_sound(again)


def test_two_periods_of_waiting_share_no_ids(tmp_path):
    store = open_store(tmp_path, BRIEF)
    with held(tmp_path):
        first = store.add(rated("first"))
    assert store.settle()
    with held(tmp_path):
        store.add(rated("second"))
        store.undo(first)
    assert store.settle() and counted(store) == {"first": False, "second": True}


def perform(store, step, numbers):
    """One random deed; ``numbers``: the ids of the attempts so far."""
    what, which, value = step
    match what:
        case "add":
            at = float(len(numbers))
            numbers.append(store.add(rated(f"q{which % 3}", value, 1 + value % 4, later=at, sitting="s")))
        case "undo" if numbers:
            store.undo(numbers[which % len(numbers)])
        case "rate" if numbers:
            store.rate(numbers[which % len(numbers)], 1 + value % 4)
        case "draft":
            store.save_draft(f"q{which % 3}", "r", str(value))
        case "drop":
            store.drop_draft(f"q{which % 3}")
        case "sit":
            store.save_sitting(f"s{which % 2}", b"%d" % value, finished=value % 2 == 0)
        case "mark":
            store.mark(f"q{which % 3}", BOOKMARK, on=value % 2 == 0)
        case "set":
            store.set_setting("lang", str(value))
        case "rename":
            store.rename({f"q{which % 3}": "q9"})


DEEDS = ("add", "add", "undo", "rate", "draft", "drop", "sit", "mark", "set", "rename")
STEPS = st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 5), st.integers(0, 9)), max_size=14)


@settings(max_examples=25)
@given(before=STEPS, during=STEPS, after=STEPS, ended=st.booleans())
def test_in_the_end_it_is_as_if_nobody_had_held_the_file(tmp_path_factory, before, during, after, ended):
    folder, free = tmp_path_factory.mktemp("held"), tmp_path_factory.mktemp("free")
    store, other = open_store(folder, BRIEF), open_store(free)
    numbers, others = [], []
    for step in before:
        perform(store, step, numbers), perform(other, step, others)
    with held(folder):
        for step in during:
            perform(store, step, numbers), perform(other, step, others)
        assert tables(store) == tables(other)
        if ended:
            store.close()
    if ended:
        store, numbers, after = open_store(folder), [], []
    for step in after:
        perform(store, step, numbers), perform(other, step, others)
    assert store.settle() and tables(store) == tables(other) and not beside(folder)
    assert_sound(store)
    store.close()
    other.close()


def test_killed_while_the_file_is_held_every_acknowledged_answer_is_there_afterwards(tmp_path):
    rng = random.Random(7)
    acknowledged = set()
    open_store(tmp_path).close()
    for _ in range(6):
        with held(tmp_path):
            command = [
                sys.executable,
                "-c",
                ANSWERER,
                str(tmp_path),
                TESTS,
                str(max(acknowledged, default=0) + 100),
            ]
            with subprocess.Popen(command, stdout=subprocess.PIPE) as learner:
                said = b"".join(learner.stdout.readline() for _ in range(rng.randrange(1, 12)))
                learner.send_signal(signal.SIGKILL)
                said += learner.stdout.read()
            acknowledged |= {int(line) for line in said.split()}
        if rng.random() < 0.5:
            continue  # the next one comes, and finds the file held again
        store = open_store(tmp_path)
        found = [one.seed for one in store.attempts()]
        assert store.trouble is None and len(found) == len(set(found)) and acknowledged <= set(found)
        assert not beside(tmp_path)
        assert_sound(store)
        store.close()
    assert acknowledged <= {one.seed for one in open_store(tmp_path).attempts()}


def test_taken_in_twice_it_counts_once(tmp_path):
    store = open_store(tmp_path, BRIEF)
    with held(tmp_path):
        store.undo(store.add(rated("a")))
        store.add(rated("a", 1))
        store.close()
    (file,) = beside(tmp_path)
    shutil.copy(file, tmp_path / "copy")
    first = open_store(tmp_path)
    found = tables(first)
    first.close()
    shutil.move(tmp_path / "copy", file)
    again = open_store(tmp_path)
    assert tables(again) == found and len(again.attempts()) == 1
    assert not beside(tmp_path)


@pytest.mark.skipif(waiting.fcntl is None, reason="files cannot be locked here")
def test_what_a_running_session_has_waiting_is_left_to_it(tmp_path):
    store = open_store(tmp_path, BRIEF)
    with held(tmp_path):
        store.add(rated("a"))
    other = open_store(tmp_path)
    assert not other.attempts() and beside(tmp_path)
    assert store.settle() and [one.question for one in other.attempts()] == ["a"]


@pytest.mark.skipif(waiting.fcntl is None, reason="files cannot be locked here")
def test_found_but_done_before_it_could_be_held_it_is_not_done_again(tmp_path, monkeypatch):
    store = open_store(tmp_path, BRIEF)
    with held(tmp_path):
        store.set_setting("lang", "en")

    def late(file):
        monkeypatch.undo()
        assert store.settle()
        store.set_setting("lang", "ja")
        return waiting._hold(file)

    monkeypatch.setattr(waiting, "_hold", late)
    assert open_store(tmp_path).setting("lang") == store.setting("lang") == "ja"
    assert not beside(tmp_path)


@pytest.mark.skipif(waiting.fcntl is None, reason="files cannot be locked here")
@pytest.mark.parametrize("ended", [False, True])
def test_what_is_done_is_never_free_for_another_start(tmp_path, monkeypatch, ended):
    store = open_store(tmp_path, BRIEF)
    with held(tmp_path):
        store.set_setting("lang", "en")
        if ended:
            store.close()
    close = os.close

    def then(file):
        close(file)
        monkeypatch.undo()
        other = sqlite3.connect(data_file(tmp_path))
        with other:
            other.execute("UPDATE settings SET value = 'ja' WHERE name = 'lang'")
        other.close()
        open_store(tmp_path).close()

    monkeypatch.setattr(waiting.os, "close", then)
    if ended:
        store = open_store(tmp_path)
    else:
        assert store.settle()
    assert store.setting("lang") == "ja" and not beside(tmp_path)


def test_a_line_that_was_cut_off_was_never_acknowledged(tmp_path):
    store = open_store(tmp_path, BRIEF)
    with held(tmp_path):
        store.add(rated("a"))
        store.close()
    (file,) = beside(tmp_path)
    with file.open("ab") as stream:
        stream.write(b'{"type":"made","att')
    assert [one.question for one in open_store(tmp_path).attempts()] == ["a"] and not beside(tmp_path)


def test_what_this_program_does_not_understand_stays_where_it_is(tmp_path):
    file = data_file(tmp_path).with_name("progress.sqlite.waiting-later")
    file.write_bytes(b'{"type":"hologram"}\n')
    store = open_store(tmp_path)
    assert store.trouble is None and file.exists()


def test_where_nothing_can_be_written_beside_it_answers_wait_in_memory(tmp_path, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(waiting, "_created", refuse)
    store = open_store(tmp_path, BRIEF)
    with held(tmp_path):
        store.add(rated("a"))
        assert store.trouble.code == "locked" and not store.trouble.beside
        assert "memory only" in store.trouble.message("en") and "メモリ" in store.trouble.message("ja")
    store.close()
    assert [one.question for one in open_store(tmp_path).attempts()] == ["a"]


def test_a_file_that_may_not_even_be_read_hinders_nobody(tmp_path, monkeypatch):
    monkeypatch.setattr("quizrnn.progress.files.on_network", lambda folder: True)
    store = open_store(tmp_path, BRIEF)
    store.add(rated("before"))
    with held(tmp_path, "EXCLUSIVE"):
        during = store.add(rated("during"))
        early = open_store(tmp_path, BRIEF)
        assert early.trouble.code == store.trouble.code == "locked"
        early.add(rated("early"))
    assert early.settle() and store.settle()
    store.rate(during, 1)
    found = {one.question: one.rating for one in store.attempts()}
    assert found == {"before": 3, "during": 1, "early": 3}
    assert_sound(store)


def test_a_file_whose_name_holds_signs_of_patterns_takes_in_what_waited(tmp_path):
    file = tmp_path / "p[1].sqlite"
    open_store(file, BRIEF).close()
    with held(file):
        store = open_store(file, BRIEF)
        store.add(rated("q"))
        store.close()
    assert [one.question for one in open_store(file, BRIEF).attempts()] == ["q"]


def test_a_dropped_draft_of_an_older_programs_line_is_dropped(tmp_path):
    store = open_store(tmp_path, BRIEF)
    store.save_draft("q", "r", "stale")
    store.close()
    with held(tmp_path):
        other = open_store(tmp_path, BRIEF)
        other.drop_draft("q")
        other.close()
    (line,) = beside(tmp_path)
    text = line.read_text(encoding="utf-8")
    shorter = re.sub(r',"at":[0-9.e+]+', "", text)
    assert shorter != text
    line.write_text(shorter, encoding="utf-8")
    assert open_store(tmp_path, BRIEF).draft("q", "r") is None
