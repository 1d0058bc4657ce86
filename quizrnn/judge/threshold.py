"""Trainings judged by a measure over seeds, computed apart from the learner from returned values."""

from __future__ import annotations

import math
from collections.abc import Sequence

from quizrnn.bank.model import Threshold
from quizrnn.errors import QuizrnnError
from quizrnn.judge.faults import fault_of, outcome_of
from quizrnn.judge.inside import wire
from quizrnn.judge.oracle import told
from quizrnn.judge.runners import Program, Reply, Runners
from quizrnn.judge.session import Session
from quizrnn.judge.task import Task
from quizrnn.verdict import Fault, Verdict

MEASURE = """

class _QuizrnnCase(dict):
    __getattr__ = dict.__getitem__


def _quizrnn_measure(answer, pair):
    return float({measure}(pair["value"], _QuizrnnCase(pair["case"])))
"""


def judge_threshold(
    runners: Runners, task: Task, packed: Sequence[bytes], replies: Sequence[Reply], session: Session
) -> Verdict:
    """Right when the measure reaches its threshold for enough seeds; what cannot be measured does not."""
    check, threshold = task.check, task.check.threshold
    assert threshold is not None
    ended = next((reply for reply in replies if reply.kind != "value"), None)
    output = {"output": session.output, "output_cut": session.output_cut, "inputs": len(replies)}
    if ended is not None:
        return Verdict(outcome=outcome_of(ended), fault=fault_of(ended, check), **output)  # type: ignore[arg-type]
    metrics = _measure(runners, task, packed, replies)
    reached = sum(_reaches(threshold, metric) for metric in metrics)
    if reached >= threshold.need:
        return Verdict(outcome="right", score=1.0, **output)  # type: ignore[arg-type]
    bound = (
        {"at_least": threshold.at_least} if threshold.at_least is not None else {"at_most": threshold.at_most}
    )
    fault = Fault(
        rung="threshold",
        expected={**bound, "need": threshold.need, "seeds": list(threshold.seeds)},
        got=[None if metric is None or not math.isfinite(metric) else metric for metric in metrics],
    )
    return Verdict(outcome="wrong", fault=fault, **output)  # type: ignore[arg-type]


def _measure(
    runners: Runners, task: Task, packed: Sequence[bytes], replies: Sequence[Reply]
) -> list[float | None]:
    """The metric for each seed; None where the measure could not make sense of the value."""
    assert task.check.threshold is not None
    pairs = [
        wire.encode({"value": reply.value, "case": wire.decode(case)})
        for case, reply in zip(packed, replies, strict=True)
    ]
    driver = task.driver + MEASURE.format(measure=task.check.threshold.measure)
    with runners.session(
        torch=task.torch, trusted=True, seconds=max(10.0, task.check.seconds), memory=task.check.memory
    ) as session:
        loaded = session.load(Program(source=b"pass", driver=driver, drive="_quizrnn_measure"))
        if loaded.kind != "value":
            raise QuizrnnError(f"{task.id}: the measure does not load. {told(loaded)}")
        measured = session.run(pairs)
    return [reply.value if reply.kind == "value" else None for reply in measured]


def _reaches(threshold: Threshold, metric: float | None) -> bool:
    if metric is None or not math.isfinite(metric):
        return False
    if threshold.at_least is not None and metric < threshold.at_least:
        return False
    return threshold.at_most is None or metric <= threshold.at_most
