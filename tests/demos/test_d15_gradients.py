"""D15: gradients through time, whole and stopped."""

from __future__ import annotations

from demos.runs import check_resume, check_small_run

from quizrnn.demos import find_demo


def test_small_run_and_resume() -> None:
    check_small_run(find_demo("D15"))
    check_resume(find_demo("D15"))
