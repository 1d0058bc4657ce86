"""Where torch is not installed, a torch question says so and holds nothing against the learner."""

from __future__ import annotations

import msgspec
import pytest
from judge.small_tasks import SOFTMAX, SOFTMAX_KEY

from quizrnn.judge import check
from quizrnn.judge.client import LocalJudge


def test_a_torch_question_without_torch_is_broken_and_says_why(
    judge: LocalJudge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "find_spec", lambda name: None)
    task = msgspec.structs.replace(SOFTMAX, torch=True)
    verdict = judge.check_task(task, SOFTMAX_KEY.encode())
    assert verdict.outcome == "broken"
    assert verdict.fault is not None and verdict.fault.code == "missing-torch"


def test_a_numpy_question_does_not_mind(judge: LocalJudge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "find_spec", lambda name: None)
    assert judge.check_task(SOFTMAX, SOFTMAX_KEY.encode()).outcome == "right"
