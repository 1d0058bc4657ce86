"""The gallery of D05: one operation a step, then the grid of blurs, then the glyphs."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quizrnn.datasets.drawn import draw_glyph, draw_picture
from quizrnn.datasets.pictures import load_picture
from quizrnn.demos.d05_augmentation.spec import BOTH, DEMO, KERNEL, OPERATIONS, SIGMA, Gallery
from quizrnn.demos.demo import Outcome
from quizrnn.demos.events import Checkpoint, Metric, Picture, Report, State, Yielded
from quizrnn.demos.pictures import Images, plain
from quizrnn.demos.randomness import restore_random
from quizrnn.demos.texts import Text, same
from quizrnn.reference.augment import draw_boxes, random_erasing
from quizrnn.reference.blur import gaussian_blur, gaussian_kernel_1d
from quizrnn.reference.colour import adjust_brightness, adjust_contrast, adjust_hue
from quizrnn.reference.geometry import flip_horizontal, flip_vertical, random_crop, rotate, rotate90, shift

Array = NDArray[Any]
SIZES, SIGMAS = (3, 11, 21, 51), (0.5, 1.0, 3.0, 10.0, 100.0)
NAMES = dict(
    zip(
        OPERATIONS,
        (
            Text("flipped left-right", "左右反転"),
            Text("flipped top-bottom", "上下反転"),
            Text("cropped", "切り抜き"),
            Text("shifted", "移動"),
            Text("rotated", "回転"),
            Text("brighter", "明るさ"),
            Text("more contrast", "コントラスト"),
            Text("other hue", "色相"),
            Text("blurred", "ぼかし"),
            Text("erased in part", "一部を消去"),
        ),
        strict=True,
    )
)


def run(
    params: Gallery,
    rng: np.random.Generator,
    device: str,
    *,
    data: Path | None = None,
    resume: State | None = None,
) -> Iterator[Yielded]:
    """Each operation is a step; the metric is how much it changes the picture."""
    x = picture_of(params, data)  # (1, 3, H, W)
    first = 1
    if resume is not None:
        restore_random(rng, resume)
        first = int(resume["step"]) + 1
    for step in range(first, params.total_steps() + 1):
        if step <= len(OPERATIONS):
            name = OPERATIONS[step - 1]
            after = operations(x, params, rng)[name]()
            yield Metric(step, {"change per pixel": change(x, after)})
            yield _before_after(step, name, x, after)
        elif step == len(OPERATIONS) + 1:
            yield blur_grid(step, x, params.padding)
        else:
            yield glyph_picture(step)
        yield Checkpoint(step, lambda step=step: {"step": step})  # type: ignore[misc]
    yield _report(params, x)


def picture_of(params: Gallery, data: Path | None) -> Array:
    """The picture as (1, 3, H, W)."""
    picture = draw_picture(params.side) if data is None else load_picture(data, longest=params.side)
    return np.ascontiguousarray(picture.transpose(2, 0, 1)[None])


def operations(x: Array, params: Gallery, rng: np.random.Generator) -> dict[str, Callable[[], Array]]:
    """Every operation of the gallery on x, by name, to be called; only the random ones draw."""
    H, W = x.shape[2:]
    height, width = window(params, H, W)
    return {
        "flip-horizontal": lambda: flip_horizontal(x),
        "flip-vertical": lambda: flip_vertical(x),
        "crop": lambda: random_crop(x, height, width, rng),
        "shift": lambda: shift(x, H // 8, W // 6),
        "rotation": lambda: rotate(x, params.degrees),
        "brightness": lambda: adjust_brightness(x, params.strength),
        "contrast": lambda: adjust_contrast(x, 1 + 2 * params.strength),
        "hue": lambda: adjust_hue(x, params.strength),
        "blur": lambda: blurred(x, int(params.size), params.sigma, params.padding),
        "erasing": lambda: random_erasing(x, draw_boxes(1, H, W, rng, share=1.0), 0.5),
    }


def window(params: Gallery, H: int, W: int) -> tuple[int, int]:
    """Height and width of the crop."""
    return max(round(params.crop * H), 1), max(round(params.crop * W), 1)


def blurred(x: Array, size: int, sigma: float, padding: str) -> Array:
    """The blur; where the picture is too small to be mirrored for this kernel its rim pixels are repeated."""
    mirrored = padding == "reflect" and size // 2 >= min(x.shape[2:])
    return gaussian_blur(x, size, sigma, "edge" if mirrored else padding)


def kernel_width(size: int, sigma: float) -> float:
    """The standard deviation of the kernel along one axis, in pixels: how far it really spreads."""
    offsets = np.arange(size) - (size - 1) / 2
    return math.sqrt(float((gaussian_kernel_1d(size, sigma) * offsets**2).sum()))


def change(before: Array, after: Array) -> float | None:
    """Mean absolute difference; none where the size changes."""
    return float(np.abs(after - before).mean()) if before.shape == after.shape else None


def _before_after(step: int, name: str, before: Array, after: Array) -> Picture:
    images = [plain(image[0].transpose(1, 2, 0), 3) for image in (before, after)]
    return Picture(
        step, name, NAMES[name], Images(images, [Text("before", "前"), Text("after", "後")], 2, colour=True)
    )


def blur_grid(step: int, x: Array, padding: str) -> Picture:
    """All sizes and σ, with the width of each kernel."""
    grey = x.mean(axis=1, keepdims=True)
    images, titles = [], []
    for size in SIZES:
        for sigma in SIGMAS:
            images.append(plain(blurred(grey, size, sigma, padding)[0, 0], 3))
            titles.append(same(f"k {size}, σ {sigma:g}: {kernel_width(size, sigma):.2f}"))
    caption = Text("Kernel size k, σ, and the width that results", "カーネル k と σ、その結果の幅")
    return Picture(step, "blur-grid", caption, Images(images, titles, len(SIGMAS)))


def turned_sixes() -> dict[str, Array]:
    """A 6 under the three operations in question."""
    six = draw_glyph("6")[None, None]
    return {
        "flip-horizontal": flip_horizontal(six)[0, 0],
        "flip-vertical": flip_vertical(six)[0, 0],
        "rotate-180": rotate90(six, 2)[0, 0],
    }


def glyph_picture(step: int) -> Picture:
    """Which operation makes a 9 of a 6."""
    nine, turned = draw_glyph("9"), turned_sixes()
    marks = {name: " = 9" if np.array_equal(image, nine) else " ≠ 9" for name, image in turned.items()}
    titles = [
        same("6"),
        Text("left-right" + marks["flip-horizontal"], "左右反転" + marks["flip-horizontal"]),
        Text("top-bottom" + marks["flip-vertical"], "上下反転" + marks["flip-vertical"]),
        Text("180°" + marks["rotate-180"], "180 度" + marks["rotate-180"]),
        same("9"),
    ]
    images = [plain(image) for image in (draw_glyph("6"), *turned.values(), nine)]
    return Picture(step, "glyphs", Text("Does a 6 become a 9?", "6 は 9 になるか"), Images(images, titles, 5))


def limit_of(size: int, sigma: float) -> Outcome:
    """What holds the blur back: the one that, made much larger, would widen it no more leaves the other to blame."""
    width = kernel_width(size, sigma)
    if kernel_width(size, 10 * sigma) < 1.05 * width:
        return KERNEL
    return SIGMA if kernel_width(5 * size, sigma) < 1.05 * width else BOTH


def _report(params: Gallery, x: Array) -> Report:
    size, H, W = int(params.size), *x.shape[2:]
    width, box = kernel_width(size, params.sigma), math.sqrt((size**2 - 1) / 12)
    white = blurred(np.ones((1, 1, 64, 64)), size, params.sigma, params.padding)[0, 0]
    height, across = window(params, H, W)
    rows = [
        DEMO.row("width", width),
        DEMO.row("box", box),
        DEMO.row("corner", float(white[0, 0])),
        DEMO.row("edge", float(white[0, 32])),
        DEMO.row("places", float((H - height + 1) * (W - across + 1))),
    ]
    outcome = limit_of(size, params.sigma)
    return Report(rows, _seen(params, width, box, float(white[0, 0])), outcome.name)


def _seen(params: Gallery, width: float, box: float, corner: float) -> Text:
    parts = [
        Text(
            f"A {params.size}x{params.size} kernel with σ = {params.sigma:g} spreads over {width:.2f} pixels; "
            f"a plain mean of that size over {box:.2f}. ",
            f"{params.size}×{params.size} のカーネルと σ = {params.sigma:g} の広がりは {width:.2f} 画素で、"
            f"同じ大きさの単純平均なら {box:.2f} 画素。",
        ),
        Text(
            "The width is limited by the smaller of the two: a small σ in a large kernel blurs little, against what is often "
            "said, and a huge σ makes a plain mean. ",
            "幅は二つのうち小さいほうで決まる。大きなカーネルでも σ が小さければ、よく言われるのとは違ってほとんどぼけず、"
            "σ が巨大なら単純平均になる。",
        ),
    ]
    if corner < 0.99:
        parts.append(
            Text(
                f"Black padding darkens the rim: the corner of a white picture keeps {corner:.2f}. ",
                f"外側を黒とみなすと縁が暗くなる。白い画像の隅の値は {corner:.2f} しか残らない。",
            )
        )
    parts.append(
        Text(
            "Of the three operations only the turn by 180 degrees makes a 9 of a 6; a mirrored 6 is no digit. Use what keeps "
            "the label.",
            "三つの変換のうち 6 を 9 に変えるのは 180 度の回転だけで、鏡映した 6 はどの数字でもない。"
            "ラベルが変わらない変換を使うこと。",
        )
    )
    return Text("".join(part.en for part in parts), "".join(part.ja for part in parts))
