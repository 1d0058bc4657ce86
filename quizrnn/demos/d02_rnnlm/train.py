"""The training of D02: the reference model on windows of words, and Adam."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from quizrnn.demos.d02_rnnlm.corpus import Array, Corpus, make_corpus
from quizrnn.demos.d02_rnnlm.seen import what_was_seen
from quizrnn.demos.d02_rnnlm.spec import DEMO, GOOD, NONE, SOME, NextWord
from quizrnn.demos.events import Checkpoint, Metric, Note, Picture, Report, State, Yielded
from quizrnn.demos.pictures import Bars, Table, plain
from quizrnn.demos.randomness import restore_random
from quizrnn.demos.texts import Text, same
from quizrnn.reference.embedding import cosine_similarity
from quizrnn.reference.initialisers import orthogonal, xavier
from quizrnn.reference.language_model import next_word_model, next_word_model_backward
from quizrnn.reference.losses import (
    sparse_cross_entropy_from_logits,
    sparse_cross_entropy_from_logits_backward,
)
from quizrnn.reference.optimisers import adam

GATES = {"rnn": 1, "gru": 3, "lstm": 4}
SHOWN, TOP, AT_ONCE = 6, 5, 2000
"""Windows shown, likely words of each, windows measured at a time."""
LEAST = 0.01
"""Words less likely than that are left out of the table."""
FREQUENT = 40
"""Words whose neighbours are looked at."""
SPREADS = {"accuracy": "0.640–0.654", "perplexity": "2.03–2.05", "other": "0.077–0.130"}
"""What five seeds gave at the default settings, on the sentences."""
Weights = dict[str, Array]


class Measured(NamedTuple):
    """Probabilities (N, V) and what follows from them."""

    p: Array
    loss: float
    accuracy: float


def run(
    params: NextWord,
    rng: np.random.Generator,
    device: str,
    *,
    data: Path | None = None,
    resume: State | None = None,
) -> Iterator[Yielded]:
    """Train on minibatches; an epoch is a step."""
    corpus = make_corpus(params, rng, data)
    weights, memory, first = first_weights(params, len(corpus.words), rng), None, 1
    if resume is not None:
        restore_random(rng, resume)
        weights, memory, first = resume["weights"], resume["adam"], int(resume["step"]) + 1
    elif (times := _times_longer(corpus)) >= 2:
        yield _large(corpus, times)
    every = max(params.epochs // 50, 1)
    for epoch in range(first, params.epochs + 1):
        weights, memory, loss = _train_epoch(params, corpus, weights, memory, rng)
        if epoch % every and epoch != params.epochs:
            continue
        found = measure(params, corpus, weights, params.order)
        yield Metric(epoch, {"loss": loss, "test loss": found.loss, "accuracy": found.accuracy})
        if epoch % (5 * every) == 0 and epoch != params.epochs:
            yield _bars(epoch, params, corpus, found)
        kept = {"weights": weights, "adam": memory, "step": epoch}
        yield Checkpoint(epoch, lambda kept=kept: kept)  # type: ignore[misc]
    found = measure(params, corpus, weights, params.order)
    other = measure(params, corpus, weights, "same" if params.order == "reversed" else "reversed")
    yield from _pictures(params, corpus, weights, found)
    yield _report(params, corpus, found, other.accuracy, usual=data is None and params == NextWord())


def _times_longer(corpus: Corpus) -> float:
    """Time of an epoch relative to the template sentences: the output layer grows with the vocabulary."""
    return len(corpus.train_x) / 5300 * (1 + len(corpus.words) / 100) / 1.4


def _large(corpus: Corpus, times: float) -> Note:
    n, V = len(corpus.train_x), len(corpus.words)
    text = Text(
        f"{n:,} windows over {V:,} words: this takes about {times:.0f} times as long as the template sentences "
        "(a smaller “Words read at most” or a higher “Count threshold” shortens it).",
        f"窓 {n:,} 個、語彙 {V:,} 語。文型の例のおよそ {times:.0f} 倍の時間がかかる"
        "（「読む語数の上限」を下げるか「出現回数のしきい値」を上げると短くなる）。",
    )
    return Note(0, text)


def first_weights(params: NextWord, V: int, rng: np.random.Generator) -> Weights:
    """E (V, D), the cell's Wx, Wh and b, and the output's Wo (H, V) and bo.

    One-hot: E is the cell's own input matrix, since a one-hot row times Wx is a row of Wx.
    """
    H, width = params.units, GATES[params.cell] * params.units
    Wh = np.concatenate([orthogonal(rng, (H, H)) for _ in range(GATES[params.cell])], axis=1)
    weights = {"Wh": Wh, "b": np.zeros(width), "Wo": xavier(rng, (H, V)), "bo": np.zeros(V)}
    if params.words == "one-hot":
        return {"E": xavier(rng, (V, width)), **weights}
    return {
        "E": rng.uniform(-0.05, 0.05, (V, params.embedding)),
        "Wx": xavier(rng, (params.embedding, width)),
        **weights,
    }


def as_model(weights: Weights) -> dict[str, Any]:
    """The weights as the reference model takes them; without a Wx of its own the cell adds what E gives."""
    Wx = weights["Wx"] if "Wx" in weights else np.eye(weights["E"].shape[1])
    cell = {"Wx": Wx, "Wh": weights["Wh"], "b": weights["b"]}
    return {"E": weights["E"], "cell": cell, "Wo": weights["Wo"], "bo": weights["bo"]}


def _train_epoch(
    params: NextWord, corpus: Corpus, weights: Weights, memory: Any, rng: np.random.Generator
) -> tuple[Weights, Any, float]:
    """One pass in a drawn order; returns weights, Adam's state and the mean loss on the way."""
    order = rng.permutation(len(corpus.train_x))
    total = 0.0
    for start in range(0, len(order), params.batch):
        chosen = order[start : start + params.batch]
        logits, cache = next_word_model(corpus.train_x[chosen], as_model(weights), params.cell)
        loss, loss_cache = sparse_cross_entropy_from_logits(logits, corpus.train_t[chosen])
        dlogits = sparse_cross_entropy_from_logits_backward(1.0, loss_cache)["dx"]
        found = next_word_model_backward(dlogits, cache)["dparams"]
        flat = {**found.pop("cell"), **found}
        weights, memory = adam(weights, {name: flat[name] for name in weights}, memory, lr=params.lr)
        total += float(loss) * len(chosen)
    return weights, memory, total / len(order)


