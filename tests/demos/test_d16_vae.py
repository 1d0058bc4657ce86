"""D16: the VAE on small digits."""

from __future__ import annotations

import numpy as np
import pytest

from quizrnn.demos import find_demo
from quizrnn.demos.events import Checkpoint, Metric, Picture, Report
from quizrnn.demos.randomness import KEY, make_rng, random_state

DEMO = find_demo("D16")


def events(seed: int = 0, preset: str | None = None, **values: object) -> list[object]:
    return list(DEMO.load_run()(DEMO.make_params(values, preset), make_rng(seed, torch=False), "cpu"))


def plain(found: list[object]) -> list[object]:
    return [event for event in found if not isinstance(event, Checkpoint)]


def test_a_small_run_ends_with_its_figures() -> None:
    found = events(**DEMO.small)
    report = found[-1]
    assert isinstance(report, Report)
    assert [row.name for row in report.rows] == [figure.name for figure in DEMO.figures]
    assert {event.name for event in found if isinstance(event, Picture)} == {"map", "grid"}
    assert report.outcome in {outcome.name for outcome in DEMO.outcomes}


def test_the_same_seed_gives_the_same_events_and_another_seed_others() -> None:
    first, again, other = (plain(events(seed, **DEMO.small)) for seed in (3, 3, 4))
    assert first == again
    assert first != other


def test_a_run_goes_on_as_if_it_had_never_stopped() -> None:
    values = DEMO.small | {"epochs": 4}
    whole = events(**values)
    rng, states = make_rng(0, torch=False), []
    for event in DEMO.load_run()(DEMO.make_params(values), rng, "cpu"):
        if isinstance(event, Checkpoint):
            states.append((event.step, event.state() | {KEY: random_state(rng)}))
    step, state = states[1]
    rest = list(DEMO.load_run()(DEMO.make_params(values), np.random.default_rng(9), "cpu", resume=state))
    assert plain(rest) == [e for e in plain(whole) if isinstance(e, Report) or e.step > step]


@pytest.mark.parametrize(
    ("preset", "outcome", "reconstruction", "kl"),
    [
        (None, "both-used", (21.5, 24), (0.6, 1.3)),
        ("collapse", "collapse", (26.5, 28), (0, 0.01)),
        ("no-kl", "spread", (20.5, 22.5), (4, 100)),
    ],
)
@pytest.mark.slow
def test_the_weight_of_the_kl_term_decides(
    preset: str | None, outcome: str, reconstruction: tuple[float, float], kl: tuple[float, float]
) -> None:
    found = []
    for seed in (0, 1, 2):
        report = events(seed, preset)[-1]
        assert isinstance(report, Report)
        assert report.outcome == outcome
        found.append({row.name: row.measured for row in report.rows})
    for name, (low, high) in {"reconstruction": reconstruction, "kl1": kl, "kl2": kl}.items():
        assert low < np.median([figures[name] for figures in found]) < high


@pytest.mark.slow
def test_figures_of_the_default_over_seeds() -> None:
    last = [[e for e in events(seed) if isinstance(e, Metric)][-1].values for seed in range(4)]
    assert all(21.5 < values["reconstruction"] < 24 for values in last)
    assert all(0.6 < values[name] < 1.3 for values in last for name in ("KL 1", "KL 2"))
