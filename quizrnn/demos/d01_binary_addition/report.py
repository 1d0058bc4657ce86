"""The report of D01: its figures and its outcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from quizrnn.demos.d01_binary_addition.ended import BELOW, WINDOW, Ended
from quizrnn.demos.d01_binary_addition.seen import what_was_seen
from quizrnn.demos.d01_binary_addition.spec import DEMO, FALLS, FLOOR, STAYS, Adder
from quizrnn.demos.d01_binary_addition.spreads import spread_of
from quizrnn.demos.demo import CONVERGES, DIVERGES, Outcome
from quizrnn.demos.events import Report
from quizrnn.demos.texts import same

GONE_DOWN = 0.75
"""Share of the loss of guessing below which a loss has clearly fallen."""


def make_report(params: Adder, ended: dict[str, Ended], gaps: dict[str, float] | None) -> Report:
    """Rows of the first net, and of the printed derivative where it ran beside."""
    main = next(iter(ended.values()))
    reported = DEMO.reported_for(replace(params, derivative="both"))  # the sources' net is the printed one
    spread = spread_of(params)
    usual = Adder()
    same_start = usual == replace(
        params, steps=usual.steps, lr=usual.lr, clip=usual.clip, derivative="both", pictures=True
    )
    relu = params.activation == "relu"
    off: Mapping[str, float | None] = gaps or {"true": None, "printed": None}
    rows = [
        DEMO.row("below", main.below_at(), reported=reported, spread=spread.below),
        DEMO.row("loss", main.late_loss(), reported=reported, spread=same(spread.loss)),
        DEMO.row("exact", float(main.right[-WINDOW:].mean())),
        DEMO.row("all", main.share),
        DEMO.row("weight", main.largest, reported=None if relu else same("")),
        DEMO.row("gradient", off["true"]),
        DEMO.row("gradient_printed", off["printed"], spread=None if same_start else same("")),
    ]
    if len(ended) == 2:
        printed = ended["printed"]
        rows += [
            DEMO.row("loss_printed", printed.late_loss(), reported=reported, spread=same(spread.printed)),
            DEMO.row("all_printed", printed.share),
        ]
    outcome = _outcome(params, main)
    return Report(rows, what_was_seen(params, ended, outcome, gaps), outcome.name)


def _outcome(params: Adder, net: Ended) -> Outcome:
    loss = net.late_loss()
    if not np.isfinite(loss):
        return DIVERGES
    if loss >= BELOW:
        return FALLS if loss < GONE_DOWN * params.digits / 8 else STAYS
    return CONVERGES if params.activation == "sigmoid" else FLOOR
