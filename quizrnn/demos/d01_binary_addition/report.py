"""The report of D01: its figures and its outcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from quizrnn.demos.d01_binary_addition.ended import BELOW, WINDOW, Ended
from quizrnn.demos.d01_binary_addition.seen import what_was_seen
from quizrnn.demos.d01_binary_addition.spec import DEMO, FALLS, STAYS, Adder
from quizrnn.demos.demo import CONVERGES, DIVERGES, FLOOR, Outcome
from quizrnn.demos.events import Report, Row
from quizrnn.demos.texts import same

GONE_DOWN = 0.75
"""Share of the loss of guessing below which a loss has clearly fallen."""


def make_report(params: Adder, ended: dict[str, Ended], gaps: dict[str, float] | None) -> Report:
    """Rows of the first net, and of the printed derivative where it ran beside."""
    main = next(iter(ended.values()))
    default = params == Adder() or params == Adder(derivative="true")
    usual = Adder()
    same_start = usual == replace(
        params, steps=usual.steps, lr=usual.lr, clip=usual.clip, derivative="both", pictures=True
    )
    sigmoid = params.activation == "sigmoid"
    kept = {} if default else {"reported": same(""), "spread": same("")}
    off: Mapping[str, float | None] = gaps or {"true": None, "printed": None}
    rows = [
        DEMO.row("below", main.below_at(), **kept),
        DEMO.row("loss", main.late_loss(), **kept),
        DEMO.row("exact", float(main.right[-WINDOW:].mean())),
        DEMO.row("all", main.share),
        DEMO.row("weight", main.largest, reported=same("") if sigmoid else None),
        DEMO.row("gradient", off["true"]),
        DEMO.row("gradient_printed", off["printed"], spread=None if same_start else same("")),
    ]
    if len(ended) == 2:
        rows += _printed_rows(ended["printed"], default)
    outcome = _outcome(params, main)
    return Report(rows, what_was_seen(params, ended, outcome, gaps), outcome.name)


def _printed_rows(net: Ended, default: bool) -> list[Row]:
    kept = {} if default else {"reported": same(""), "spread": same("")}
    return [DEMO.row("loss_printed", net.late_loss(), **kept), DEMO.row("all_printed", net.share)]


def _outcome(params: Adder, net: Ended) -> Outcome:
    loss = net.late_loss()
    if not np.isfinite(loss):
        return DIVERGES
    if loss >= BELOW:
        return FALLS if loss < GONE_DOWN * params.digits / 8 else STAYS
    return CONVERGES if params.activation == "sigmoid" else FLOOR
