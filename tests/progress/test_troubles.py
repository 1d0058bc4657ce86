"""Files, folders and disks that fail: what is said is true, study goes on, and no answer is lost."""

import errno
import os
import shutil
import sqlite3
import subprocess
import sys

import pytest
from progress.make import attempt, rated
from progress.test_waiting import BRIEF, assert_sound, beside, held

from quizrnn.progress import ASIDE, data_file, faults, files, keeping, open_store, waiting


def questions(store):
    return sorted(one.question for one in store.attempts())


def no_locks(*_):
    raise OSError(errno.ENOLCK, "No locks available")


# -- what waits is known at the next start, also while the trouble lasts ---------------------------


@pytest.mark.parametrize("how", ["held", "newer"])
@pytest.mark.parametrize("ended", [True, False])
def test_what_waits_is_known_at_the_next_start_though_the_trouble_lasts(tmp_path, monkeypatch, how, ended):
    apart = iter([9, 6, 3])
    monkeypatch.setattr(waiting.secrets, "randbits", lambda bits: next(apart))
    store = open_store(tmp_path, BRIEF)
    store.add(rated("before"))
    store.close()
    if how == "newer":
        db = sqlite3.connect(data_file(tmp_path))
        db.execute("PRAGMA user_version = 99")
        db.close()
    with held(tmp_path) as other:
        first = open_store(tmp_path, BRIEF)
        first.add(rated("slip", sitting="s", seed=1))
        first.add(rated("kept"))
        first.save_sitting("s", b"second question")
        first.save_draft("q", "r", "half")
        first.close()
        second = open_store(tmp_path, BRIEF)
        assert second.trouble.code == {"held": "locked", "newer": "newer"}[how]
        assert questions(second) == ["before"] * (how == "held") + ["kept", "slip"]
        assert second.unfinished() == [("s", b"second question")] and second.draft("q", "r") == "half"
        earlier = [one.id for one in second.attempts()]
        second.undo(second.attempts(["slip"])[0].id)
        assert second.add(rated("later")) > max(earlier), "the last one made"
        if ended:
            second.close()
        other.execute("INSERT INTO attempts SELECT 2, 'theirs', revision, topic, at, kind, outcome, answer,"
                      " verdict, lang, seconds, hints, seed, 't', way, 0, rating, 0, day FROM attempts")  # fmt: skip
        other.execute("COMMIT")
    if how == "newer":
        shutil.move(data_file(tmp_path), tmp_path / "newer")
    assert ended or second.settle()
    again = open_store(tmp_path)
    assert again.trouble is None and not beside(tmp_path)
    assert questions(again) == ["before"] * (how == "held") + ["kept", "later"] + ["theirs"] * (how == "held")
    assert again.attempts(["slip"], undone=True)[0].undone
    assert_sound(again) if how == "newer" else None  # "theirs" came without its card


def test_what_another_session_has_waiting_is_known_too_and_comes_in_once(tmp_path):
    app = open_store(tmp_path, BRIEF)
    with held(tmp_path):
        app.add(rated("app"))
        plain = open_store(tmp_path, BRIEF)
        assert questions(plain) == ["app"]
        plain.add(rated("plain"))
    assert plain.settle() and app.settle()
    assert questions(app) == questions(plain) == ["app", "plain"]


# -- without locks ---------------------------------------------------------------------------------


def test_what_waited_comes_in_where_files_cannot_be_locked(tmp_path, monkeypatch):
    monkeypatch.setattr(waiting.fcntl, "flock", no_locks)
    store = open_store(tmp_path, BRIEF)
    with held(tmp_path):
        store.add(rated("a"))
        store.add(rated("b"))
        store.close()
    assert questions(open_store(tmp_path)) == ["a", "b"] and not beside(tmp_path)


def test_without_locks_a_session_that_goes_on_waiting_loses_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(waiting.fcntl, "flock", no_locks)
    store = open_store(tmp_path, BRIEF)
    with held(tmp_path):
        store.add(rated("a"))
    other = open_store(tmp_path)
    assert questions(other) == ["a"] and not beside(tmp_path), "taken in, for it cannot be known whose it is"
    with held(tmp_path):
        store.add(rated("b"))
        assert len(beside(tmp_path)) == 1 and store.trouble.beside
    del store  # as if it had been killed
    again = open_store(tmp_path)
    assert questions(again) == ["a", "b"] and not beside(tmp_path)


def test_without_locks_what_is_written_while_another_takes_in_is_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(waiting.fcntl, "flock", no_locks)
    store = open_store(tmp_path, BRIEF)
    with held(tmp_path):
        store.add(rated("a"))
        (taken,) = waiting.left(data_file(tmp_path))
        store.add(rated("b"))
        taken.close(done=True)
        assert len(beside(tmp_path)) == 1
    assert questions(open_store(tmp_path)) == ["a", "b"]


