"""What D19 shows: where the decoder looks, what it says, how well by place and by length, and the report."""

from __future__ import annotations

import string
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from quizrnn.demos.d19_attention.spec import ALL, DEMO, FEW, HALF, MOST, NEARLY_ALL, Attention
from quizrnn.demos.events import Picture, Report
from quizrnn.demos.pictures import Curves, Heat, Line, Table, plain
from quizrnn.demos.texts import Text, same

Array = NDArray[Any]
SHOWN = 6
"""Sequences in the table."""
SHARP = 0.4
"""A mean weight above this makes a clear line."""


class Answers(NamedTuple):
    """Sources, targets and answers (N, T), and the weights (N, T, S) of the run on its own words, if any."""

    source: Array
    target: Array
    under_forcing: Array
    on_own: Array
    weights: Array | None

    @property
    def forced(self) -> float:
        """Share of symbols that are right under teacher forcing."""
        return float((self.under_forcing == self.target).mean())

    @property
    def free(self) -> float:
        """Share of symbols that are right when each input is the answer before."""
        return float((self.on_own == self.target).mean())

    @property
    def whole(self) -> float:
        """Share of sequences without a fault."""
        return float((self.on_own == self.target).all(axis=1).mean())


def letters(ids: Array) -> str:
    """Symbols as letters."""
    return "".join(string.ascii_uppercase[number] for number in ids)


def weight_picture(step: int, tested: Answers) -> Picture:
    """The weights while the first sequence is answered: a row per answer, a column per encoder state."""
    assert tested.weights is not None
    return Picture(
        step,
        "weights",
        Text("Where it looks while it answers", "答えるときに見ている場所"),
        Heat(plain(tested.weights[0], 3), list(letters(tested.on_own[0])), list(letters(tested.source[0]))),
        x=Text("read", "読んだ記号"),
        y=Text("said", "答えた記号"),
    )


def pictures(
    params: Attention, tested: Answers, lengths: list[int], by_length: list[float]
) -> Iterator[Picture]:
    """The final pictures."""
    if tested.weights is not None:
        yield weight_picture(params.steps, tested)
    rows = [
        [letters(source), letters(target), letters(said)]
        for source, target, said in zip(
            tested.source[:SHOWN], tested.target[:SHOWN], tested.on_own[:SHOWN], strict=True
        )
    ]
    head = [Text("read", "入力"), Text("should be", "正解"), Text("said", "出力")]
    caption = Text("What it says on its own words", "自分の出力を入力にしたときの答え")
    yield Picture(params.steps, "answers", caption, Table(head, rows))
    places = [float(t) for t in range(1, params.length + 1)]
    lines = [
        Line(Text("teacher forcing", "教師強制"), places, _by_place(tested.under_forcing, tested.target)),
        Line(Text("own words", "自分の出力"), places, _by_place(tested.on_own, tested.target)),
        _chance(params, places),
    ]
    caption = Text("Share right by place in the answer", "答えの何番目かによる正解率")
    yield Picture(params.steps, "places", caption, Curves(lines), x=Text("place", "位置"))
    sizes = [float(T) for T in lengths]
    lines = [Line(Text("own words", "自分の出力"), sizes, by_length), _chance(params, sizes)]
    caption = Text(
        f"Share right by length (trained on {params.length} only)",
        f"系列の長さによる正解率（学習は長さ {params.length} のみ）",
    )
    yield Picture(params.steps, "lengths", caption, Curves(lines), x=Text("length", "長さ"))


def _chance(params: Attention, x: list[float]) -> Line:
    """What guessing gives."""
    return Line(Text("guessing", "でたらめに答えた場合"), x, [1 / params.symbols] * len(x))


def report(params: Attention, tested: Answers) -> Report:
    """Accuracies, and where the weights lie; without attention there is no such place."""
    own, later = _looks(params, tested)
    spread = _spread(params)
    values = {
        "accuracy": tested.forced,
        "free": tested.free,
        "whole": tested.whole,
        "own": own,
        "next": later,
    }
    rows = [DEMO.row(name, value, spread=same(spread.get(name, ""))) for name, value in values.items()]
    outcome = ALL if tested.free >= NEARLY_ALL else MOST if tested.free >= HALF else FEW
    why = _without(params, tested) if own is None or later is None else _with(params, tested, own, later)
    start = Text(
        f"{tested.free:.1%} of the symbols and {tested.whole:.0%} of the sequences are right on the model's own words "
        f"({tested.forced:.1%} under teacher forcing; guessing gives {1 / params.symbols:.0%}). ",
        f"自分の出力を入力にして、記号の {tested.free:.1%}、系列の {tested.whole:.0%} が正しい"
        f"（教師強制では記号の {tested.forced:.1%}、でたらめに答えた場合は {1 / params.symbols:.0%}）。",
    )
    scaling = _scaling(params) if params.attention and params.scaled else Text("", "")
    seen = Text(start.en + why.en + scaling.en, start.ja + why.ja + scaling.ja)
    return Report(rows, seen, outcome.name)


def _scaling(params: Attention) -> Text:
    """What the division does at this size."""
    root = params.units**0.5
    return Text(
        f" The scores are divided by √{params.units} = {root:.1f}, so the weights are flatter than in the unscaled run; with a "
        "small state and few steps that costs accuracy. Scaling is for long vectors, whose dot products would otherwise "
        "saturate the softmax from the start.",
        f"スコアを √{params.units} = {root:.1f} で割るので、割らない場合より重みがなだらかになる。"
        "状態が小さくステップ数も少ないと、その分だけ正解率が下がる。"
        "スケーリングが効くのは、内積が大きくなってソフトマックスが最初から飽和してしまうような、長いベクトルの場合である。",
    )


