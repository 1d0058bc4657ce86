"""Which verdicts ``replay`` calls the same."""

from __future__ import annotations

import msgspec

from quizrnn.cli.replay import alike
from quizrnn.verdict import Apart, Counterexample, Fault, Verdict


def test_the_words_around_a_counterexample_make_no_other_verdict() -> None:
    then = Verdict(
        "wrong", Fault("value", path="h"), Counterexample({"x": 1.0}, 2.0, 1.0, "h", paste="f(1.)")
    )
    found = Counterexample({"x": 1.0}, 2.0, 1.0, "h", paste="print(f(1.))", setup="import torch")
    now = Verdict("wrong", Fault("value", path="h", axes=("N",)), found, seconds=0.3)
    assert alike(then, now)
    assert alike(then, msgspec.structs.replace(now, apart=(Apart("h", "right"),)))
    assert not alike(then, msgspec.structs.replace(now, mistake=1))
    assert not alike(then, msgspec.structs.replace(now, counterexample=Counterexample({"x": 0.0}, 2.0, 1.0)))