def test_a_disk_without_locks_is_called_so(tmp_path, monkeypatch):
    open_store(tmp_path).close()
    monkeypatch.setattr(faults.fcntl, "lockf", no_locks)
    with held(tmp_path):
        store = open_store(tmp_path, BRIEF)
        assert store.trouble.code == "lockless"
        for lang, words in (("en", "no file locks"), ("ja", "ロックできず")):
            assert words in store.trouble.message(lang) and "QUIZRNN_HOME" in store.trouble.message(lang)
    monkeypatch.undo()
    with held(tmp_path):
        assert open_store(tmp_path, BRIEF).trouble.code == "locked"


SHIM = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
int flock(int fd, int how) { errno = ENOLCK; return -1; }
static int locks(int cmd) { return cmd == F_SETLK || cmd == F_SETLKW || cmd == F_GETLK; }
#define REFUSE(name) int name(int fd, int cmd, ...) { va_list l; va_start(l, cmd); void *arg = va_arg(l, void *); \\
  va_end(l); if (locks(cmd)) { errno = ENOLCK; return -1; } \\
  int (*real)(int, int, ...) = dlsym(RTLD_NEXT, #name); return real(fd, cmd, arg); }
REFUSE(fcntl)
REFUSE(fcntl64)
"""


@pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("cc") is None, reason="needs Linux and a C compiler"
)
def test_a_home_without_any_locks_keeps_every_sitting(tmp_path):
    source = tmp_path / "shim.c"
    source.write_text(SHIM)
    shim = tmp_path / "shim.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-o", shim, source, "-ldl"], check=True, capture_output=True)
    code = (
        "import sys; from quizrnn.progress import *; s = open_store(sys.argv[1], 0.01);"
        "print(s.trouble.code, s.trouble.beside, *[a.question for a in s.attempts()]);"
        "s.add(Attempt(sys.argv[2], 'r', float(sys.argv[3]))); s.close()"
    )
    said = []
    for number, name in enumerate("abc"):
        done = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / "home"), name, str(number + 1)],
            env={**os.environ, "LD_PRELOAD": str(shim)},
            capture_output=True,
            text=True,
            check=True,
        )
        said.append(done.stdout.split())
    assert said == [["lockless", "True"], ["lockless", "True", "a"], ["lockless", "True", "a", "b"]]
    assert questions(open_store(tmp_path / "home")) == ["a", "b", "c"]


# -- rights ----------------------------------------------------------------------------------------


def test_the_files_beside_one_that_was_read_only_are_made_writable_with_it(tmp_path):
    open_store(tmp_path).add(rated("before"))
    file = data_file(tmp_path)
    sides = faults.sides(file)
    shutil.copy(file, tmp_path / "whole")
    for side in sides:
        shutil.copy(side, tmp_path / f"whole{side.name.removeprefix(file.name)}")
    copy = tmp_path / "again" / file.name
    copy.parent.mkdir()
    for path in tmp_path.glob("whole*"):
        shutil.copy(path, copy.with_name(file.name + path.name.removeprefix("whole")))
    for side in faults.sides(copy):
        side.chmod(0o444)
    files._free_sides(copy)
    assert all(side.stat().st_mode & 0o200 for side in faults.sides(copy))
    copy.chmod(0o444)
    for side in faults.sides(copy):
        side.chmod(0o444)
    files._free_sides(copy)
    assert not any(side.stat().st_mode & 0o200 for side in faults.sides(copy)), "as read-only as the file"
    copy.chmod(0o644)
    store = open_store(copy.parent)
    assert store.trouble is None and all(side.stat().st_mode & 0o200 for side in faults.sides(copy))


def test_what_may_not_be_written_is_named(tmp_path, monkeypatch):
    file = data_file(tmp_path)
    open_store(tmp_path).close()
    error = sqlite3.OperationalError("attempt to write a readonly database")
    error.sqlite_errorname = "SQLITE_READONLY"
    for blocked in (file, tmp_path):
        monkeypatch.setattr(faults.os, "access", lambda path, mode, blocked=blocked: path != blocked)
        trouble = faults.trouble_of(error, file)
        assert trouble.code == "read-only"
        assert f"Make {blocked} writable" in trouble.message("en")
        assert f"{blocked} を書き込めるように" in trouble.message("ja")


class NoMemoryToShare(sqlite3.Connection):
    """A folder in which SQLite may make no file: its log cannot be read as others might write it."""

    def execute(self, statement, *values):
        error = sqlite3.OperationalError("unable to open database file")
        error.sqlite_errorname = "SQLITE_CANTOPEN"
        raise error


def test_a_file_in_a_folder_that_may_not_be_written_is_read(tmp_path, monkeypatch):
    store = open_store(tmp_path)
    store.add(rated("before"))
    store.close()
    connect = sqlite3.connect

    def refusing(path, **how):
        closed = path != ":memory:" and "immutable" not in str(path)
        return connect(path, **how, **({"factory": NoMemoryToShare} if closed else {}))

    monkeypatch.setattr("quizrnn.progress.files.sqlite3.connect", refusing)
    store = open_store(tmp_path)
    assert store.trouble.code == "read-only" and questions(store) == ["before"]


# -- full ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["SQLITE_IOERR_SHMSIZE", "SQLITE_CANTOPEN", "SQLITE_IOERR_WRITE"])
def test_a_disk_that_is_full_from_the_start_is_called_full(tmp_path, monkeypatch, name):
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorname = name
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda folder: shutil._ntuple_diskusage(10**9, 10**9, 0))
        assert faults.trouble_of(error, data_file(tmp_path)).code == "full"
    assert faults.trouble_of(error, data_file(tmp_path)).code != "full"
    assert faults.trouble_of(OSError(errno.ENOSPC, "No space left on device"), tmp_path).code == "full"


def test_a_disk_with_room_again_keeps_what_was_in_memory_only(tmp_path, monkeypatch):
    store = open_store(tmp_path, BRIEF)
    with held(tmp_path):
        store.add(rated("a"))

        def full(file, text):
            os.write(file, text[: len(text) // 2])
            raise OSError(errno.ENOSPC, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr(waiting, "_append", full)
            store.add(rated("b"))
            store.add(rated("c"))
            assert not store.trouble.beside
        store.add(rated("d"))
        assert store.trouble.beside and len(beside(tmp_path)) == 1
        store.close()
        assert questions(open_store(tmp_path, BRIEF)) == ["a", "b", "c", "d"]
    assert questions(open_store(tmp_path)) == ["a", "b", "c", "d"]


def test_what_waits_is_on_the_disk_when_it_is_acknowledged(tmp_path, monkeypatch):
    synced, fsync = [], os.fsync

    def watch(file):
        synced.append(os.fstat(file).st_size)
        fsync(file)

    monkeypatch.setattr(waiting.os, "fsync", watch)
    store = open_store(tmp_path, BRIEF)
    with held(tmp_path):
        for number in range(3):
            store.add(rated(f"q{number}"))
            (file,) = beside(tmp_path)
            assert synced[-1] == file.stat().st_size > 0, "after the last byte"


# -- damage ----------------------------------------------------------------------------------------


def test_answers_beside_a_damaged_file_go_into_the_one_that_takes_its_place(tmp_path):
    file = data_file(tmp_path)
    file.write_bytes(b"this is no database at all, only text")
    store = open_store(tmp_path)
    assert store.trouble.code == "corrupt" and store.trouble.beside
    store.add(attempt("q"))
    assert beside(tmp_path) and not store.settle()
    shutil.move(file, tmp_path / "damaged")
    assert store.settle() and store.trouble is None and questions(store) == ["q"]
    assert questions(open_store(tmp_path)) == ["q"] and not beside(tmp_path)


def test_answers_beside_a_damaged_file_survive_the_session(tmp_path):
    file = data_file(tmp_path)
    file.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    for name in "ab":
        store = open_store(tmp_path)
        store.add(attempt(name))
        store.close()
    store = open_store(tmp_path)
    assert questions(store) == ["a", "b"]
    store.close()
    file.unlink()
    assert questions(open_store(tmp_path)) == ["a", "b"] and not beside(tmp_path)


def damaged_in_the_middle(tmp_path):
    store = open_store(tmp_path)
    for number in range(300):
        store.add(rated(f"q{number}"))
    store.close()
    path = data_file(tmp_path)
    data = bytearray(path.read_bytes())
    for page in range(len(data) // 8192, len(data) // 4096):
        data[page * 4096 : page * 4096 + 600] = b"\xa5" * 600
    path.write_bytes(data)
    return path


def test_what_waits_does_not_go_into_a_file_that_is_damaged_in_the_middle(tmp_path):
    path = damaged_in_the_middle(tmp_path)
    store = open_store(tmp_path)
    store._fail(sqlite3.DatabaseError("database disk image is malformed"))
    store.set_setting("lang", "ja")  # its own page is whole: SQLite would not notice
    os.utime(path, (1, 1))
    assert not store.settle() and store.trouble.code == "corrupt"
    store.close()
    again = open_store(tmp_path)
    assert again.trouble.code == "corrupt" and again.setting("lang") == "ja" and beside(tmp_path)
    again.close()
    path.unlink()
    assert open_store(tmp_path).setting("lang") == "ja" and not beside(tmp_path)


def test_of_a_damaged_file_what_can_be_read_is_there_to_go_on_with(tmp_path):
    damaged_in_the_middle(tmp_path)
    store = open_store(tmp_path)
    store._fail(sqlite3.DatabaseError("database disk image is malformed"))
    assert 50 < len(store.attempts()) < 300 and store.latest().keys() >= set(questions(store))


@pytest.mark.parametrize("table", ["attempts", "cards", "marks", "settings"])
def test_a_file_that_lacks_a_table_is_damaged_and_the_rest_can_be_read(tmp_path, table):
    store = open_store(tmp_path)
    store.add(rated("q"))
    store.mark("q", ASIDE)
    store.close()
    db = sqlite3.connect(data_file(tmp_path))
    db.execute(f"DROP TABLE {table}")
    db.close()
    store = open_store(tmp_path)
    for _ in range(2):
        store.attempts(), store.latest(), store.marks(ASIDE), store.setting("lang")
    store.add(rated("new"))
    assert store.trouble.code == "corrupt" and "a table is missing" in store.trouble.message("en")
    assert questions(store) == (["new"] if table == "attempts" else ["new", "q"])
    assert store.marks(ASIDE) == (set() if table == "marks" else {"q"})
    assert list(store.export())


@pytest.mark.parametrize("damage", ["verdict = 'garbage'", "at = 'text'", "rating = 'x'", "lang = x'ff'"])
def test_one_damaged_row_hides_no_other(tmp_path, damage):
    store = open_store(tmp_path)
    bad = store.add(rated("q", sitting="s"))
    good = [store.add(rated("q", 1)), store.add(rated("other"))]
    store._db.execute(f"UPDATE attempts SET {damage} WHERE id = ?", (bad,))
    assert [one.id for one in store.attempts()] == sorted(good, key=lambda number: number != good[1])
    assert store.attempt(bad) is None and list(store.unread) == [bad]
    store.add(rated("q", 2, rating=1))
    store.undo(good[0])
    store.rate(good[1], 1)
    there = open_store(tmp_path / "there")
    assert there.take_in(store.export()).attempts == 3
    assert store.trouble is None and there.card("other") == store.card("other")


def test_a_waiting_file_with_a_bad_line_is_named_and_stays(tmp_path):
    store = open_store(tmp_path, BRIEF)
    with held(tmp_path):
        store.add(rated("a"))
        store.add(rated("b"))
        store.close()
    (file,) = beside(tmp_path)
    text = file.read_bytes()
    file.write_bytes(text.replace(b'"made"', b'"mode"', 2).replace(b'"mode"', b'"made"', 1))
    store = open_store(tmp_path)
    for lang, words in (("en", "line 3 cannot be read"), ("ja", "3 行目を読めない")):
        (said,) = store.left_out(lang)
        assert str(file) in said and words in said
    assert store.trouble is None and file.exists()
    file.write_bytes(b"\n".join([*text.split(b"\n")[:2], b""]))
    assert questions(open_store(tmp_path)) == ["a"] and not store.left_out("en")


# -- moved or deleted ------------------------------------------------------------------------------


def test_on_a_network_the_number_of_a_file_may_change(tmp_path, monkeypatch):
    monkeypatch.setattr(keeping, "on_network", lambda folder: True)
    store, file = open_store(tmp_path), data_file(tmp_path)
    store.add(rated("before"))
    store.close()
    store = open_store(tmp_path)
    copy = tmp_path / "copy"
    shutil.copy(file, copy)
    copy.replace(file)
    store.set_setting("lang", "ja")
    assert store.trouble is None
    file.unlink()
    store.set_setting("lang", "en")
    assert store.trouble.code == "gone"


@pytest.mark.parametrize("how", ["deleted", "moved", "replaced", "with its folder"])
def test_a_file_that_is_gone_is_noticed_and_nothing_is_lost(tmp_path, how):
    home = tmp_path / "home"
    store, file = open_store(home), data_file(home)
    store.add(rated("early", 5))
    before = store.add(rated("before"))
    store.save_draft("q", "r", "half")
    match how:
        case "deleted":
            file.unlink()
        case "moved":
            file.rename(tmp_path / "moved")
        case "replaced":
            other = open_store(tmp_path / "other")
            other.add(rated("theirs"))
            other.close()
            data_file(tmp_path / "other").replace(file)
        case _:
            shutil.rmtree(home)
    store.add(rated("then"))
    assert store.trouble.code == "gone" and "moved or deleted" in store.trouble.message("en")
    store.add(rated("after"))
    assert store.trouble is None, "there is a file again"
    expected = sorted(["after", "before", "early", "then"] + ["theirs"] * (how == "replaced"))
    assert questions(store) == questions(open_store(home)) == expected
    assert store.draft("q", "r") == "half" and not beside(home)
    assert how == "replaced" or store.attempt(before).question == "before", "ids stay"
    assert max(one.id for one in store.attempts()) == len(expected), "and go on as if nothing had been"
    assert_sound(store)
