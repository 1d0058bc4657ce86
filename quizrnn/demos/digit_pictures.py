"""Pictures of a convolutional network: its filters, what they make of a digit, and its mistakes."""

from __future__ import annotations

from collections.abc import Iterator

import torch

from quizrnn.demos.digit_cnn import Net, as_input, maps_of
from quizrnn.demos.digits import Array, Split, confusion, misread, weight_images
from quizrnn.demos.events import Picture
from quizrnn.demos.pictures import Bars, Images, plain
from quizrnn.demos.texts import Text, same

MOST = 32
"""Maps and filters shown at most."""


def inner_pictures(step: int, net: Net, split: Split, device: str, *, relu: bool = True) -> Iterator[Picture]:
    """The filters of the first layer, and the maps of each layer for the first held-out digit."""
    kernels = net["conv1_W"].detach().cpu().numpy()[:MOST, 0]
    numbers = [same(str(number + 1)) for number in range(len(kernels))]
    yield weight_images(
        step, "filters", Text("Filters of the first layer", "一層目のフィルタ"), kernels, numbers
    )
    with torch.no_grad():
        layers = maps_of(as_input(split.test_x[:1], device), net, relu=relu)
    for layer, maps in enumerate(layers, start=1):
        shown = maps[0, :MOST].cpu().numpy()
        numbers = [same(str(number + 1)) for number in range(len(shown))]
        body = Images(plain(shown, 3), numbers, 8, min(float(shown.min()), 0.0), float(shown.max()) or 1.0)
        digit = split.test_t[0]
        caption = Text(
            f"A {digit} after layer {layer} and its pool", f"{layer} 層目とプーリングを通した {digit}"
        )
        yield Picture(step, f"maps{layer}", caption, body)


def answer_pictures(step: int, p: Array, split: Split) -> Iterator[Picture]:
    """The worst mistakes and the confusion matrix."""
    yield from misread(step, split.test_x, p, split.test_t)
    yield confusion(step, p.argmax(axis=1), split.test_t)


def drawn_pictures(step: int, drawn: Array, p: Array) -> Iterator[Picture]:
    """The learner's own digit as the net sees it, and the answer."""
    images = Images([plain(drawn, 3)], [Text(f"read as {p.argmax()}", f"{p.argmax()} と読んだ")], 1)
    yield Picture(
        step, "drawing", Text("Your digit as the net sees it", "ネットワークから見たあなたの数字"), images
    )
    bars = Bars([same(str(digit)) for digit in range(10)], plain(p.round(3)))
    caption = Text("What the net says of your digit", "あなたの数字への答え")
    yield Picture(step, "drawing-bars", caption, bars, y=Text("probability", "確率"))
