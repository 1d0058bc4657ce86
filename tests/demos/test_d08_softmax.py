"""D08: softmax regression and its two optimisers."""

from __future__ import annotations

from pathlib import Path

import pytest
from demos.real_data import real_data
from demos.runs import check_resume, check_small_run, events, figures, median, report

from quizrnn.datasets.error import DataError
from quizrnn.demos import find_demo
from quizrnn.demos.events import Picture

DEMO = find_demo("D08")


def test_small_run_and_resume() -> None:
    check_small_run(DEMO)
    check_resume(DEMO, at=20)
    check_resume(DEMO, at=5, optimiser="descent", start=0.5)


def test_a_rate_means_nothing_without_the_scale_of_its_loss() -> None:
    summed = figures(report(DEMO, preset="descent-0.01"))["accuracy"]
    averaged = figures(report(DEMO, preset="descent-mean"))["accuracy"]
    assert summed > 0.96 > 0.94 > averaged


def test_adam_does_not_feel_the_scale() -> None:
    summed, averaged = (figures(report(DEMO, preset=preset)) for preset in (None, "adam-mean"))
    assert summed["loss"] == pytest.approx(averaged["loss"], rel=1e-3)


def test_a_hundredfold_rate_on_the_mean_equals_the_sum() -> None:
    summed = report(DEMO, optimiser="descent", lr=0.001, steps=100)
    averaged = report(DEMO, optimiser="descent", lr=0.1, loss="mean", steps=100)
    assert figures(summed)["loss"] == pytest.approx(figures(averaged)["loss"], rel=1e-4)


def test_too_long_steps_raise_the_loss() -> None:
    assert report(DEMO, optimiser="descent", lr=100.0, steps=200).outcome == "jumps"


def test_pictures_of_weights_samples_and_confusion() -> None:
    names = {event.name for event in events(DEMO, **DEMO.small) if isinstance(event, Picture)}
    assert names == {"weights", "samples", "confusion"}


def test_a_folder_without_mnist_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="train-images-idx3-ubyte"):
        events(DEMO, data=tmp_path)


@pytest.mark.slow
def test_mnist_after_two_thousand_steps() -> None:
    found = [figures(report(DEMO, seed, data=real_data("mnist"))) for seed in range(3)]
    assert median([figure["accuracy"] for figure in found]) >= 0.915
    assert 2700 < median([figure["loss"] for figure in found]) < 3000


@pytest.mark.parametrize(
    ("preset", "dear"), [("descent-1", True), ("descent-0.1", False), ("descent-0.01", False)]
)
def test_a_loss_that_is_the_price_of_the_rate_is_called_so(preset: str, dear: bool) -> None:
    found = report(DEMO, 0, preset)
    assert ("price of the rate" in found.seen.en) == ("学習率の代償" in found.seen.ja) == dear
    assert (figures(found)["loss_per_picture"] > 0.5) == dear
    assert not any(row.reported.en for row in found.rows)
