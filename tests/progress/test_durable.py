"""What was acknowledged is there again, however the process ends and whatever becomes of the file."""

import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from progress.make import rated

from quizrnn.progress import data_file, open_store
from quizrnn.progress.cards import renew_all

LEARNER = """
import os, sys
sys.path.insert(0, sys.argv[2])
from progress.make import attempt, rated
from quizrnn.progress import open_store
store = open_store(sys.argv[1])
number = int(sys.argv[3])
while True:
    number += 1
    made = rated(f"q{number % 7}", number // 7, 1 + number % 4, later=float(number), sitting="s", seed=number)
    attempt_id = store.add(made)
    os.write(1, b"%d\\n" % number)  # acknowledged
    if number % 5 == 0:
        store.undo(attempt_id)
        os.write(1, b"-%d\\n" % number)
    store.save_sitting("s", b"x" * number)
"""
KILLS = 20
TESTS = str(Path(__file__).parents[1])


def cards_of(store):
    return store._db.execute("SELECT * FROM cards ORDER BY question").fetchall()


def assert_sound(store):
    """Every card is what the attempts say, and the file is whole."""
    assert store._db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    before = cards_of(store)
    store._db.execute("DELETE FROM cards")
    renew_all(store._db)
    assert cards_of(store) == before


def test_a_process_killed_at_any_point_loses_no_acknowledged_answer(tmp_path):
    rng = random.Random(2026)
    acknowledged, taken_back, last = set(), set(), 0
    for _ in range(KILLS):
        command = [sys.executable, "-c", LEARNER, str(tmp_path), TESTS, str(last)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as learner:
            said = b"".join(learner.stdout.readline() for _ in range(rng.randrange(1, 12)))
            time.sleep(rng.random() * 0.01)
            learner.send_signal(signal.SIGKILL)
            said += learner.stdout.read()
        seen = [int(line) for line in said.split()]
        assert seen
        store = open_store(tmp_path)
        assert store.trouble is None
        found = {one.seed: one.undone for one in store.attempts(undone=True)}
        acknowledged |= {number for number in seen if number > 0}
        taken_back |= {-number for number in seen if number < 0}
        assert acknowledged <= found.keys() and all(found[number] for number in taken_back)
        assert sorted(found) == list(range(1, len(found) + 1)), "each one once, none between them missing"
        last = max(found)
        assert_sound(store)
        store.close()
    assert last > KILLS


def limited(folder, room):
    """A learner whose files may grow by ``room`` bytes only; returns what it says."""
    code = (
        "import resource, sys; sys.path.insert(0, sys.argv[2]);"
        "from progress.make import rated; from quizrnn.progress import data_file, open_store;"
        "store = open_store(sys.argv[1]); room = int(sys.argv[3]);"
        "size = max(p.stat().st_size for p in data_file(sys.argv[1]).parent.glob('progress*'));"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (size + room, size + room));"
        "said = [store.add(rated(f'n{i}', i)) and store.trouble and store.trouble.code for i in range(30)];"
        "print(*{code for code in said if code}); print(len(store.attempts())); store.close()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder), TESTS, str(room)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split("\n")


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="no limit on the size of files here")
@pytest.mark.parametrize("room", [0, 5000, 20000, 100000])
def test_a_file_that_cannot_grow_is_said_and_study_goes_on(tmp_path, room):
    store = open_store(tmp_path)
    store.add(rated("before"))
    store.close()
    said, count, *_ = limited(tmp_path, room)
    assert set(said.split()) <= {"full", "failed"} and said, "it is told"
    assert int(count) == 31, "and there is everything to go on with"
    store = open_store(tmp_path)
    assert store.trouble is None
    assert {"before", *(f"n{i}" for i in range(30))} == {one.question for one in store.attempts()}
    assert_sound(store)
    store.close()


def test_a_full_disk_is_said_and_what_waits_is_written_when_there_is_room(tmp_path):
    store = open_store(tmp_path)
    pages = store._db.execute("PRAGMA page_count").fetchone()[0]
    store._db.execute(f"PRAGMA max_page_count = {pages + 2}")  # SQLite answers as on a full disk
    for number in range(200):
        store.add(rated(f"q{number}"))
        if store.trouble is not None:
            break
    assert store.trouble.code == "full" and "full" in store.trouble.message("en")
    assert len(store.attempts()) == number + 1 and len(store.due(10**6)) == number + 1
    again = open_store(tmp_path)
    assert len(again.attempts()) == number
    assert store.settle() and store.trouble is None, "there is room again"
    assert len(again.attempts()) == number + 1
    assert_sound(again)


