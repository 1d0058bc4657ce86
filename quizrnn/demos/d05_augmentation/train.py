"""The gallery of D05: one operation a step, then the grid of blurs, then the glyphs."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from quizrnn.datasets.drawn import draw_glyph, draw_picture
from quizrnn.datasets.pictures import load_picture
from quizrnn.demos.d05_augmentation.spec import BOTH, DEMO, KERNEL, OPERATIONS, SIGMA, Gallery
from quizrnn.demos.demo import Outcome
from quizrnn.demos.events import Checkpoint, Picture, Report, State, Yielded
from quizrnn.demos.pictures import Bars, Heat, Images, plain
from quizrnn.demos.randomness import restore_random
from quizrnn.demos.texts import Text, same
from quizrnn.reference.augment import draw_boxes, random_erasing
from quizrnn.reference.blur import gaussian_blur, gaussian_kernel_1d
from quizrnn.reference.colour import adjust_brightness, adjust_contrast, adjust_hue
from quizrnn.reference.geometry import flip_horizontal, flip_vertical, random_crop, rotate, rotate90, shift

Array = NDArray[Any]
SIZES, SIGMAS = (3, 11, 21, 51), (0.5, 1.0, 3.0, 10.0, 100.0)


def run(
    params: Gallery,
    rng: np.random.Generator,
    device: str,
    *,
    data: Path | None = None,
    resume: State | None = None,
) -> Iterator[Yielded]:
    """Each operation is a step."""
    x = picture_of(params, data)  # (1, 3, H, W)
    choice = decide(params, x.shape[2:], rng)
    first, changes = 1, []
    if resume is not None:
        restore_random(rng, resume)
        first, changes = int(resume["step"]) + 1, list(resume["changes"])
    for step in range(first, params.total_steps() + 1):
        if step <= len(OPERATIONS):
            name = OPERATIONS[step - 1]
            after = operations(x, params, choice, rng)[name]()
            changes = [*changes, change(x, after)]
            yield _before_after(step, title_of(name, params, choice), x, after)
        elif step == len(OPERATIONS) + 1:
            yield change_picture(step, params, choice, changes)
            yield width_table(step)
            yield blur_grid(step, x, params.padding)
        else:
            yield glyph_picture(step)
        kept = {"step": step, "changes": changes}
        yield Checkpoint(step, lambda kept=kept: kept)  # type: ignore[misc]
    yield _report(params, choice, x)


def picture_of(params: Gallery, data: Path | None) -> Array:
    """The picture as (1, 3, H, W)."""
    picture = draw_picture(params.side) if data is None else load_picture(data, longest=params.side)
    return np.ascontiguousarray(picture.transpose(2, 0, 1)[None])


class Choice(NamedTuple):
    """What is done to the picture: the two flips or not, pixels down and right, degrees, and the colours."""

    mirrored: bool
    upturned: bool
    down: int
    right: int
    degrees: float
    brightness: float
    contrast: float
    hue: float


def decide(params: Gallery, shape: tuple[int, ...], rng: np.random.Generator) -> Choice:
    """What the parameters say, or what is drawn up to that."""
    down, right, strength = shape[0] // 8, shape[1] // 6, params.strength
    if not params.draw:
        return Choice(True, True, down, right, params.degrees, strength, 1 + 2 * strength, strength)
    coins, amounts = rng.random(2) < 0.5, rng.uniform(-1, 1, 6)
    return Choice(
        bool(coins[0]),
        bool(coins[1]),
        round(down * amounts[0]),
        round(right * amounts[1]),
        float(params.degrees * amounts[2]),
        float(strength * amounts[3]),
        float((1 + 2 * strength) ** amounts[4]),
        float(strength * amounts[5]),
    )


def operations(
    x: Array, params: Gallery, choice: Choice, rng: np.random.Generator
) -> dict[str, Callable[[], Array]]:
    """Every operation of the gallery on x, by name, to be called; crop and erasing draw their places."""
    H, W = x.shape[2:]
    height, width = window(params, H, W)
    return {
        "flip-horizontal": lambda: flip_horizontal(x) if choice.mirrored else x,
        "flip-vertical": lambda: flip_vertical(x) if choice.upturned else x,
        "crop": lambda: random_crop(x, height, width, rng),
        "shift": lambda: shift(x, choice.down, choice.right),
        "rotation": lambda: rotate(x, choice.degrees),
        "brightness": lambda: adjust_brightness(x, choice.brightness),
        "contrast": lambda: adjust_contrast(x, choice.contrast),
        "hue": lambda: adjust_hue(x, choice.hue),
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


def title_of(name: str, params: Gallery, choice: Choice) -> Text:
    """The operation as people call it, with its values."""
    k, sigma = params.size, f"{params.sigma:g}"
    darker = choice.brightness < 0
    return {
        "flip-horizontal": _flip("left-right", "左右", choice.mirrored),
        "flip-vertical": _flip("top-bottom", "上下", choice.upturned),
        "crop": Text("a random crop", "無作為な切り抜き"),
        "shift": Text("shifted, black moves in", "移動（空いた所は黒）"),
        "rotation": Text(f"rotated by {choice.degrees:.3g}°", f"回転 {choice.degrees:.3g}°"),
        "brightness": Text(
            f"{'darker' if darker else 'brighter'} by {abs(choice.brightness):.2g}",
            f"明るさ {choice.brightness:+.2g}",
        ),
        "contrast": Text(f"contrast times {choice.contrast:.2g}", f"コントラスト {choice.contrast:.2g} 倍"),
        "hue": Text(f"hue turned by {360 * choice.hue:.3g}°", f"色相 {360 * choice.hue:.3g}° 回転"),
        "blur": Text(f"blurred, kernel {k}×{k}, σ {sigma}", f"ぼかし（{k}×{k}、σ {sigma}）"),
        "erasing": Text("a random part erased", "一部を無作為に消去"),
    }[name]


def _flip(en: str, ja: str, done: bool) -> Text:
    return Text(f"{'' if done else 'not '}flipped {en}", f"{ja}反転{'' if done else 'なし'}")


def change(before: Array, after: Array) -> float | None:
    """Mean absolute difference; none where the size changes."""
    return float(np.abs(after - before).mean()) if before.shape == after.shape else None


def _before_after(step: int, title: Text, before: Array, after: Array) -> Picture:
    images = [plain(image[0].transpose(1, 2, 0), 3) for image in (before, after)]
    body = Images(images, [Text("before", "前"), Text("after", "後")], 2, colour=True)
    return Picture(step, OPERATIONS[step - 1], title, body)


def change_picture(step: int, params: Gallery, choice: Choice, changes: list[float | None]) -> Picture:
    """How much each operation that keeps the size moves the pixels."""
    kept = [
        (title_of(n, params, choice), c) for n, c in zip(OPERATIONS, changes, strict=True) if c is not None
    ]
    caption = Text("Mean change of a pixel (from 0 to 1)", "1 画素あたりの変化の平均（0〜1）")
    return Picture(
        step, "changes", caption, Bars([title for title, _ in kept], plain([c for _, c in kept], 3))
    )


def width_table(step: int) -> Picture:
    """How far each kernel of the grid really spreads."""
    values = [[kernel_width(size, sigma) for sigma in SIGMAS] for size in SIZES]
    caption = Text(
        "Standard deviation of a blur in pixels, by kernel and σ",
        "ぼかしの標準偏差（画素）。カーネルと σ ごと",
    )
    heat = Heat(plain(values, 3), [f"{size}×{size}" for size in SIZES], [f"σ {sigma:g}" for sigma in SIGMAS])
    return Picture(step, "widths", caption, heat)


def blur_grid(step: int, x: Array, padding: str) -> Picture:
    """All sizes (rows) and σ (columns), each under the width of its kernel."""
    grey = x.mean(axis=1, keepdims=True)
    images = [plain(blurred(grey, size, sigma, padding)[0, 0], 3) for size in SIZES for sigma in SIGMAS]
    titles = [same(f"{kernel_width(size, sigma):.2f}") for size in SIZES for sigma in SIGMAS]
    sizes, sigmas = (", ".join(f"{value:g}" for value in values) for values in (SIZES, SIGMAS))
    caption = Text(
        f"Downwards kernel {sizes}; across σ {sigmas}; above each the width that results",
        f"縦にカーネル {sizes}、横に σ {sigmas}。数字は結果の幅",
    )
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
        Text("mirror" + marks["flip-horizontal"], "左右" + marks["flip-horizontal"]),
        Text("flip" + marks["flip-vertical"], "上下" + marks["flip-vertical"]),
        Text("turn" + marks["rotate-180"], "回転" + marks["rotate-180"]),
        same("9"),
    ]
    images = [plain(image) for image in (draw_glyph("6"), *turned.values(), nine)]
    caption = Text(
        "Does a 6 become a 9? Mirrored left-right, flipped top-bottom, turned by 180°",
        "6 は 9 になるか: 左右反転、上下反転、180 度回転",
    )
    return Picture(step, "glyphs", caption, Images(images, titles, 3))


def limit_of(size: int, sigma: float) -> Outcome:
    """What holds the blur back: the one that, made much larger, would widen it no more leaves the other to blame."""
    width = kernel_width(size, sigma)
    if kernel_width(size, 10 * sigma) < 1.05 * width:
        return KERNEL
    return SIGMA if kernel_width(5 * size, sigma) < 1.05 * width else BOTH


def _report(params: Gallery, choice: Choice, x: Array) -> Report:
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
    return Report(rows, _seen(params, choice, width, box, float(white[0, 0])), outcome.name)


def _seen(params: Gallery, choice: Choice, width: float, box: float, corner: float) -> Text:
    k, sigma = f"{params.size}×{params.size}", f"{params.sigma:g}"
    parts = [
        Text(
            f"The blur with a kernel of {k} and σ = {sigma} has a standard deviation of {width:.2f} pixels; a plain mean of "
            f"that size would have {box:.2f}. The smaller of the two limits it: a small σ in a large kernel blurs little "
            "(the course says strongly), and a huge σ makes a plain mean. ",
            f"{k} のカーネルと σ = {sigma} によるぼかしの標準偏差は {width:.2f} 画素、同じ大きさの単純平均なら "
            f"{box:.2f} 画素。ぼけ具合は二つのうち小さいほうで決まる。大きなカーネルでも σ が小さければ"
            "ほとんどぼけず（講座の資料では「強くぼける」）、σ が巨大なら単純平均になる。",
        )
    ]
    if corner < 0.99:
        parts.append(
            Text(
                f"Black padding darkens the rim: the corner of a white picture keeps {corner:.2f}. ",
                f"外側を黒とみなすと縁が暗くなり、白い画像の隅の値は {corner:.2f} しか残らない。",
            )
        )
    parts.append(
        Text(
            "\n\nOf flips and turns only the turn by 180 degrees makes a 9 of a 6; a mirrored 6 is no digit. Use what "
            "keeps the label.",
            "\n\n反転と回転のうち 6 を 9 に変えるのは 180 度の回転だけで、鏡映した 6 はどの数字でもない。"
            "ラベルが変わらない変換を使うこと。",
        )
    )
    if params.draw:
        parts.append(_drawn(params, choice))
    return Text("".join(part.en for part in parts), "".join(part.ja for part in parts))


def _drawn(params: Gallery, choice: Choice) -> Text:
    """What this seed decided."""
    names = ("flip-horizontal", "flip-vertical", "rotation", "brightness", "contrast", "hue")
    listed = [title_of(name, params, choice) for name in names]
    return Text(
        f"\n\nThis seed drew: {'; '.join(part.en for part in listed)}. Another seed makes another picture of the same thing; "
        "that is what augmentation lives on.",
        f"\n\nこのシードで決まったこと: {'、'.join(part.ja for part in listed)}。別のシードでは同じものの別の画像になる。"
        "データ拡張の狙いはそこにある。",
    )
