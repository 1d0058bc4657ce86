"""Trainings judged by a measure over seeds, computed apart from the learner from returned values."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from quizrnn.bank.model import Threshold
from quizrnn.errors import QuizrnnError
from quizrnn.judge.faults import NOTHING, fault_of, outcome_of
from quizrnn.judge.inside import wire
from quizrnn.judge.oracle import told
from quizrnn.judge.runners import Program, Reply, Runners
from quizrnn.judge.session import Session
from quizrnn.judge.task import Task
from quizrnn.judge.watching import trips_over_none
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
    output: dict[str, Any] = {
        "output": session.output,
        "output_cut": session.output_cut,
        "inputs": len(replies),
    }
    if ended is not None:
        fault = NOTHING if trips_over_none(ended) else fault_of(ended, check)
        return Verdict(outcome=outcome_of(ended), fault=fault, **output)
    metrics = _measure(runners, task, packed, replies)
    output["measured"] = tuple(metric if _is_number(metric) else None for metric in metrics)
    reached = sum(_reaches(threshold, metric) for metric in metrics)
    if reached >= threshold.need:
        return Verdict(outcome="right", score=1.0, **output)
    bound = (
        {"at_least": threshold.at_least} if threshold.at_least is not None else {"at_most": threshold.at_most}
    )
    fault = Fault(
        rung="threshold",
        expected={**bound, "need": threshold.need, "seeds": list(threshold.seeds)},
        got=list(output["measured"]),
    )
    return Verdict(outcome="wrong", fault=fault, **output)


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


def _is_number(metric: float | None) -> bool:
    return metric is not None and math.isfinite(metric)


def _reaches(threshold: Threshold, metric: float | None) -> bool:
    if metric is None or not math.isfinite(metric):
        return False
    if threshold.at_least is not None and metric < threshold.at_least:
        return False
    return threshold.at_most is None or metric <= threshold.at_most
