"""The training of D17: the reference VQ-VAE, its hand-written backward pass, and Adam."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quizrnn.datasets.handwritten import load_handwritten
from quizrnn.demos.d17_vqvae.spec import ALIVE, DEAD, DEMO, PARTLY, VqVae
from quizrnn.demos.digits import interval
from quizrnn.demos.events import Checkpoint, Metric, Picture, Report, State, Yielded
from quizrnn.demos.pictures import Heat, Images, plain
from quizrnn.demos.randomness import restore_random
from quizrnn.demos.texts import Text, same
from quizrnn.reference.mlp import mlp
from quizrnn.reference.optimisers import adam
from quizrnn.reference.vqvae import (
    code_perplexity,
    ema_update,
    nearest_codes,
    restart_dead_codes,
    vqvae,
    vqvae_backward,
)

Array = NDArray[Any]
Weights = dict[str, Array]
PLACES, WIDTH = 4, 8
"""Codes per picture, and numbers in a code."""
SHOWN = 9
"""Digits in a picture."""
WEAK, WIDE = 0.01, 1.5
"""Commitment weight from which all of 64 codes stay in use; width of the encoder's outputs, in widths of the codes in
use, beyond which it has run away from them (held by the usual weight it ends at 1.1, without at 2 or more).
"""
SPREADS = {
    "": ("0.0172–0.0178", "64", "57.4–61.9"),
    "k-16": ("0.0218–0.0229", "16", "15.0–15.4"),
    "dead-codes": ("0.0180–0.0185", "67–88", "55–71"),
    "dead-codes-ema": ("0.0145–0.0158", "126–172", "107–143"),
    "restart": ("0.0181–0.0202", "510–512", "449–457"),
    "no-commitment": ("0.0226–0.0240", "33–42", "26.0–31.6"),
}
"""Error, codes in use and perplexity by preset: the default and no-commitment over eight seeds, the others over four."""


def run(
    params: VqVae,
    rng: np.random.Generator,
    device: str,
    *,
    data: Path | None = None,
    resume: State | None = None,
) -> Iterator[Yielded]:
    """Train on minibatches; an epoch is a step."""
    x = load_handwritten().train_x.reshape(-1, 64)
    weights, state, first = first_weights(params, rng), None, 1
    means = {"counts": np.ones(params.codes), "sums": weights["codebook"].copy()}
    if resume is not None:
        restore_random(rng, resume)
        weights, state, first = resume["weights"], resume["adam"], int(resume["step"]) + 1
        means = resume["means"]
    for epoch in range(first, params.epochs + 1):
        order = rng.permutation(len(x))
        for start in range(0, len(x), params.batch):
            batch = x[order[start : start + params.batch]]
            weights, state, means = update(batch, weights, state, means, params)
        if params.restart and epoch < params.epochs:
            z = encoded(x, weights)
            ids = nearest_codes(z, weights["codebook"])
            codebook, dead = restart_dead_codes(weights["codebook"], ids, z.reshape(-1, WIDTH), rng)
            weights = weights | {"codebook": codebook}
            means["counts"][dead], means["sums"][dead] = 1.0, codebook[dead]
        if epoch % interval(params.epochs) and epoch != params.epochs:
            continue
        mse, ids = measured(x, weights)
        used, perplexity = len(np.unique(ids)), code_perplexity(ids, params.codes)
        yield Metric(epoch, {"squared error": mse, "codes in use": used, "perplexity": perplexity})
        if epoch == params.epochs or epoch % (20 * interval(params.epochs)) == 0:
            yield from pictures(epoch, x, weights, ids, params)
        kept = {"weights": weights, "adam": state, "step": epoch, "means": means}
        yield Checkpoint(epoch, lambda kept=kept: kept)  # type: ignore[misc]
    mse, ids = measured(x, weights)
    yield _report(params, mse, ids, width(x, weights, ids))


def first_weights(params: VqVae, rng: np.random.Generator) -> Weights:
    """Encoder 64 → units → 4 codes of 8, the codebook, and the decoder back."""
    inner = PLACES * WIDTH
    sizes = {
        "e0": (64, params.units),
        "e1": (params.units, inner),
        "d0": (inner, params.units),
        "d1": (params.units, 64),
    }
    weights: Weights = {"codebook": params.scale * rng.standard_normal((params.codes, WIDTH))}
    for name, (fan_in, fan_out) in sizes.items():
        weights[name + "W"] = rng.normal(0, fan_in**-0.5, (fan_in, fan_out))
        weights[name + "b"] = np.zeros(fan_out)
    return weights


def layers(weights: Weights, side: str) -> list[tuple[Array, Array]]:
    """The encoder's ("e") or the decoder's ("d") layers."""
    return [(weights[f"{side}{n}W"], weights[f"{side}{n}b"]) for n in (0, 1)]


def update(
    x: Array, weights: Weights, state: dict[str, Any] | None, means: Weights, params: VqVae
) -> tuple[Weights, dict[str, Any], Weights]:
    """One step on a minibatch: Adam on what has a gradient, running means for the codes where asked for."""
    _, cache = vqvae(x, layers(weights, "e"), weights["codebook"], layers(weights, "d"), params.beta)
    found = vqvae_backward({"reconstruction": 1.0, "codebook": 1.0, "commitment": 1.0}, cache)
    gradients = {"codebook": found["dcodebook"]}
    for side, key in (("e", "dencoder"), ("d", "ddecoder")):
        for n, (dW, db) in enumerate(found[key]):
            gradients |= {f"{side}{n}W": dW, f"{side}{n}b": db}
    if params.update == "gradient":
        weights, state = adam(weights, gradients, state, lr=params.lr)
        return weights, state, means
    z, ids = encoded(x, weights).reshape(-1, WIDTH), cache["code"]["ids"].ravel()
    trained = {name: w for name, w in weights.items() if name != "codebook"}
    trained, state = adam(trained, {name: gradients[name] for name in trained}, state, lr=params.lr)
    counts, sums, codebook = ema_update(means["counts"], means["sums"], z, ids)
    return trained | {"codebook": codebook}, state, {"counts": counts, "sums": sums}


def encoded(x: Array, weights: Weights) -> Array:
    """The encoder's output (N, 4, 8)."""
    z, _ = mlp(x, layers(weights, "e"), "tanh")
    return z.reshape(len(x), PLACES, WIDTH)


