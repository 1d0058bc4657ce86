"""What the demos on handwritten digits share: the data, minibatches, and pictures of right and wrong answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from quizrnn.datasets.handwritten import load_handwritten
from quizrnn.datasets.mnist import load_mnist
from quizrnn.datasets.pictures import load_picture
from quizrnn.datasets.sketches import load_sketch
from quizrnn.demos.events import Picture, State
from quizrnn.demos.pictures import Bars, Heat, Images, plain
from quizrnn.demos.texts import DemoError, Text, same

Array = NDArray[Any]
FIRST_ROW = 5000
"""The sources' library kept the first 5000 training pictures of MNIST for validation."""

EMPTY_DRAWING = Text(
    "the picture is of one colour, there is no digit in it", "画像が一色で、数字が写っていません"
)


class Split(NamedTuple):
    """Pictures (N, H, W) from 0 to 1 in single precision, and labels (N,)."""

    train_x: Array
    train_t: Array
    test_x: Array
    test_t: Array


def load_digits(data: Path | None) -> Split:
    """The shipped digits of 8x8 pixels, or the MNIST of a folder; raises DataError."""
    if data is None:
        small = load_handwritten()
        return Split(
            small.train_x.astype(np.float32), small.train_t, small.test_x.astype(np.float32), small.test_t
        )
    large = load_mnist(data)
    kept = FIRST_ROW if len(large.train_x) > 2 * FIRST_ROW else 0
    return Split(large.train_x[kept:], large.train_t[kept:], large.test_x, large.test_t)


class Batches:
    """Indices of minibatches: all samples in a new order each epoch, a rest that fills no batch left out."""

    def __init__(self, total: int, size: int, rng: np.random.Generator, saved: State | None = None) -> None:
        self.total, self.size, self.rng = total, min(size, total), rng
        self.order: Array = saved["order"] if saved else rng.permutation(total)
        self.at: int = int(saved["at"]) if saved else 0

    def next(self) -> Array:
        """The indices of the next minibatch."""
        if self.at + self.size > self.total:
            self.order, self.at = self.rng.permutation(self.total), 0
        self.at += self.size
        return self.order[self.at - self.size : self.at]

    def state(self) -> State:
        """What ``saved`` needs to go on."""
        return {"order": self.order, "at": self.at}


def one_hot(t: Array) -> Array:
    """Labels (N,) as rows (N, 10)."""
    return np.eye(10, dtype=np.float32)[t]


def curves(p: Array, t: Array) -> dict[str, float]:
    """Mean loss and accuracy of probabilities (N, K)."""
    chosen = np.maximum(p[np.arange(len(t)), t], 1e-30)
    return {"loss": float(-np.log(chosen).mean()), "accuracy": float((p.argmax(axis=1) == t).mean())}


def samples(step: int, x: Array, predicted: Array, t: Array) -> Picture:
    """A row for each digit: three right answers, then three wrong ones where there are so many."""
    images, titles = [], []
    for digit in range(10):
        right = np.flatnonzero((t == digit) & (predicted == digit))[:3]
        wrong = np.flatnonzero((t == digit) & (predicted != digit))[:3]
        blank = 6 - len(right) - len(wrong)
        images += [plain(x[i], 3) for i in (*right, *wrong)] + [[]] * blank
        titles += [same(str(digit))] * len(right) + [same(f"{digit} → {predicted[i]}") for i in wrong]
        titles += [same("")] * blank
    caption = Text(
        "Up to three right and three wrong of each digit (1 → 9: a 1 read as a 9)",
        "各数字の正解と誤りを三つまで（1 → 9 は 1 を 9 と読んだもの）",
    )
    return Picture(step, "samples", caption, Images(images, titles, 6))


def confusion(step: int, predicted: Array, t: Array, shown: range = range(10)) -> Picture:
    """How many of each digit (rows) were taken for which (columns)."""
    counts = np.zeros((10, 10))
    np.add.at(counts, (t, predicted), 1)
    names = [str(digit) for digit in shown]
    caption = Text("Digits (rows) and answers (columns)", "正しい数字（行）と答え（列）")
    values = plain(counts[shown.start : shown.stop, shown.start : shown.stop])
    return Picture(step, "confusion", caption, Heat(values, names, names))


def misread(step: int, x: Array, p: Array, t: Array) -> list[Picture]:
    """The ten surest wrong answers, and the probabilities of the surest one; nothing where all are right."""
    predicted = p.argmax(axis=1)
    wrong = np.flatnonzero(predicted != t)
    if not len(wrong):
        return []
    worst = wrong[np.argsort(-p[wrong, predicted[wrong]], kind="stable")][:10]
    titles = [same(f"{t[i]} → {predicted[i]} ({p[i].max():.0%})") for i in worst]
    first = worst[0]
    return [
        Picture(
            step,
            "misread",
            Text("Misread with the most confidence", "自信を持って読み違えた数字"),
            Images(plain(x[worst], 3), titles, 5),
        ),
        Picture(
            step,
            "bars",
            Text(f"What the net says of the first, a {t[first]}", f"その一つ目（{t[first]}）への答え"),
            Bars([same(str(digit)) for digit in range(10)], plain(p[first].round(3))),
            y=Text("probability", "確率"),
        ),
    ]


def weight_images(step: int, name: str, caption: Text, images: Array, titles: list[Text]) -> Picture:
    """Weights (N, h, w) as pictures, 0 in the middle of the scale."""
    limit = float(np.abs(images).max()) or 1.0
    columns = 5 if len(images) <= 10 else 8
    return Picture(step, name, caption, Images(plain(images, 3), titles, columns, -limit, limit))


def interval(total: int) -> int:
    """Steps from one report to the next: about a hundredth of the run, a round number."""
    return max(total // 100, 1)


def read_drawing(path: Path, side: int) -> Array:
    """A drawn digit of a picture or text file as (side, side), light on dark, centred with a rim; raises DataError.

    Paper is taken to be what most pixels are: a light background is turned dark.
    """
    written = path.suffix.lower() == ".txt"
    grey = load_sketch(path) if written else load_picture(path, longest=512).mean(axis=2)
    ink = np.abs(grey - np.median(grey))
    strong = ink > 0.5 * ink.max()
    if not strong.any():
        raise DemoError("unfit", name="data", why=EMPTY_DRAWING)
    rows, columns = np.flatnonzero(strong.any(axis=1)), np.flatnonzero(strong.any(axis=0))
    cut = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] / ink.max()
    inner = side - 2 * max(side // 8, 1) if side > 8 else side
    scale = inner / max(cut.shape)
    small = box_resize(cut, max(round(cut.shape[0] * scale), 1), max(round(cut.shape[1] * scale), 1))
    out = np.zeros((side, side), np.float32)
    top, left = (side - small.shape[0]) // 2, (side - small.shape[1]) // 2
    out[top : top + small.shape[0], left : left + small.shape[1]] = small / small.max()
    return out


def box_resize(x: Array, height: int, width: int) -> Array:
    """x (H, W) at another size: each new pixel is the mean of the old ones that it covers."""
    return _shares(height, x.shape[0]) @ x @ _shares(width, x.shape[1]).T


def _shares(new: int, old: int) -> Array:
    """How much of each old pixel (columns) goes into each new one (rows); rows sum to 1."""
    edges = np.arange(new + 1) * old / new
    low, high = edges[:-1, None], edges[1:, None]
    covered = np.minimum(high, np.arange(old) + 1) - np.maximum(low, np.arange(old))
    return np.asarray(covered.clip(0) * new / old)
