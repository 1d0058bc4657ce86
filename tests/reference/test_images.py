"""Flips, crop, shift, rotation, colours, blur, random erasing and mixup."""

from __future__ import annotations

import colorsys
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reference.harness import assert_close, assert_refused, assert_twin, few, seed, size, twin

from quizrnn.reference import augment, blur, colour, geometry

moves = st.integers(-5, 5)


def images(s: int, *shape: int) -> np.ndarray:
    return np.random.default_rng(s).random(shape)


@pytest.mark.torch
@few
@given(size, size, size, size, moves, moves, seed)
def test_geometry_equals_the_twin(n: int, c: int, h: int, w: int, down: int, right: int, s: int) -> None:
    x, other = images(s, n, c, h, w), twin("geometry_torch")
    for name in ("flip_horizontal", "flip_vertical"):
        assert_twin(getattr(geometry, name), getattr(other, name), {"x": x}, cached=False)
    moved = {"x": x, "down": down, "right": right, "fill": 0.5}
    assert_twin(geometry.shift, other.shift, moved, cached=False)
    assert_twin(geometry.rotate90, other.rotate90, {"x": x, "turns": down}, cached=False)
    turned = {"x": x, "degrees": 17.0 * right + 3.0, "fill": 0.25}
    assert_twin(geometry.rotate, other.rotate, turned, cached=False, forward_tolerance=1e-9)
    rng = np.random.default_rng(s)
    height, width = int(rng.integers(1, h + 1)), int(rng.integers(1, w + 1))
    tops, lefts = rng.integers(0, h - height + 1, n), rng.integers(0, w - width + 1, n)
    cut = {"x": x, "tops": tops, "lefts": lefts, "height": height, "width": width}
    assert_twin(geometry.crop, other.crop, cut, cached=False)


@few
@given(size, size, moves, moves, seed)
def test_geometry_is_a_loop_over_pixels(h: int, w: int, down: int, right: int, s: int) -> None:
    x = images(s, 1, 1, h, w)
    flipped, turned = geometry.flip_horizontal(x), geometry.flip_vertical(x)
    moved, quarter = geometry.shift(x, down, right, 9.0), geometry.rotate90(x)
    for r in range(h):
        for c in range(w):
            assert flipped[0, 0, r, c] == x[0, 0, r, w - 1 - c]
            assert turned[0, 0, r, c] == x[0, 0, h - 1 - r, c]
            inside = 0 <= r - down < h and 0 <= c - right < w
            assert moved[0, 0, r, c] == (x[0, 0, r - down, c - right] if inside else 9.0)
            assert quarter[0, 0, w - 1 - c, r] == x[0, 0, r, c]


@few
@given(size, seed)
def test_rotation_by_quarters_moves_whole_pixels(side: int, s: int) -> None:
    x = images(s, 2, 1, side, side)
    for turns in range(4):
        assert_close(geometry.rotate(x, 90.0 * turns), geometry.rotate90(x, turns), 1e-12)


def test_a_six_turned_by_half_is_a_nine_and_a_mirrored_one_is_not() -> None:
    six = np.array([[1, 1, 1], [1, 0, 0], [1, 1, 1], [1, 0, 1], [1, 1, 1]], dtype=float)[None, None]
    nine = np.array([[1, 1, 1], [1, 0, 1], [1, 1, 1], [0, 0, 1], [1, 1, 1]], dtype=float)[None, None]
    assert np.array_equal(geometry.rotate90(six, 2), nine)
    assert not np.array_equal(geometry.flip_horizontal(six), nine)
    assert not np.array_equal(geometry.flip_vertical(six), nine)


@few
@given(size, size, seed)
def test_random_crop_finds_its_window_in_the_picture(height: int, width: int, s: int) -> None:
    x = np.arange(2 * 5 * 6, dtype=float).reshape(2, 1, 5, 6)
    out = geometry.random_crop(x, height, width, np.random.default_rng(s))
    assert out.shape == (2, 1, height, width)
    for n in range(2):
        top, left = divmod(int(out[n, 0, 0, 0]) - 30 * n, 6)
        assert top + height <= 5
        assert left + width <= 6
        assert np.array_equal(out[n], x[n, :, top : top + height, left : left + width])