def decoded(ids: Array, weights: Weights) -> Array:
    """Pictures (N, 64) of codes (N, 4)."""
    y, _ = mlp(weights["codebook"][ids].reshape(len(ids), -1), layers(weights, "d"), "tanh")
    return y


def measured(x: Array, weights: Weights) -> tuple[float, Array]:
    """Squared error per pixel, and the codes (N, 4) of all digits."""
    ids = nearest_codes(encoded(x, weights), weights["codebook"])
    return float(((decoded(ids, weights) - x) ** 2).mean()), ids


def width(x: Array, weights: Weights, ids: Array) -> float:
    """How many times as wide as the codes in use the encoder's outputs are spread."""
    return float(encoded(x, weights).std() / weights["codebook"][np.unique(ids)].std())


def pictures(step: int, x: Array, weights: Weights, ids: Array, params: VqVae) -> Iterator[Picture]:
    """Some digits before and after, and how often each code is chosen."""
    after = decoded(ids[:SHOWN], weights)
    both = np.stack([x[:SHOWN], after], axis=1).reshape(2 * SHOWN, 8, 8)
    titles = [title for row in ids[:SHOWN] for title in (Text("digit", "元"), same(" ".join(map(str, row))))]
    caption = Text("Digits, and what their four codes decode to", "元の数字と、四つのコードから復号した画像")
    yield Picture(step, "codes", caption, Images(plain(both, 3), titles, 6, group=2))
    counts = np.sort(np.bincount(ids.ravel(), minlength=params.codes))[::-1]
    dead, across = int((counts == 0).sum()), 8 if params.codes <= 64 else 32
    rows = np.full(-(-params.codes // across) * across, np.nan)
    rows[: params.codes] = counts
    caption = Text(
        f"How often each of the {params.codes} codes is chosen: {dead or 'none'} never",
        f"{params.codes} 個のコードが選ばれた回数。選ばれないコードは {dead} 個",
    )
    yield Picture(step, "use", caption, Heat(plain(rows.reshape(-1, across))))


def _report(params: VqVae, mse: float, ids: Array, width: float) -> Report:
    used, perplexity = len(np.unique(ids)), code_perplexity(ids, params.codes)
    variant = next((name for name in SPREADS if params == DEMO.make_params(preset=name or None)), None)
    spread = ("", "", "") if variant is None else SPREADS[variant]
    rows = [
        DEMO.row("mse", mse, spread=same(spread[0])),
        DEMO.row("used", float(used), spread=same(spread[1])),
        DEMO.row("perplexity", perplexity, spread=same(spread[2])),
        DEMO.row("bits", PLACES * math.log2(params.codes)),
    ]
    outcome = ALIVE if used >= 0.9 * params.codes else PARTLY if used >= 0.5 * params.codes else DEAD
    return Report(rows, _seen(params, used, perplexity, width), outcome.name)


def _seen(params: VqVae, used: int, perplexity: float, width: float) -> Text:
    K = params.codes
    head = Text(
        f"{used} of {K} codes are in use; they are worth {perplexity:.1f} equally frequent ones (perplexity). ",
        f"{K} 個のコードのうち {used} 個が使われ、その働きは同じ頻度のコード {perplexity:.1f} 個分（パープレキシティ）。",
    )
    adrift = params.beta < WEAK and width > WIDE
    why = _alive(params) if used >= 0.9 * K else _adrift(params, width) if adrift else _dead(params)
    return Text(head.en + why.en, head.ja + why.ja)


def _alive(params: VqVae) -> Text:
    if params.restart:
        return Text(
            "Each epoch put the unused codes on outputs of the encoder, where they are near something and get chosen. That is "
            "what brings dead codes back; neither the gradient nor EMA moves a code that nobody chooses. "
            "More codes in use need not mean a smaller error: each is moved less often.",
            "エポックごとに、使われないコードをエンコーダの出力の上に置いた。近くに何かがあるので選ばれるようになる。"
            "死んだコードを生き返らせるのはこれで、誰も選ばないコードは勾配も EMA も動かさない。"
            "ただし使うコードが増えても誤差が減るとは限らない。一つ一つが動かされる回数は減るからである。",
        )
    holds = _no_leash() if params.beta < WEAK else _leash()
    return Text(
        "Where the first codebook is not wider than the encoder's output, every code is near something. The nearest-code "
        "step has no gradient: it is copied straight through to the encoder, while the codebook loss (or EMA) moves the "
        "codes. " + holds.en,
        "コードブックの初期値がエンコーダの出力より広がっていなければ、どのコードも何かの近くにある。最近傍を選ぶ段には勾配がなく、"
        "エンコーダにはそのまま写される（ストレートスルー）。コードを動かすのはコードブック損失（または EMA）である。"
        + holds.ja,
    )


def _leash() -> Text:
    return Text(
        "The commitment loss holds the encoder near them.",
        "エンコーダをその近くに留めるのがコミットメント損失である。",
    )


def _no_leash() -> Text:
    return Text(
        "Hardly anything holds the encoder near them here, and still they kept up; with the gradient and 64 codes "
        "(--try no-commitment) they do not.",
        "ここではエンコーダをその近くに留めるものがほとんどないが、それでもコードはついて行けた。勾配で 64 個のコードを動かす場合"
        "（--try no-commitment）は、ついて行けない。",
    )


def _adrift(params: VqVae, width: float) -> Text:
    return Text(
        f"The commitment loss has a weight of {params.beta:g}, so hardly anything holds the encoder near its codes: it runs "
        f"away from them, and its outputs end {width:.1f} times as widely spread as the codes in use. Codes cannot follow "
        "so fast, fewer are the nearest to anything, and the error is larger too. The commitment loss is the leash.",
        f"コミットメント損失の重みが {params.beta:g} なので、エンコーダをコードの近くに留めるものがほとんどない。"
        f"エンコーダは暴走し、出力の広がりは、使われたコードの広がりの {width:.1f} 倍になった。コードはその速さに追いつけず、"
        "何かの最近傍になるものが減り、誤差も大きくなる。それを引き留めるのがコミットメント損失である。",
    )


def _dead(params: VqVae) -> Text:
    way_en, way_ja = ("EMA", "EMA ") if params.update == "ema" else ("The gradient", "勾配")
    return Text(
        f"{way_en} moves chosen codes only. The few that were nearest at first were drawn to the data, so they stay nearest, "
        "and the others stay where they started: dead. Restarts (putting them on outputs of the encoder) revive them.",
        f"{way_ja}が動かすのは選ばれたコードだけ。最初にたまたま近かったものがデータのほうへ引かれて選ばれ続け、残りは初期値の"
        "場所に取り残される。これが死んだコードである。エンコーダの出力の上に置き直す（再配置）と生き返る。",
    )
