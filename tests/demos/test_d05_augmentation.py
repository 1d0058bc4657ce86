"""D05: the gallery of augmentations."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from demos.runs import check_resume, check_small_run, events, figures, report
from PIL import Image

from quizrnn.datasets.drawn import draw_glyph, draw_picture
from quizrnn.datasets.error import DataError
from quizrnn.demos import find_demo
from quizrnn.demos.d05_augmentation.spec import OPERATIONS
from quizrnn.demos.d05_augmentation.train import SIGMAS, SIZES, kernel_width, turned_sixes
from quizrnn.demos.events import Picture
from quizrnn.demos.pictures import Bars, Images

DEMO = find_demo("D05")


def test_small_run_and_resume() -> None:
    check_small_run(DEMO)
    check_resume(DEMO, at=1)
    check_resume(DEMO, at=9)


def test_the_width_of_a_blur_is_limited_by_the_smaller_of_kernel_and_sigma() -> None:
    measured = {(51, 0.5): 0.46, (11, 100.0): 3.16, (3, 100.0): 0.82, (51, 10.0): 9.6}
    for (size, sigma), width in measured.items():
        assert kernel_width(size, sigma) == pytest.approx(width, abs=0.01)
    for size in SIZES:
        for sigma in SIGMAS:
            assert kernel_width(size, sigma) <= min(sigma, size / 12**0.5) * 1.0001


def test_what_limits_is_the_outcome() -> None:
    assert report(DEMO, side=32).outcome == "kernel-limits"
    assert report(DEMO, preset="small-sigma", side=32).outcome == "sigma-limits"
    assert report(DEMO, size="11", sigma=3.0, side=32).outcome == "both-limit"


def test_black_padding_darkens_the_rim() -> None:
    found = figures(report(DEMO, preset="zero-padding", side=32))
    assert found["corner"] == pytest.approx(0.298, abs=1e-3)
    assert found["edge"] == pytest.approx(0.545, abs=1e-3)


def test_only_the_half_turn_makes_a_nine_of_a_six() -> None:
    same = {name: np.array_equal(image, draw_glyph("9")) for name, image in turned_sixes().items()}
    assert same == {"flip-horizontal": False, "flip-vertical": False, "rotate-180": True}


def test_every_operation_has_a_picture_and_changes_it() -> None:
    found = events(DEMO, side=64)
    names = {event.name for event in found if isinstance(event, Picture)}
    assert names == {*OPERATIONS, "changes", "widths", "blur-grid", "glyphs"}
    bars = next(event.body for event in found if isinstance(event, Picture) and event.name == "changes")
    assert isinstance(bars, Bars) and len(bars.values) == len(OPERATIONS) - 1  # a crop has another size
    assert all(change > 0.005 for change in bars.values)


def test_each_seed_draws_its_own_flips_shifts_turns_and_colours_and_a_stop_changes_nothing() -> None:
    def pictures(seed: int, **values: object) -> dict[str, Picture]:
        return {e.name: e for e in events(DEMO, seed, side=32, **values) if isinstance(e, Picture)}

    drawn = [pictures(seed, draw=True) for seed in range(8)]
    usual = [pictures(seed) for seed in range(2)]
    for name in ("flip-horizontal", "flip-vertical"):
        assert len({repr(found[name].body) for found in drawn}) == 2
    for name in ("shift", "rotation", "brightness", "contrast", "hue"):
        assert len({repr(found[name].body) for found in drawn}) >= 6
        assert usual[0][name] == usual[1][name]
    for name in ("rotation", "brightness", "contrast", "hue"):
        assert len({found[name].caption for found in drawn}) >= 6
    mirrored = [found["flip-horizontal"].caption.en == "flipped left-right" for found in drawn]
    said = [report(DEMO, seed, "random", side=32).seen.en for seed in range(8)]
    assert ["not flipped left-right" not in text for text in said] == mirrored
    check_resume(DEMO, at=3, draw=True)


def test_titles_name_the_values_and_the_grid_its_widths() -> None:
    pictures = {e.name: e for e in events(DEMO, preset="half-turn", side=32) if isinstance(e, Picture)}
    assert pictures["rotation"].caption.en == "rotated by 180°"
    grid = pictures["blur-grid"].body
    assert isinstance(grid, Images) and [title.en for title in grid.titles[-5:]] == [
        "0.46",
        "1.00",
        "3.00",
        "9.59",
        "14.66",
    ]


def test_the_drawn_picture_shows_every_flip_and_turn() -> None:
    picture = draw_picture(64)
    assert picture.shape == (64, 64, 3)
    assert 0 <= picture.min() < picture.max() <= 1
    for moved in (picture[::-1], picture[:, ::-1], np.rot90(picture), np.rot90(picture, 2)):
        assert np.abs(picture - moved).mean() > 0.02


def test_ones_own_picture(tmp_path: Path) -> None:
    path = tmp_path / "own.png"
    Image.new("RGB", (70, 40), "red").save(path)
    flip = next(e for e in events(DEMO, data=path, side=64) if isinstance(e, Picture))
    assert isinstance(flip.body, Images)
    assert len(flip.body.images[0][0]) == 64
    path.write_text("none")
    with pytest.raises(DataError):
        events(DEMO, data=path)