def test_random_crop_reaches_every_place() -> None:
    x = np.arange(12.0).reshape(1, 1, 3, 4)
    rng = np.random.default_rng(0)
    corners = {float(geometry.random_crop(x, 2, 2, rng)[0, 0, 0, 0]) for _ in range(100)}
    assert corners == {0.0, 1.0, 2.0, 4.0, 5.0, 6.0}


def test_random_flip_flips_about_half_and_nothing_else() -> None:
    x = np.tile(np.array([0.0, 1.0]), (2000, 1, 1, 1))
    out = geometry.random_flip(x, np.random.default_rng(0))
    assert 900 < out[:, 0, 0, 0].sum() < 1100
    assert np.array_equal(geometry.random_flip(x, np.random.default_rng(0), 0.0), x)
    assert np.array_equal(geometry.random_flip(x, np.random.default_rng(0), 1.0), geometry.flip_horizontal(x))


@pytest.mark.torch
@few
@given(size, size, size, st.floats(-1, 1), seed)
def test_colours_equal_the_twin(n: int, h: int, w: int, amount: float, s: int) -> None:
    x, other = images(s, n, 3, h, w), twin("colour_torch")
    x[:, :, 0, 0] = 0.5  # a grey pixel
    x[0, :, -1, -1] = 0.0  # a black one
    for clip in (True, False):
        args = {"x": x, "clip": clip}
        bright, contrast = {**args, "delta": amount}, {**args, "factor": 1 + amount}
        assert_twin(colour.adjust_brightness, other.adjust_brightness, bright, cached=False)
        assert_twin(colour.adjust_contrast, other.adjust_contrast, contrast, cached=False)
    assert_twin(colour.adjust_hue, other.adjust_hue, {"x": x, "delta": amount}, cached=False)
    assert_twin(colour.rgb_to_hsv, other.rgb_to_hsv, {"x": x}, cached=False)
    hsv = dict(zip(("hue", "saturation", "value"), colour.rgb_to_hsv(x), strict=True))
    assert_twin(colour.hsv_to_rgb, other.hsv_to_rgb, hsv, cached=False)


@few
@given(size, size, st.floats(-1, 1), seed)
def test_hue_equals_the_standard_library_pixel_by_pixel(h: int, w: int, delta: float, s: int) -> None:
    x = images(s, 1, 3, h, w).round(1)  # rounding makes equal channels likely
    hsv, turned = colour.rgb_to_hsv(x), colour.adjust_hue(x, delta)
    for r in range(h):
        for c in range(w):
            expected = colorsys.rgb_to_hsv(*x[0, :, r, c])
            assert_close([p[0, r, c] for p in hsv], list(expected), 1e-12)
            hue = (expected[0] + delta) % 1.0
            assert_close(turned[0, :, r, c], np.array(colorsys.hsv_to_rgb(hue, *expected[1:])), 1e-12)


@few
@given(st.floats(0, 0.4), st.floats(0.1, 3), seed)
def test_colour_operations_can_be_undone(delta: float, factor: float, s: int) -> None:
    x = images(s, 2, 3, 3, 3)
    assert_close(colour.adjust_hue(colour.adjust_hue(x, delta), -delta), x, 1e-12)
    lighter = colour.adjust_brightness(x, delta, clip=False)
    assert_close(colour.adjust_brightness(lighter, -delta, clip=False), x, 1e-12)
    stretched = colour.adjust_contrast(x, factor, clip=False)
    assert_close(stretched.mean(axis=(2, 3)), x.mean(axis=(2, 3)), 1e-12)
    assert_close(colour.adjust_contrast(stretched, 1 / factor, clip=False), x, 1e-11)
    assert colour.adjust_brightness(x, 0.9).max() <= 1.0


