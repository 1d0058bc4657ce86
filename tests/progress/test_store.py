"""The progress file: nothing is lost, nothing foreign is touched, study goes on."""

import shutil
import sqlite3
import subprocess
import sys

import pytest
from progress.make import VERDICT, attempt

from quizrnn.progress import data_file, open_store
from quizrnn.progress.schema import VERSION
from quizrnn.verdict import Verdict


@pytest.fixture
def store(tmp_path):
    made = open_store(tmp_path)
    yield made
    made.close()


def test_an_attempt_comes_back_whole(tmp_path, store):
    sent = attempt(lang="ja", seconds=3.5, hints=2, seed=99, sitting="s", way="plain", topic="gru")
    number = store.add(sent)
    again = open_store(tmp_path)
    (found,) = again.attempts(["gru.a"])
    assert found.id == number and found.verdict == VERDICT
    assert (found.answer, found.lang, found.seconds, found.hints, found.seed, found.topic) == (
        sent.answer,
        "ja",
        3.5,
        2,
        99,
        "gru",
    )


def test_an_attempt_is_on_the_disk_when_add_returns(tmp_path):
    code = (
        "import os, sys; from quizrnn.progress import *; s = open_store(sys.argv[1]);"
        "s.add(Attempt('q', 'r', 1.0)); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert [found.question for found in open_store(tmp_path).attempts()] == ["q"]


def test_latest_counts_tries_and_leaves_out_what_was_undone(store):
    store.add(attempt(at=1.0))
    slip = store.add(attempt(at=3.0, verdict=Verdict("right")))
    store.add(attempt(at=2.0, verdict=None, kind="skip"))
    assert (store.latest()["gru.a"].outcome, store.latest()["gru.a"].tries) == ("right", 3)
    store.undo(slip)
    assert (store.latest()["gru.a"].outcome, store.latest()["gru.a"].tries) == ("skip", 2)
    assert len(store.attempts()) == 2 and len(store.attempts(undone=True)) == 3


def test_drafts_sittings_marks_and_settings(store):
    store.save_draft("q", "r1", "one")
    store.save_draft("q", "r1", "two")
    assert (store.draft("q", "r1"), store.draft("q", "r2")) == ("two", None)
    store.drop_draft("q")
    assert store.draft("q", "r1") is None
    store.save_sitting("a", b"1")
    store.save_sitting("b", b"2")
    store.save_sitting("a", b"3")
    assert store.unfinished() == [("a", b"3"), ("b", b"2")]
    store.save_sitting("a", b"4", finished=True)
    assert [name for name, _ in store.unfinished()] == ["b"]
    store.mark("q", "bookmark")
    assert store.marks("bookmark") == {"q"}
    store.mark("q", "bookmark", on=False)
    assert store.marks("bookmark") == set()
    store.set_setting("lang", "ja")
    assert (store.setting("lang"), store.setting("none")) == ("ja", None)


def test_two_sessions_at_once_keep_everything(tmp_path):
    one, other = open_store(tmp_path), open_store(tmp_path)
    for i in range(20):
        one.add(attempt(at=float(i)))
        other.add(attempt(at=i + 0.5, question="gru.b"))
    assert one.trouble is None and other.trouble is None
    assert len(one.attempts()) == len(other.attempts()) == 40


def works_in_memory(store):
    store.add(attempt())
    assert [found.question for found in store.attempts()] == ["gru.a"]
    assert store.trouble is not None
    en, ja = store.trouble.message("en"), store.trouble.message("ja")
    assert en != ja and str(store.path) in en and str(store.path) in ja


def test_a_newer_file_is_not_touched(tmp_path):
    open_store(tmp_path).close()
    path = data_file(tmp_path)
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA user_version = {VERSION + 1}")
    db.close()
    before = path.read_bytes()
    store = open_store(tmp_path)
    assert store.trouble.code == "newer"
    works_in_memory(store)
    assert path.read_bytes() == before
    store.close()
    shutil.move(path, tmp_path / "newer")
    assert [one.question for one in open_store(tmp_path).attempts()] == ["gru.a"], "it waited beside"


@pytest.mark.parametrize(
    "content", [b"this is no database at all, only text", b"SQLite format 3\x00" + b"\xff" * 5000]
)
def test_a_broken_file_is_left_as_it_is(tmp_path, content):
    path = data_file(tmp_path)
    path.write_bytes(content)
    store = open_store(tmp_path)
    assert store.trouble.code == "corrupt"
    works_in_memory(store)
    assert path.read_bytes() == content


def test_another_programs_database_is_left_alone(tmp_path):
    path = data_file(tmp_path)
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE theirs (x)")
    db.close()
    before = path.read_bytes()
    assert open_store(tmp_path).trouble.code == "corrupt"
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("in the way")
    store = open_store(tmp_path / "file" / "below")
    assert store.trouble.code == "read-only"
    works_in_memory(store)


def test_a_locked_file_is_waited_for_while_study_goes_on_with_what_was_read(tmp_path):
    store = open_store(tmp_path, 0.01)
    store.add(attempt(question="before"))
    other = sqlite3.connect(data_file(tmp_path), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    store.add(attempt(question="after"))
    assert store.trouble.code == "locked"
    assert {found.question for found in store.attempts()} == {"before", "after"}
    assert "beside it" in store.trouble.message("en") and "隣のファイル" in store.trouble.message("ja")
    other.execute("ROLLBACK")
    store.close()
    assert [found.question for found in open_store(tmp_path).attempts()] == ["before", "after"]


def test_where_the_file_lies(tmp_path, monkeypatch):
    monkeypatch.setenv("QUIZRNN_HOME", str(tmp_path / "home"))
    assert data_file().parent == tmp_path / "home"
    assert data_file(tmp_path / "x.sqlite") == tmp_path / "x.sqlite"
    open_store().close()
    assert list((tmp_path / "home").iterdir())