SPREADS = {
    (6, True): {
        "accuracy": "0.998–1.000",
        "free": "0.997–1.000",
        "whole": "0.988–1.000",
        "own": "0.77–0.89",
        "next": "0.08–0.18",
    },
    (6, False): {"accuracy": "0.947–0.960", "free": "0.881–0.918", "whole": "0.710–0.776"},
    (15, True): {
        "accuracy": "0.993–0.997",
        "free": "0.959–0.982",
        "whole": "0.902–0.952",
        "own": "0.10–0.12",
        "next": "0.82–0.88",
    },
    (15, False): {"accuracy": "0.665–0.720", "free": "0.380–0.449", "whole": "0.000–0.004"},
}
"""Five seeds at length 6 and three at length 15, by length and attention; all else as by default."""
SCALED = {
    "accuracy": "0.851–0.861",
    "free": "0.524–0.563",
    "whole": "0.098–0.124",
    "own": "0.12",
    "next": "0.23–0.25",
}
"""Three seeds at length 15 with scaled scores."""


def _spread(params: Attention) -> dict[str, str]:
    """What other seeds gave, where that was measured."""
    if params.changed() == {"length": 15, "scaled": True}:
        return SCALED
    known = params.changed().keys() <= {"length", "attention"}
    return SPREADS.get((params.length, params.attention), {}) if known else {}


def _by_place(said: Array, target: Array) -> list[float]:
    shares: list[float] = plain((said == target).mean(axis=0))
    return shares


def _looks(params: Attention, tested: Answers) -> tuple[float | None, float | None]:
    """Mean weight on the state that has just read the symbol to be said, and on the state after it."""
    if tested.weights is None:
        return None, None
    mean = tested.weights.mean(axis=0)  # (T, S)
    T = params.length
    place = np.arange(T)[::-1] if params.task == "reverse" else np.arange(T)
    later = np.minimum(place + 1, T - 1)
    inside = place + 1 < T
    return float(mean[np.arange(T), place].mean()), float(mean[np.arange(T), later][inside].mean())


def _with(params: Attention, tested: Answers, own: float, later: float) -> Text:
    line = Text("anti-diagonal", "反対角線") if params.task == "reverse" else Text("diagonal", "対角線")
    if max(own, later) < SHARP and tested.free < HALF:
        return Text(
            f"The weights are still spread ({own:.2f} on the symbol's own state, {later:.2f} on the next), and the answers are "
            "often wrong: it has not found where to look. More steps may help.",
            f"重みはまだ散らばっていて（その記号自身の状態に {own:.2f}、一つ後に {later:.2f}）、答えも誤りが多い。"
            "見るべき場所をまだ見つけていない。ステップ数を増やすと変わりうる。",
        )
    if max(own, later) < SHARP:
        return Text(
            f"The weights are spread ({own:.2f} on the symbol's own state, {later:.2f} on the next): no clear line. A "
            "state holds more than its own symbol, so the decoder can read it from several.",
            f"重みは散らばっている（その記号自身の状態に {own:.2f}、一つ後に {later:.2f}）。はっきりした線は無い。"
            "一つの状態は自分の記号以外も含むので、デコーダはいくつもの状態から読み取れる。",
        )
    if later > own:
        return Text(
            f"The weights form the {line.en}, but one step late: {later:.2f} on the state after the symbol's own, {own:.2f} on "
            "its own. That is no fault: a weight points at a state, not at a symbol, and a recurrent state still "
            "holds what came before.",
            f"重みは{line.ja}になるが、一つずれている。記号自身の状態に {own:.2f}、その一つ後に {later:.2f}。"
            "誤りではない。重みが指すのは記号ではなく状態であり、再帰の状態には一つ前の記号も残っているからである。",
        )
    return Text(
        f"The weights form the {line.en}: {own:.2f} on the state that has just read the symbol to be said. Nobody gave that "
        "alignment; it came from the loss alone. The number of states grows with the input, so no "
        "single state has to hold it all.",
        f"重みは{line.ja}になる。言うべき記号を読んだ直後の状態に {own:.2f}。この対応は誰も教えておらず、損失だけから生まれた。"
        "状態の数は入力とともに増えるので、一つの状態がすべてを抱える必要がない。",
    )


def _without(params: Attention, tested: Answers) -> Text:
    shares = _by_place(tested.under_forcing, tested.target)
    half = params.length // 2
    first, last = float(np.mean(shares[:half])), float(np.mean(shares[half:]))
    return Text(
        f"One state of {params.units} numbers has to hold all {params.length} symbols. Under teacher forcing the first half "
        f"of the answer is right in {first:.0%}, the second in {last:.0%}. On its own words a fault misleads what follows. "
        "Attention takes the bottleneck away: see the variants.",
        f"{params.units} 個の数からなる一つの状態に、{params.length} 個の記号がすべて収まらなければならない。"
        f"教師強制では、答えの前半は {first:.0%}、後半は {last:.0%} が正しい。自分の出力を入力にすると、一つの誤りが後まで響く。"
        "この隘路を取り除くのが注意機構である。変種と比べるとよい。",
    )