@few
@given(st.integers(1, 9), st.floats(0.05, 200))
def test_kernel_is_a_loop_and_sums_to_one(width: int, sigma: float) -> None:
    kernel = blur.gaussian_kernel(width, sigma)
    middle = (width - 1) / 2
    # the smallest distance is taken out first, so that a tiny sigma does not underflow
    near = 2 * (0.0 if width % 2 else 0.25)
    cells = [
        [math.exp(-((i - middle) ** 2 + (j - middle) ** 2 - near) / (2 * sigma**2)) for j in range(width)]
        for i in range(width)
    ]
    total = sum(map(sum, cells))
    assert_close(kernel, np.array(cells) / total, 1e-12)
    assert kernel.sum() == pytest.approx(1.0)
    assert np.array_equal(kernel, kernel[::-1, ::-1])
    assert_close(blur.gaussian_kernel_1d(width, sigma), kernel.sum(axis=0), 1e-12)


@pytest.mark.torch
@few
@given(size, st.integers(3, 6), st.integers(3, 6), st.sampled_from([1, 3, 5]), st.floats(0.3, 50), seed)
def test_blur_equals_the_twin(n: int, h: int, w: int, width: int, sigma: float, s: int) -> None:
    other = twin("blur_torch")
    assert_twin(blur.gaussian_kernel, other.gaussian_kernel, {"size": width, "sigma": sigma}, cached=False)
    assert_twin(
        blur.gaussian_kernel_1d, other.gaussian_kernel_1d, {"size": width, "sigma": sigma}, cached=False
    )
    for padding in blur.PADDINGS:
        args = {"x": images(s, n, 2, h, w), "size": width, "sigma": sigma, "padding": padding}
        assert_twin(blur.gaussian_blur, other.gaussian_blur, args, cached=False)


@few
@given(st.integers(2, 5), st.integers(2, 5), st.floats(0.3, 5), st.sampled_from(["zero", "edge"]), seed)
def test_blur_is_a_loop(h: int, w: int, sigma: float, padding: str, s: int) -> None:
    x, kernel = images(s, 1, 1, h, w), blur.gaussian_kernel(3, sigma)
    expected = np.zeros_like(x)
    for r in range(h):
        for c in range(w):
            for i in range(3):
                for j in range(3):
                    row, col = r + i - 1, c + j - 1
                    inside = 0 <= row < h and 0 <= col < w
                    if inside or padding == "edge":
                        pixel = x[0, 0, min(max(row, 0), h - 1), min(max(col, 0), w - 1)]
                        expected[0, 0, r, c] += kernel[i, j] * pixel
    assert_close(blur.gaussian_blur(x, 3, sigma, padding), expected, 1e-12)


def test_zero_padding_darkens_the_rim() -> None:
    out = blur.gaussian_blur(np.ones((1, 1, 40, 40)), 11, 100.0, "zero")
    assert out[0, 0, 0, 0] == pytest.approx(0.298, abs=5e-4)
    assert out[0, 0, 0, 20] == pytest.approx(0.545, abs=1e-3)
    assert blur.gaussian_blur(np.ones((1, 1, 40, 40)), 11, 100.0)[0, 0, 0, 0] == pytest.approx(1.0)


@few
@given(size, st.integers(2, 8), st.integers(2, 8), seed)
def test_random_erasing_is_a_loop(n: int, h: int, w: int, s: int) -> None:
    rng = np.random.default_rng(s)
    x = images(s, n, 2, h, w)
    boxes = augment.draw_boxes(n, h, w, rng, share=0.7)
    out = augment.random_erasing(x, boxes, -1.0)
    for k, (top, left, height, width) in enumerate(boxes):
        assert height * width <= 0.4 * h * w
        for r in range(h):
            for c in range(w):
                hidden = top <= r < top + height and left <= c < left + width
                assert (out[k, :, r, c] == (-1.0 if hidden else x[k, :, r, c])).all()


def test_boxes_have_the_wanted_size_and_share() -> None:
    boxes = augment.draw_boxes(1000, 50, 60, np.random.default_rng(0))
    drawn = boxes[boxes[:, 2] > 0]
    assert 420 < len(drawn) < 580
    parts = drawn[:, 2] * drawn[:, 3] / 3000
    assert parts.min() > 0.015
    assert parts.max() <= 0.4
    assert not augment.draw_boxes(5, 8, 8, np.random.default_rng(0), share=0.0).any()


