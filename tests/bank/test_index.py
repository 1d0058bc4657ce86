"""The index: only what changed is read again, and a bank opens wherever it lies."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys

import pytest
from bank.small import CHOICE, CODE, NUMBER, STEP, write_bank

from quizrnn.bank import Bank, places
from quizrnn.errors import QuizrnnError


@pytest.fixture
def root(tmp_path):
    return write_bank(tmp_path / "bank", {"choice.yaml": CHOICE, "code.yaml": CODE, "sub.yaml": NUMBER})


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "cache"


def settle(root, seconds=10):
    """Date every file back: files younger than a tick are read again by design."""
    for path in root.rglob("*.*"):
        status = path.stat()
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns - seconds * 10**9))


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_rows_filter_and_search(root, cache):
    bank = Bank.open(root, cache)
    assert bank.problems == ()
    assert [row.id for row in bank.rows()] == ["gru.gate", "gru.step", "cnn.size"]
    assert [row.id for row in bank.rows(kind="code", mode="choose", level=2, topic="gru")] == ["gru.step"]
    assert [row.id for row in bank.rows(text="出力 SIZE")] == ["cnn.size"]
    assert [row.id for row in bank.rows(text="ＧＲＵ")] == ["gru.gate", "gru.step"]
    assert bank.rows(tag="none") == []
    assert [topic.id for topic in bank.topics()] == ["gru", "cnn"]
    row = bank.rows(kind="code")[0]
    question = bank.get(row.id)
    assert (row.revision, row.level, row.title) == (question.revision, question.level, question.title)
    assert bank.sources(question) == (root / "questions/code.yaml", root / "solutions/gru/step.py")


def test_only_changed_files_are_read_again(root, cache):
    settle(root)
    assert Bank.open(root, cache).read_again == 3
    assert Bank.open(root, cache).read_again == 0
    change(root / "questions/choice.yaml", "level: 1", "level: 2")
    again = Bank.open(root, cache)
    assert again.read_again == 1
    assert again.get("gru.gate").level == 2


def test_a_changed_solution_is_noticed(root, cache):
    settle(root)
    before = Bank.open(root, cache).get("gru.step").revision
    change(root / "solutions/gru/step.py", "np.tanh(a)", "np.sinh(a)")
    bank = Bank.open(root, cache)
    assert bank.read_again == 1
    assert bank.get("gru.step").revision != before
    (root / "solutions/gru/step.py").unlink()
    bank = Bank.open(root, cache)
    assert bank.left_out == ("gru.step",)
    with pytest.raises(QuizrnnError, match="left out"):
        bank.get("gru.step")
    (root / "solutions/gru/step.py").write_text(STEP)
    assert Bank.open(root, cache).left_out == ()


def test_files_that_vanish_and_appear(root, cache):
    settle(root)
    Bank.open(root, cache)
    (root / "questions/code.yaml").unlink()
    (root / "questions/deep").mkdir()
    (root / "questions/deep/more.yaml").write_text(CHOICE.replace("gru.gate", "gru.more"))
    assert [row.id for row in Bank.open(root, cache).rows()] == ["gru.gate", "gru.more", "cnn.size"]


def test_the_other_of_two_equal_ids_comes_back_when_the_first_goes(root, cache):
    write_bank(root, {"twin.yaml": CHOICE.replace("level: 1", "level: 2")})
    assert Bank.open(root, cache).get("gru.gate").level == 1
    (root / "questions/choice.yaml").unlink()
    bank = Bank.open(root, cache)
    assert bank.get("gru.gate").level == 2
    assert bank.rows(topic="gru")[-1].level == 2


def test_former_ids_lead_to_the_question(root, cache):
    change(root / "questions/choice.yaml", "    level: 1", "    level: 1\n    formerly: [gru.old]")
    assert Bank.open(root, cache).get("gru.old").id == "gru.gate"


def test_an_unknown_id_names_the_nearest(root, cache):
    with pytest.raises(QuizrnnError, match=r"gru\.gate"):
        Bank.open(root, cache).get("gru.gat")


def test_the_revision_ignores_texts_and_follows_what_is_graded(root, cache):
    def revisions():
        bank = Bank.open(root, cache)
        assert bank.problems == ()
        return {row.id: row.revision for row in bank.rows()}

    first = revisions()
    change(root / "questions/choice.yaml", "Which gate?", "Which gate is it?")
    change(root / "questions/code.yaml", "The tanh is missing.", "tanh is missing.")
    change(root / "solutions/gru/step.py", "#en: the state", "#en: the new state")
    assert revisions() == first
    change(root / "questions/choice.yaml", "text: reset", "text: output")
    change(root / "questions/code.yaml", "np.tanh(a) * 2", "np.tanh(a) * 3")
    change(root / "questions/sub.yaml", "to: 12", "to: 13")
    assert all(first[name] != revision for name, revision in revisions().items())


def test_a_cache_that_cannot_be_written_is_done_without(root, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert len(Bank.open(root, blocked / "cache").rows()) == 3


@pytest.mark.parametrize("rubbish", [b"rubbish" * 2000, b"SQLite format 3\0" + b"\x01" * 5000, b""])
def test_a_damaged_index_is_made_anew(root, cache, rubbish):
    settle(root)
    Bank.open(root, cache).close()
    places.index_path(root, cache).write_bytes(rubbish)
    assert len(Bank.open(root, cache).rows()) == 3


def test_a_locked_index_is_done_without(root, cache, monkeypatch):
    from quizrnn.bank import tables

    monkeypatch.setattr(tables, "PATIENCE", 0.05)
    path = places.index_path(root, cache)
    cache.mkdir()
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    assert len(Bank.open(root, cache).rows()) == 3
    holder.close()


def test_unreadable_files_are_problems(root, cache):
    (root / "questions/gone.yaml").symlink_to(root / "nowhere.yaml")
    (root / "questions/folder.yaml").mkdir()
    bank = Bank.open(root, cache)
    assert {p.file for p in bank.problems} == {"questions/gone.yaml"}
    assert len(bank.rows()) == 3


def test_opening_from_the_index_loads_no_yaml(root, cache):
    settle(root)
    Bank.open(root, cache)
    code = (
        "import sys, pathlib; from quizrnn.bank import Bank; b = Bank.open(*map(pathlib.Path, sys.argv[1:]));"
        "b.rows(); b.get('gru.step'); print([m for m in ('yaml', 'numpy', 'unicodeit', 'quizrnn.bank.read') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, root, cache], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_bank_that_ships_is_found():
    bank = Bank.open()
    assert (bank.root / "questions").is_dir()
    assert bank.rows()


SET = """\
topic: gru
sets:
  - {id: gru.linked, title: {en: t, ja: t}, ask: {en: a, ja: a}, questions: [gru.gate, gru.step]}
questions: []
"""


def test_a_set_joins_questions_of_other_files_and_lets_them_go(root, cache):
    path = root / "questions/sets.yaml"
    path.write_text(SET.replace("questions: []\n", ""), encoding="utf-8")
    settle(root)
    bank = Bank.open(root, cache)
    assert bank.problems == ()
    assert {row.id: row.set for row in bank.rows()} == {
        "gru.gate": "gru.linked",
        "gru.step": "gru.linked",
        "cnn.size": "",
    }
    assert bank.get("gru.step").set == "gru.linked"
    change(path, "[gru.gate, gru.step]", "[gru.gate]")
    bank = Bank.open(root, cache)
    assert bank.get("gru.step").set == ""
    path.unlink()
    assert {row.set for row in Bank.open(root, cache).rows()} == {""}
