"""A demo of a few lines, to try the engine on: a random walk that can break in several ways."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np

from quizrnn.datasets.error import DataError
from quizrnn.demos.demo import CONVERGES, Data, Demo, Figure, Preset
from quizrnn.demos.events import Checkpoint, Metric, Note, Report, State, Yielded
from quizrnn.demos.params import Params, choice, flag, real, whole
from quizrnn.demos.randomness import restore_random
from quizrnn.demos.texts import Text, same

WORDS = {"en": ("Label", "Help."), "ja": ("ラベル", "説明。")}


@dataclass(frozen=True)
class Walk(Params):
    """Parameters of the walk."""

    steps: int = whole(20, 1, 10**9, **WORDS)
    scale: float = real(1.0, 1e-5, 1e3, **WORDS)
    ends: str = choice("well", {word: same(word) for word in ("well", "data", "bug", "nan")}, **WORDS)
    loud: bool = flag(False, **WORDS)

    def total_steps(self) -> int:
        return self.steps


def run(
    params: Walk,
    rng: np.random.Generator,
    device: str,
    *,
    data: Path | None = None,
    resume: State | None = None,
) -> Iterator[Yielded]:
    """Add random numbers; ``ends`` says what happens half way."""
    place, first = np.zeros(3), 1
    if resume is not None:
        restore_random(rng, resume)
        place, first = resume["place"], resume["step"] + 1
    for step in range(first, params.steps + 1):
        place = place + params.scale * rng.standard_normal(3)
        if 2 * step >= params.steps:
            if params.ends == "data":
                raise DataError("unknown-set", name="x", right="y")
            if params.ends == "bug":
                raise ZeroDivisionError("a slip")
            if params.ends == "nan":
                place = place * np.nan
        yield Metric(step, {"place": place[0], "far": float(np.abs(place).max())})
        if params.loud:
            yield Note(step, Text("Onwards.", "先へ。"))
        yield Checkpoint(step, lambda kept={"place": place, "step": step}: kept)
    yield Report([TINY.row("place", float(place[0]))], Text("It walked.", "歩いた。"), "converges")


TINY = Demo(
    id="D77",
    name="tiny-walk",
    topics=("rnn.binadd",),
    title=Text("A walk", "散歩"),
    about=Text("Adds random numbers.", "乱数を足す。"),
    params=Walk,
    train="demos.tiny:run",
    seconds=0.1,
    data=(
        Data("drawn", Text("random numbers", "乱数")),
        Data("numbers", Text("a file", "ファイル"), path=True),
    ),
    figures=(
        Figure("place", Text("Place", "場所"), reported=same("0"), source="nowhere", spread=same("-9–9")),
    ),
    small={"steps": 5},
    presets=(Preset("far", Text("Far", "遠く"), {"scale": 100.0}, Text("It goes far.", "遠くへ行く。")),),
    outcomes=(CONVERGES,),
)


def run_torch(
    params: Walk,
    rng: np.random.Generator,
    device: str,
    *,
    data: Path | None = None,
    resume: State | None = None,
) -> Iterator[Yielded]:
    """The same walk with torch's random numbers."""
    import torch

    place, first = torch.zeros(3), 1
    if resume is not None:
        restore_random(rng, resume)
        place, first = torch.from_numpy(resume["place"]), resume["step"] + 1
    for step in range(first, params.steps + 1):
        place = place + torch.randn(3) + float(rng.standard_normal())
        yield Metric(step, {"place": float(place[0])})
        yield Checkpoint(step, lambda kept={"place": place, "step": step}: kept)
    yield Report([TINY.row("place", float(place[0]))], Text("It walked.", "歩いた。"), "converges")


TINY_TORCH = msgspec.structs.replace(
    TINY, id="D78", name="tiny-torch", torch=True, train="demos.tiny:run_torch"
)