@few
@given(size, size, seed)
def test_mixup_is_a_loop(n: int, d: int, s: int) -> None:
    rng = np.random.default_rng(s)
    x, y = rng.standard_normal((n, d, 2)), rng.random((n, 3))
    lam, partner = augment.draw_mixup(n, 0.4, rng)
    mixed_x, mixed_y = augment.mixup(x, y, lam, partner)
    for k in range(n):
        a, b = lam[k], partner[k]
        assert_close(mixed_x[k], a * x[k] + (1 - a) * x[b], 1e-12)
        assert_close(mixed_y[k], a * y[k] + (1 - a) * y[b], 1e-12)
    assert sorted(partner) == list(range(n))


@pytest.mark.torch
@few
@given(size, size, seed)
def test_augmentations_equal_the_twin(n: int, c: int, s: int) -> None:
    rng, other = np.random.default_rng(s), twin("augment_torch")
    x, y = rng.standard_normal((n, c, 5, 4)), rng.random((n, 3))
    lam, partner = augment.draw_mixup(n, 0.4, rng)
    args = {"x": x, "y": y, "lam": lam, "partner": partner}
    assert_twin(augment.mixup, other.mixup, args, cached=False)
    boxes = augment.draw_boxes(n, 5, 4, rng)
    for fill in (0.5, rng.standard_normal(x.shape)):
        args = {"x": x, "boxes": boxes, "fill": fill}
        assert_twin(augment.random_erasing, other.random_erasing, args, cached=False)


def test_image_operations_refuse_bad_arguments() -> None:
    x = np.ones((2, 3, 4, 5))
    bad_x = [("x", x[0]), ("x", x.astype(int))]
    refused = assert_refused
    for flip in (geometry.flip_horizontal, geometry.flip_vertical, geometry.rotate90):
        refused(flip, {"x": x}, bad_x)
    rng = np.random.default_rng(0)
    refused(geometry.random_flip, {"x": x, "rng": rng}, [*bad_x, ("share", 2.0)])
    zero = np.zeros(2, int)
    cut = {"x": x, "tops": zero, "lefts": zero, "height": 4, "width": 4}
    refused(
        geometry.crop, cut, [*bad_x, ("height", 5), ("width", 0), ("tops", zero + 1), ("lefts", zero - 1)]
    )
    refused(
        geometry.random_crop,
        {"x": x, "height": 4, "width": 2, "rng": rng},
        [*bad_x, ("height", 5), ("width", 6)],
    )
    refused(geometry.shift, {"x": x, "down": 1, "right": 1}, [*bad_x, ("down", 0.5), ("right", 0.5)])
    refused(geometry.rotate, {"x": x, "degrees": 5.0}, [*bad_x, ("degrees", math.nan)])
    refused(colour.adjust_brightness, {"x": x, "delta": 0.1}, [*bad_x, ("delta", math.nan)])
    refused(colour.adjust_contrast, {"x": x, "factor": 0.1}, [*bad_x, ("factor", -1.0)])
    refused(colour.adjust_hue, {"x": x, "delta": 0.1}, [*bad_x, ("x", x[:, :2])])
    refused(blur.gaussian_kernel, {"size": 3, "sigma": 1.0}, [("size", 0), ("sigma", 0.0)])
    args = {"x": x, "size": 3, "sigma": 1.0}
    refused(blur.gaussian_blur, args, [*bad_x, ("size", 4), ("size", 11), ("padding", "mirror")])
    boxes = np.array([[0, 0, 1, 1], [3, 4, 1, 1]])
    refused(
        augment.random_erasing,
        {"x": x, "boxes": boxes},
        [*bad_x, ("boxes", boxes + 1), ("boxes", boxes * 1.0), ("boxes", boxes[:1])],
    )
    drawn = {"N": 1, "H": 4, "W": 4, "rng": rng}
    refused(augment.draw_boxes, drawn, [("share", -1.0), ("area", (0.5, 0.2)), ("aspect", 0.0)])
    y, lam = np.ones((2, 3)), np.array([0.2, 0.4])
    args = {"x": x, "y": y, "lam": lam, "partner": zero}
    refused(augment.mixup, args, [("x", x[:1]), ("lam", lam + 1), ("y", y[0]), ("partner", zero + 2)])
    refused(augment.draw_mixup, {"N": 2, "alpha": 0.2, "rng": rng}, [("alpha", 0.0)])
