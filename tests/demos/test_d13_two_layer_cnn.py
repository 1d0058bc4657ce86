"""D13: the two-layer CNN with dropout."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from demos.real_data import real_data
from demos.runs import check_resume, check_small_run, events, figures, report
from demos.targets import median_of_three_reaches

pytest.importorskip("torch")

import torch
from PIL import Image, ImageDraw

from quizrnn.datasets.error import DataError
from quizrnn.demos import DemoError, find_demo
from quizrnn.demos.d13_two_layer_cnn.train import first_weights
from quizrnn.demos.digit_cnn import as_net, classify, maps_of
from quizrnn.demos.digits import read_drawing
from quizrnn.demos.events import Picture
from quizrnn.reference.cnn_torch import two_layer_cnn

pytestmark = pytest.mark.torch
DEMO = find_demo("D13")


def drawing(folder: Path, paper: str = "white", ink: str = "black") -> Path:
    image = Image.new("L", (120, 90), paper)
    ImageDraw.Draw(image).line((70, 20, 70, 70), ink, 8)  # a 1
    image.save(folder / "digit.png")
    return folder / "digit.png"


def test_small_run_and_resume() -> None:
    check_small_run(DEMO)
    check_resume(DEMO, at=6)
    check_resume(DEMO, at=3, relu=False, start="one", drop=0.0)


def test_the_net_is_the_reference_net() -> None:
    rng = np.random.default_rng(0)
    net = as_net(first_weights(DEMO.make_params(DEMO.small), 8, rng), "cpu")
    x = torch.from_numpy(rng.random((5, 1, 8, 8), dtype=np.float32))
    noise = torch.from_numpy(rng.random((5, 16), dtype=np.float32))
    torch.nn.init.normal_(net["W2"].data)
    ours = classify(maps_of(x, net)[-1], net, noise, 0.5)
    torch.testing.assert_close(ours, two_layer_cnn(x, net, noise, 0.5))


def test_the_net_of_the_sources_has_the_counted_weights() -> None:
    params = DEMO.make_params(preset="sources")
    weights = first_weights(params, 28, np.random.default_rng(0))
    assert sum(weight.size for weight in weights.values()) == 3_274_634


def test_a_few_hundred_steps_are_enough_for_small_digits() -> None:
    assert figures(report(DEMO, steps=300))["accuracy"] > 0.93


def test_a_drawing_is_read_whatever_the_paper(tmp_path: Path) -> None:
    light = read_drawing(drawing(tmp_path), 8)
    dark = read_drawing(drawing(tmp_path, "black", "white"), 8)
    np.testing.assert_allclose(light, dark, atol=0.02)
    assert light.shape == (8, 8)
    assert light[:, 3:5].sum() > 0.9 * light.sum()
    found = events(DEMO, data=drawing(tmp_path), **DEMO.small)
    assert {"drawing", "drawing-bars"} <= {event.name for event in found if isinstance(event, Picture)}


def test_a_drawing_of_characters_is_read_like_a_picture(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text("\n".join(["." * 12, *["....##......"] * 9, "." * 12]))
    read = read_drawing(path, 8)
    assert read.shape == (8, 8) and read[:, 3:5].sum() == read.sum() > 0
    path.write_text("####......\n####......\n")  # four characters are about as wide as two lines are high
    square = read_drawing(path, 8)
    assert (square > 0.5).all()
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(DataError, match="UTF-8"):
        read_drawing(path, 8)
    path.write_text("....\n")
    with pytest.raises(DemoError, match="one colour"):
        read_drawing(path, 8)


def test_a_drawing_of_nothing_and_a_file_that_is_no_picture(tmp_path: Path) -> None:
    with pytest.raises(DemoError, match="one colour"):
        events(DEMO, data=drawing(tmp_path, "white", "white"), **DEMO.small)
    (tmp_path / "digit.png").write_text("no picture")
    with pytest.raises(DataError):
        events(DEMO, data=tmp_path / "digit.png", **DEMO.small)


@pytest.mark.slow
def test_digits_over_seeds() -> None:
    assert np.median([figures(report(DEMO, seed))["accuracy"] for seed in range(3)]) >= 0.975


@pytest.mark.slow
def test_mnist_after_a_thousand_steps_of_the_sources_setting() -> None:
    path = real_data("mnist")
    assert median_of_three_reaches(
        lambda seed: figures(report(DEMO, seed, "sources-1000", path))["accuracy"], 0.96
    )