def test_a_file_that_cannot_be_written_is_read_and_study_goes_on_with_it(tmp_path, monkeypatch):
    store = open_store(tmp_path)
    store.add(rated("before"))
    store.close()
    connect = sqlite3.connect

    def read_only(path, **how):  # as on a disk that is mounted so; also for root
        return (
            connect(path, **how)
            if how.get("uri") or path == ":memory:"
            else connect(f"file:{path}?mode=ro", uri=True, **how)
        )

    monkeypatch.setattr("quizrnn.progress.files.sqlite3.connect", read_only)
    store = open_store(tmp_path)
    assert store.trouble.code == "read-only"
    store.add(rated("after", 3))
    assert {one.question for one in store.attempts()} == {"before", "after"}
    assert {one.question for one in store.due(10**6)} == {"before", "after"}
    store.close()
    monkeypatch.undo()
    assert [one.question for one in open_store(tmp_path).attempts()] == ["before", "after"], (
        "it waited beside"
    )


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_without_the_right_to_write(tmp_path):
    store = open_store(tmp_path)
    store.add(rated("before"))
    store.close()
    tmp_path.chmod(0o500)
    try:
        store = open_store(tmp_path)
        assert store.trouble.code == "read-only" and len(store.attempts()) == 1
    finally:
        tmp_path.chmod(0o700)


def test_a_file_damaged_in_the_middle_is_said_and_left_as_it_is(tmp_path):
    store = open_store(tmp_path)
    for number in range(300):
        store.add(rated(f"q{number}"))
    store.close()
    path = data_file(tmp_path)
    data = bytearray(path.read_bytes())
    for page in range(2, len(data) // 4096):
        data[page * 4096 : page * 4096 + 600] = b"\xa5" * 600
    path.write_bytes(data)
    store = open_store(tmp_path)
    for _ in range(3):
        store.latest()
        store.due()
        store.add(rated("new"))
    assert store.trouble.code == "corrupt" and len(store.attempts(["new"])) == 3
    store.close()
    assert bytes(path.read_bytes()[8192:]) == bytes(data[8192:])


def test_a_file_held_at_the_start_can_be_read_while_study_goes_on(tmp_path):
    open_store(tmp_path).add(rated("before"))
    other = sqlite3.connect(data_file(tmp_path), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    store = open_store(tmp_path, 0.01)
    assert store.trouble.code == "locked" and len(store.attempts()) == 1
    store.add(rated("after"))
    assert len(store.attempts()) == 2
    other.execute("ROLLBACK")


def test_many_answers_from_two_apps_at_once(tmp_path):
    stores = [open_store(tmp_path), open_store(tmp_path)]

    def answer(which):
        for number in range(40):
            stores[which].add(rated(f"q{number % 5}", number // 5, 1 + which, later=number + which / 2))

    threads = [threading.Thread(target=answer, args=(which,)) for which in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [store.trouble for store in stores] == [None, None]
    assert len(stores[0].attempts()) == len(stores[1].attempts()) == 80
    assert_sound(stores[0])


def journal(store):
    return store._db.execute("PRAGMA journal_mode").fetchone()[0]


def test_the_journal_is_a_log_except_on_a_network(tmp_path, monkeypatch):
    store = open_store(tmp_path)
    assert journal(store) == "wal" and store._db.execute("PRAGMA synchronous").fetchone()[0] == 2
    store.add(rated("here"))
    store.close()
    monkeypatch.setattr("quizrnn.progress.files.on_network", lambda folder: folder == tmp_path)
    store = open_store(tmp_path)
    assert journal(store) == "delete", "a home that has moved to a server"
    store.add(rated("there"))
    assert [one.question for one in store.attempts()] == ["here", "there"] and store.trouble is None
    assert store._db.execute("PRAGMA synchronous").fetchone()[0] == 2
    store.close()
    assert not list(tmp_path.glob("*-wal")) and not list(tmp_path.glob("*-shm"))
    monkeypatch.undo()
    shutil.copytree(tmp_path, tmp_path / "back")
    assert journal(open_store(tmp_path / "back")) == "wal"


class NoSharedMemory(sqlite3.Connection):
    """A file system on which the log fails, though its name tells nothing."""

    def execute(self, statement, *values):
        if statement == "PRAGMA journal_mode = WAL":
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorname = "SQLITE_IOERR_SHMMAP"
            raise error
        return super().execute(statement, *values)


def test_where_the_log_fails_a_rollback_journal_serves(tmp_path, monkeypatch):
    connect = sqlite3.connect
    monkeypatch.setattr(
        "quizrnn.progress.files.sqlite3.connect",
        lambda *where, **how: connect(*where, factory=NoSharedMemory, **how),
    )
    store = open_store(tmp_path)
    assert store.trouble is None and journal(store) == "delete"
    store.add(rated())
    assert len(open_store(tmp_path).attempts()) == 1
