"""What D18 shows: two maps, a table of nearest words, and the report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from numpy.typing import NDArray

from quizrnn.datasets.sentences import PEOPLE, WORDS, analogies
from quizrnn.demos.d18_word2vec.analogy import ASKED, Answer, cosine, count_right, flat_map, nearest, solve
from quizrnn.demos.d18_word2vec.spec import DEMO, INPUT, OTHER, QUEEN, Word2vec
from quizrnn.demos.events import Picture, Report
from quizrnn.demos.pictures import Scatter, Table, plain
from quizrnn.demos.texts import Text, same

Array = NDArray[Any]
KINDS = (Text("palace", "宮殿の人"), Text("village", "村の人"), Text("other words", "その他の語"))
SHOWN = 3


def pictures(epoch: int, params: Word2vec, E: Array) -> Iterator[Picture]:
    """The map of the people, the map of all words, and nearest words."""
    caption = Text("The people's vectors on their two main axes", "人を表す語のベクトル（主成分二つ）")
    yield Picture(epoch, "people", caption, _map(E, PEOPLE), x=same("PC1"), y=same("PC2"))
    caption = Text("All words on their two main axes", "全部の語のベクトル（主成分二つ）")
    yield Picture(epoch, "words", caption, _map(E, WORDS), x=same("PC1"), y=same("PC2"))
    yield Picture(
        epoch, "nearest", Text("Nearest words by cosine", "コサイン類似度で近い語"), _table(E, params)
    )


def report(params: Word2vec, E: Array, loss: float) -> Report:
    """All six figures; the outcome is judged as ``exclude`` says."""
    a, b, c, d = ASKED
    without, among = solve(E, a, b, c, True), solve(E, a, b, c, False)
    right = {exclude: count_right(E, exclude) for exclude in (True, False)}
    alike = cosine(E, a, d)
    spreads = _spreads(params)
    values = {
        "loss": loss,
        "queen": without.words.index(d) + 1,
        "queen-all": among.words.index(d) + 1,
        "right": right[True],
        "right-all": right[False],
        "alike": alike,
    }
    rows = [DEMO.row(name, value, spread=same(spreads.get(name, ""))) for name, value in values.items()]
    first = (without if params.exclude else among).words[0]
    outcome = QUEEN if first == d else INPUT if first in (a, b, c) else OTHER
    return Report(rows, _seen(params, without, among, right, alike), outcome.name)


TWINS, ENOUGH = 0.95, 36
"""A cosine above this makes twins of two words; so many right answers of 48 show a pattern."""
FIGURES = ("queen", "queen-all", "right", "right-all", "alike")
SPREADS = {
    "": ("1", "1–2", "44–48", "32–48", "0.64–0.87"),
    "cbow": ("1", "1", "46–48", "46–48", "0.75–0.98"),
    "softmax": ("1–5", "1–8", "44–48", "32–48", "0.74–0.82"),
    "window-1": ("1", "2", "34–40", "2–12", "1.00"),
    "two-dimensions": ("1–4", "1–6", "0–18", "0–8", "1.00"),
}
"""Figures by preset: the default over eight seeds, the others over five. What is left out at the end changes none."""


def _spreads(params: Word2vec) -> dict[str, str]:
    shown = replace(params, exclude=True)
    for name, spread in SPREADS.items():
        if shown == DEMO.make_params(preset=name or None):
            return dict(zip(FIGURES, spread, strict=True)) | ({} if name else {"loss": "2.112–2.124"})
    return {}


def _map(E: Array, words: tuple[str, ...]) -> Scatter:
    places = flat_map(E, words)
    kinds = [PEOPLE.index(word) // 4 if word in PEOPLE else 2 for word in words]
    legend = list(KINDS[: max(kinds) + 1])
    return Scatter(plain(places[:, 0]), plain(places[:, 1]), kinds, legend, list(words))


def _table(E: Array, params: Word2vec) -> Table:
    """The question first, both ways, then each person."""
    a, b, c, _ = ASKED
    rows = [_row(f"{a}-{b}+{c}", solve(E, a, b, c, params.exclude))]
    rows += [_row(person, nearest(E, person)) for person in PEOPLE]
    head = [Text("word", "語"), *(same(f"{place}.") for place in range(1, SHOWN + 1))]
    return Table(head, rows)


def _row(name: str, answer: Answer) -> list[str]:
    pairs = zip(answer.words[:SHOWN], answer.cosines, strict=False)
    return [name, *(f"{word} {value:.2f}" for word, value in pairs)]


def _seen(params: Word2vec, without: Answer, among: Answer, right: dict[bool, int], alike: float) -> Text:
    count = len(analogies())
    why = _why(params, without.words[0], right[True], alike)
    return Text(
        f"king - man + woman: with king, man and woman left out {without.words[0]} comes first, among all words "
        f"{among.words[0]}. Of {count} such questions {right[True]} are right with the inputs left out and "
        f"{right[False]} without that help. {why.en}",
        f"king - man + woman の 1 位は、king、man、woman を除けば {without.words[0]}、全部の語から選べば "
        f"{among.words[0]} だった。同じ形の {count} 問では、入力の語を除くと {right[True]} 問、除かないと {right[False]} 問が"
        f"正しい。{why.ja}",
    )


def _why(params: Word2vec, first: str, right: int, alike: float) -> Text:
    """The reason that fits what this run shows."""
    if params.window == 1 and alike > TWINS and first == ASKED[3]:
        return Text(
            f"With window 1 no neighbour of a person tells man from woman, so king and queen get almost one vector (cosine "
            f"{alike:.2f}), man and woman too. Then - man + woman changes nothing, the result is king itself, and leaving king "
            "out promotes its twin. A right answer for a wrong reason: look at the second count before you believe the first.",
            f"窓 1 では、人の隣の語から性別は分からない。king と queen はほとんど同じベクトルになり（コサイン {alike:.2f}）、"
            "man と woman も同様なので、- man + woman は何も変えない。"
            "答えは king 自身のままで、king を除けば双子の queen が繰り上がる。"
            "正解でも理由が違う。入力の語を除いた正答数だけを見て信じてはいけない。",
        )
    if params.dims < 3:
        return Text(
            f"Rank, age and gender are three independent contrasts, and {params.dims} numbers have no room for three directions "
            "beside the frequency of the words. The loss stays higher and the parallelograms break.",
            f"身分、年齢、性別は互いに独立な三つの対比である。{params.dims} 個の数には三つの方向を収める余地がない。"
            "損失は下がりきらず、平行四辺形は崩れる。",
        )
    if right < ENOUGH:
        return Text(
            "The differences between the vectors do not yet point the same way for every pair of people. More epochs, more "
            "sentences or another window may change that; the curve of the analogies shows whether it still moves.",
            "ベクトルの差は、どの二人についても同じ向き、とまではいっていない。エポック数や文を増やすか、窓を変えると変わりうる。"
            "まだ動いているかどうかは、アナロジーの正解率の曲線に現れる。",
        )
    return Text(
        "Nobody told the model what a king is. Each contrast changes the neighbours in one way (crown or hat, his or her, old or "
        "young), so it moves the vector in one direction, and differences can be added. That holds because this corpus was "
        "made so; real text is less regular, and there the inputs themselves are often the nearest words.",
        "king が何かは誰も教えていない。対比はそれぞれ、まわりの語を一通りに変える（crown か hat、his か her、old か young）。"
        "そのためベクトルも一つの方向に動き、差を足し引きできる。ただし、これはそうなるように作った文だからである。"
        "実際の文章はこれほど規則的ではなく、入力の語自身がいちばん近くなることも多い。",
    )
