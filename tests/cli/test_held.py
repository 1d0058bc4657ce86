"""Another program holds the progress file: the command line waits a while, says so, and loses nothing."""

import random
import sqlite3
import subprocess
from contextlib import contextmanager

import pytest

from quizrnn.bank import Bank
from quizrnn.cli.sitting import PlainSitting
from quizrnn.progress import data_file, open_store
from quizrnn.quiz import begin


@contextmanager
def held(home):
    open_store(home).close()
    other = sqlite3.connect(data_file(home), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.close()


def test_check_and_quiz_keep_what_they_judge_beside_the_file(shell):
    (shell.work / "six.code.py").write_text(
        "import numpy as np\n\n\ndef double(x):\n    y = x + x\n    return y\n"
    )
    where = ("--bank", str(shell.bank), "--lang", "en")
    commands = (
        (("check", "six.code", *where), ""),
        (("quiz", "--plain", "six.choice", *where), "2\n"),
    )
    with held(shell.home):
        began = [
            subprocess.Popen(
                shell.command(*words),
                cwd=shell.work,
                env=shell.env,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for words, _ in commands
        ]
        told = [one.communicate(typed, timeout=120) for one, (_, typed) in zip(began, commands, strict=True)]
    for out, err in told:
        assert "○ Right" in out and "kept beside it" in err and "Traceback" not in err
    assert [one.returncode for one in began] == [0, 0]
    listing = shell.text("progress", "list", "--lang", "en")
    assert "six.code" in listing and "six.choice" in listing
    store = open_store(shell.home)
    assert {one.question for one in store.attempts()} == {"six.code", "six.choice"}
    assert not list(shell.home.glob("*.waiting-*"))


def test_where_a_sitting_goes_on_holds_after_a_restart_though_the_file_is_held(shell):
    with held(shell.home):
        said = shell.quiz("six.choice", "six.text", "six.number", "--lang", "en", input="2\n")
        command = said.split("`")[1]
        assert command == f"quizrnn quiz --plain --bank {shell.bank}"
        again = shell.text(*command.split()[1:], "--lang", "en", input="")
        assert "question 2 of 3" in again and "Question 2 of 3" in again
    assert "question 2 of 3" in shell.text(*command.split()[1:], "--lang", "en", input="")


def test_a_plain_sitting_says_when_the_file_is_free_again(shell):
    bank, store = Bank.open(shell.bank, shell.home / "cache"), open_store(shell.home, 0.01)
    rows = {row.id: row for row in bank.rows()}
    sitting = begin([rows["six.choice"], rows["six.text"]], random.Random(1), 0.0)
    said, hold = [], held(shell.home)
    before = {
        "2": hold.__enter__,
        "exposure bias": lambda: hold.__exit__(None, None, None),
    }
    typed = iter(before)

    def read(prompt=""):
        line = next(typed, None)
        if line is None:
            raise EOFError
        before[line]()
        return line

    PlainSitting(bank, store, lambda torch: None, "en", read=read, say=said.append).run(sitting)
    words = "\n".join(said)
    assert words.index("beside it") < words.index("can be written again")
    assert [one.question for one in open_store(shell.home).attempts()] == ["six.choice", "six.text"]
    store.close()
    bank.close()


@pytest.mark.parametrize(
    ("lang", "said"), [("en", ("holds", "Import again")), ("ja", ("使用中", "もう一度"))]
)
def test_an_import_is_refused_without_a_word_of_answers_that_are_kept(shell, lang, said):
    export = shell.work / "export.jsonl"
    shell.text("progress", "export", str(export))
    with held(shell.home):
        done = shell.run("progress", "import", str(export), "--lang", lang)
    told = done.stderr.decode()
    assert done.returncode == 2 and all(words in told for words in said)
    assert not any(words in told for words in ("Go on", "kept", "続けられます", "隣のファイル"))


@pytest.mark.parametrize(("lang", "said"), [("en", "Not included"), ("ja", "含まれていません")])
def test_an_export_says_that_answers_of_an_open_session_are_not_in_it_yet(shell, lang, said):
    store = open_store(shell.home, 0.01)
    with held(shell.home):
        store.set_setting("lang", lang)
    done = shell.run("progress", "export", str(shell.work / "one.jsonl"), "--lang", lang)
    assert done.returncode == 0 and said in done.stderr.decode()
    assert store.settle()
    done = shell.run("progress", "export", str(shell.work / "two.jsonl"), "--lang", lang)
    assert done.returncode == 0 and said not in done.stderr.decode()
    store.close()