def measure(params: NextWord, corpus: Corpus, weights: Weights, order: str) -> Measured:
    """The held-out windows, read oldest word first or (``order="reversed"``) newest first."""
    x, t = corpus.test_x, corpus.test_t
    if order == "reversed":
        x = x[:, ::-1]
    parts = [
        next_word_model(x[at : at + AT_ONCE], as_model(weights), params.cell)[0]
        for at in range(0, len(x), AT_ONCE)
    ]
    logits = np.concatenate(parts)
    loss, _ = sparse_cross_entropy_from_logits(logits, t)
    p = np.exp(logits - logits.max(axis=1, keepdims=True))
    accuracy = float((logits.argmax(axis=1) == t).mean())
    return Measured(p / p.sum(axis=1, keepdims=True), float(loss), accuracy)


def _pictures(params: NextWord, corpus: Corpus, weights: Weights, found: Measured) -> Iterator[Picture]:
    """The likely next words of a window as bars, those of several as a table, and neighbours in the embedding."""
    yield _bars(params.epochs, params, corpus, found)
    rows = []
    for place in _places(corpus):
        likely = np.argsort(-found.p[place], kind="stable")[:TOP]
        names = ", ".join(
            f"{corpus.words[i]} {found.p[place, i]:.2f}" for i in likely if found.p[place, i] >= LEAST
        )
        rows.append([_window(corpus, place, params.order), corpus.words[corpus.test_t[place]], names or "–"])
    columns = [Text("Window as read", "読んだ窓"), Text("Right", "正解"), Text("Most likely", "有力な語")]
    caption = Text("What may come next: the likeliest words", "次に来る語の候補")
    yield Picture(params.epochs, "next-words", caption, Table(columns, rows))
    yield _neighbours(params, corpus, weights["E"])


def _places(corpus: Corpus) -> Array:
    """Held-out windows to show, evenly spread."""
    return np.linspace(0, len(corpus.test_x) - 1, SHOWN).astype(int)


def _open_place(corpus: Corpus) -> int:
    """Of the windows shown the one whose last word is followed by the most different words."""
    last = corpus.train_x[:, -1]
    ways = [len(np.unique(corpus.train_t[last == corpus.test_x[place, -1]])) for place in _places(corpus)]
    return int(_places(corpus)[int(np.argmax(ways))])


def _bars(epoch: int, params: NextWord, corpus: Corpus, found: Measured) -> Picture:
    """What the model makes of one window, which stays the same while it learns."""
    place = _open_place(corpus)
    likely = np.argsort(-found.p[place], kind="stable")[:TOP]
    read, right = _window(corpus, place, params.order), corpus.words[corpus.test_t[place]]
    caption = Text(f"After “{read}” (right: {right})", f"「{read}」の次（正解は {right}）")
    body = Bars([same(corpus.words[i]) for i in likely], plain(found.p[place, likely].round(3)))
    return Picture(epoch, "bars", caption, body, y=Text("probability", "確率"))


def _window(corpus: Corpus, place: int, order: str) -> str:
    words = [corpus.words[number] for number in corpus.test_x[place]]
    return " ".join(words[::-1] if order == "reversed" else words)


def _neighbours(params: NextWord, corpus: Corpus, E: Array) -> Picture:
    """The frequent words with the clearest neighbours: that is similarity, closeness of output probabilities is not."""
    found: list[tuple[float, list[str | Text]]] = []
    for word in range(1, min(FREQUENT, len(corpus.words))):
        cosine = cosine_similarity(E, word)
        near = [i for i in np.argsort(-cosine, kind="stable") if i not in (0, word)][:3]
        names = ", ".join(f"{corpus.words[i]} {cosine[i]:.2f}" for i in near)
        found.append((float(cosine[near].max(initial=-1.0)), [corpus.words[word], names]))
    found.sort(key=lambda pair: -pair[0])
    columns = [Text("Word", "語"), Text("Nearest by cosine of the vectors", "ベクトルのコサインで近い語")]
    caption = Text("Words with similar vectors", "ベクトルが似ている語")
    return Picture(params.epochs, "neighbours", caption, Table(columns, [row for _, row in found[:8]]))


def _report(params: NextWord, corpus: Corpus, found: Measured, other: float, *, usual: bool) -> Report:
    counts = np.bincount(corpus.train_t, minlength=len(corpus.words))
    frequent = float((corpus.test_t == counts.argmax()).mean())
    figures = {
        "accuracy": found.accuracy,
        "perplexity": float(np.exp(min(found.loss, 700.0))),
        "other": other,
        "frequent": frequent,
        "unknown": float((corpus.test_t == 0).mean()),
        "tail": float(np.median(found.p.min(axis=1))),
    }
    outcome = GOOD if found.accuracy >= 0.5 else SOME if found.accuracy > frequent else NONE
    spread = SPREADS if usual else {}
    rows = [DEMO.row(name, value, spread=same(spread.get(name, ""))) for name, value in figures.items()]
    return Report(rows, what_was_seen(params, corpus, figures), outcome.name)
