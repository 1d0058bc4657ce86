"""The time that a learner has set is granted wherever an answer is judged or run."""

from __future__ import annotations

import io
from types import SimpleNamespace

import msgspec
import pytest
from cli.six import write_bank

from quizrnn.bank import Bank
from quizrnn.cli.folder import Folder
from quizrnn.grading import Coded
from quizrnn.judge.client import LocalJudge
from quizrnn.progress import Attempt, open_store
from quizrnn.verdict import Ran, Verdict

SECONDS = 5.0
"""What the question grants by itself."""


@pytest.fixture
def granted(monkeypatch):
    """The seconds of every task that reaches the judge."""
    seen = []

    def check(task, source):
        seen.append(task.check.seconds)
        return Verdict("right", score=1.0)

    def run(task, source):
        seen.append(task.check.seconds)
        return Ran(value=1.0)

    monkeypatch.setattr(LocalJudge, "warm", lambda self, **needs: None)
    monkeypatch.setattr(LocalJudge, "_judge", lambda self, torch: SimpleNamespace(check=check, run=run))
    return seen


@pytest.fixture
def six(tmp_path, home):
    """A bank, and a progress file with an answer in which four times the time is asked for."""
    root = write_bank(tmp_path / "bank")
    question = Bank.open(root).get("six.code")
    store = open_store(home)
    store.set_setting("time", "4")
    answer = msgspec.json.encode(Coded({"y": "2 * x"})).decode()
    store.add(Attempt("six.code", question.revision, 5.0, answer=answer, verdict=Verdict("right", score=1.0)))
    store.close()
    return root


@pytest.mark.parametrize(
    ("arguments", "typed"),
    [
        (("check", "six.code", "-"), "def double(x): return x + x\n"),
        (("run", "six.code", "mine.py"), ""),
        (("replay", "last"), ""),
        (("quiz", "--plain", "six.code"), "2 * x\n"),
    ],
)
def test_the_learners_time_is_granted_by_every_command(
    call, granted, six, tmp_path, monkeypatch, arguments, typed
):
    (tmp_path / "mine.py").write_text("def double(x): return x + x\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
    status, out, err = call(*arguments, "--bank", str(six))
    assert status == 0, out + err
    assert granted == [4 * SECONDS]


def test_watching_grants_the_learners_time(granted, six, tmp_path):
    from quizrnn.cli.watch import Watcher

    watcher = Watcher(Bank.open(six), Folder(tmp_path, {"six.code.py"}), "en", None, record=False)
    (tmp_path / "six.code.py").write_text("def double(x): return x + x\n")
    watcher._judge(tmp_path / "six.code.py")
    assert granted == [4 * SECONDS]


def test_without_a_setting_the_questions_own_time_is_granted(call, granted, six, home, monkeypatch):
    store = open_store(home)
    store.set_setting("time", "forever")
    store.close()
    call("replay", "last", "--bank", str(six))
    assert granted == [SECONDS]
