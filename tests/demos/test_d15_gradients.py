"""D15: gradients through time, whole and stopped."""

from __future__ import annotations

import pytest
from demos.runs import check_resume, check_small_run, events, figures, report
from demos.targets import median_of_three_reaches

from quizrnn.demos import find_demo
from quizrnn.demos.d15_gradients.train import ALIVE
from quizrnn.demos.events import Picture
from quizrnn.demos.pictures import Curves

DEMO = find_demo("D15")


def test_a_bias_on_the_gate_that_keeps_decides_how_much_of_the_gradient_is_left() -> None:
    found = events(DEMO)
    picture = [event for event in found if isinstance(event, Picture) and event.name == "biases"][-1]
    assert isinstance(picture.body, Curves) and picture.body.log
    ends = [line.y[-1] for line in picture.body.lines]
    assert ends == sorted(ends) and ends[0] < 1e-6 < 0.1 < ends[-1]
    assert figures(found[-1])["lstm"] == pytest.approx(ends[0], rel=1e-4)
    assert figures(report(DEMO, preset="forget-5"))["lstm"] == pytest.approx(ends[-1], rel=1e-4)


def test_the_measured_sizes_lie_in_the_spread_beside_them() -> None:
    for preset in (None, "forget-1", "forget-2", "forget-5", "gru-8"):
        rows = {row.name: row for row in report(DEMO, preset=preset).rows}
        for cell in ("rnn", "lstm", "gru"):
            low, high = map(float, rows[cell].spread.en.split("–"))
            assert 0.9 * low < rows[cell].measured < 1.1 * high, (preset, cell)


def test_only_what_can_happen_is_offered_as_a_prediction() -> None:
    names = [[o.name for o in DEMO.possible(DEMO.make_params(preset=p))] for p in (None, "recall-rnn")]
    assert names == [["vanishes", "lives"], ["solved", "unsolved"]]
    for preset in (None, "forget-5"):
        found = report(DEMO, preset=preset)
        assert (figures(found)["lstm"] > ALIVE) == (found.outcome == "lives")


@pytest.mark.parametrize(("cell", "shown"), [("rnn", "LSTM"), ("lstm", "LSTM"), ("gru", "GRU")])
def test_the_biases_are_those_of_the_chosen_cell_if_it_has_gates(cell: str, shown: str) -> None:
    pictures = [event for event in events(DEMO, cell=cell, length=5) if isinstance(event, Picture)]
    assert [picture.name for picture in pictures] == ["biases"]
    assert pictures[0].caption.en.startswith(shown)


def test_small_run_and_resume() -> None:
    check_small_run(DEMO)
    check_resume(DEMO)
    check_resume(DEMO, task="recall", cell="gru")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("preset", "solved"),
    [("recall-lstm", True), ("recall-gru", True), ("recall-lstm-1", False), ("recall-gru-0", False)],
)
def test_the_first_of_forty_symbols_is_recalled_where_the_gate_starts_open(preset: str, solved: bool) -> None:
    bar = 0.9 if solved else 0.5  # chance is 0.25
    reached = median_of_three_reaches(lambda seed: figures(report(DEMO, seed, preset))["accuracy"], bar)
    assert reached == solved
