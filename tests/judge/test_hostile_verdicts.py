"""Hostile and broken answers through the whole judge: exact verdicts, and the next answer is right."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from judge.hostile_cases import CASES, HONEST, Hostile, planted
from judge.small_tasks import specs, task

from quizrnn.bank.model import Check
from quizrnn.judge.check import Core
from quizrnn.judge.client import LocalJudge

pytestmark = [pytest.mark.sandbox, pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")]
DOUBLE = task(
    "hostile",
    Check(given=specs(x="float[N]"), call="f", cases=({"x": [1, 2, 3]},), inputs=1, seconds=0.8, memory=128),
    HONEST.decode(),
)
DESIGN = {"returns nothing": "error"}
"""An answer that returns nothing is told so, not that its value differs."""


@pytest.fixture(scope="module")
def core(judge: LocalJudge) -> Core:
    core = Core()
    layers = core.runners.isolation().layers
    if not (layers.get("landlock") and layers.get("seccomp")):
        pytest.skip("this kernel has no landlock or no seccomp")
    return core


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_exact_verdict_and_the_next_is_right(case: Hostile, core: Core, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("planted")
    source = planted(
        case.source,
        SECRET=tmp_path / "secret.txt",
        PLACE=tmp_path,
        REPO=Path(__file__).resolve().parents[2],
        PORT=9,
        SOCKET=tmp_path / "s",
    )
    verdict = core.check(DOUBLE, source)
    bare = not core.runners.isolation().layers.get("namespaces")
    wanted = DESIGN.get(case.name, case.bare_outcome if bare else case.outcome)
    assert verdict.outcome == wanted, verdict
    if case.code and not bare and verdict.fault is not None:
        assert verdict.fault.code == case.code
    assert core.check(DOUBLE, HONEST).outcome == "right"
    assert [path.name for path in tmp_path.iterdir()] == ["secret.txt"]


def test_not_deterministic_is_said_so(core: Core) -> None:
    source = next(case.source for case in CASES if case.name == "not deterministic")
    verdict = core.check(DOUBLE, source)
    assert verdict.fault is not None
    assert (verdict.fault.rung, verdict.fault.code) == ("stable", "not-deterministic")
