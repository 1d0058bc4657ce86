"""The training of D16: the reference VAE, its hand-written backward pass, and Adam."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quizrnn.datasets.handwritten import load_handwritten
from quizrnn.demos.d16_vae.spec import COLLAPSES, DEMO, LIVES, SPREADS, Vae
from quizrnn.demos.events import Checkpoint, Metric, Picture, Report, State, Yielded
from quizrnn.demos.pictures import Images, Scatter, plain
from quizrnn.demos.randomness import restore_random
from quizrnn.demos.texts import Text, same
from quizrnn.reference.losses import binary_cross_entropy_from_logits
from quizrnn.reference.mlp import mlp
from quizrnn.reference.optimisers import adam
from quizrnn.reference.vae import vae, vae_loss, vae_loss_backward

Array = NDArray[Any]
NAMES = ("e0", "e1", "d0", "d1")
"""Layers of the encoder and of the decoder; each has a W and a b."""
MEASURED = {
    (1.0, "drawn"): ("22.5–23.1", "0.77–1.11", "0.78–0.96"),
    (0.0, "drawn"): ("21.2–21.7", "9.4–51", "12–30"),
    (5.0, "drawn"): ("27.1", "0.00", "0.00"),
    (0.0, "mean"): ("21.3–21.7", "7.0–32", "2.5–39"),
}
"""Reconstruction error and both KL at the end over eight seeds, by β and how z is taken, all else as by default."""
SIDE, FAR = 4, 2
"""Pictures across and down in the grid of what z decodes to, and the outermost z."""
SILENT, WIDE = 0.05, 4.0
"""A KL below this says nothing; a KL above that is far from N(0, 1)."""


def run(
    params: Vae,
    rng: np.random.Generator,
    device: str,
    *,
    data: Path | None = None,
    resume: State | None = None,
) -> Iterator[Yielded]:
    """Train on minibatches; an epoch is a step."""
    digits = load_handwritten()
    x = digits.train_x.reshape(-1, 64)
    weights, state, first = _first_weights(params.units, rng), None, 1
    if resume is not None:
        restore_random(rng, resume)
        weights, state, first = resume["weights"], resume["adam"], int(resume["step"]) + 1
    every = max(params.epochs // 60, 1)
    for epoch in range(first, params.epochs + 1):
        order = rng.permutation(len(x))
        for start in range(0, len(x), params.batch):
            batch = x[order[start : start + params.batch]]
            noise = rng.standard_normal((len(batch), 2)) * (params.sample == "drawn")
            _, cache = vae_loss(batch, *_layers(weights), noise, "bernoulli", params.beta)
            weights, state = adam(weights, _flat(vae_loss_backward(1.0, cache)), state, lr=params.lr)
        if epoch % every and epoch != params.epochs:
            continue
        reconstruction, kl, mu = _measured(x, weights)
        elbo = float(reconstruction + kl.sum())
        yield Metric(epoch, {"-ELBO": elbo, "reconstruction": reconstruction, "KL 1": kl[0], "KL 2": kl[1]})
        if epoch == params.epochs or epoch % (10 * every) == 0:
            yield from _pictures(epoch, weights, mu[:400], digits.train_t[:400])
        kept = {"weights": weights, "adam": state, "step": epoch}
        yield Checkpoint(epoch, lambda kept=kept: kept)  # type: ignore[misc]
    reconstruction, kl, _ = _measured(x, weights)
    yield _report(params, reconstruction, kl)


def _first_weights(units: int, rng: np.random.Generator) -> dict[str, Array]:
    """Encoder 64 → units → 4 (two means, two log-variances), decoder 2 → units → 64."""
    sizes = {"e0": (64, units), "e1": (units, 4), "d0": (2, units), "d1": (units, 64)}
    weights: dict[str, Array] = {}
    for name, (fan_in, fan_out) in sizes.items():
        weights[name + "W"] = rng.normal(0, fan_in**-0.5, (fan_in, fan_out))
        weights[name + "b"] = np.zeros(fan_out)
    return weights


def _layers(weights: dict[str, Array]) -> tuple[list[tuple[Array, Array]], list[tuple[Array, Array]]]:
    """The weights as the encoder's and the decoder's layers."""
    layers = [(weights[name + "W"], weights[name + "b"]) for name in NAMES]
    return layers[:2], layers[2:]


def _flat(gradients: dict[str, Any]) -> dict[str, Array]:
    """The gradients by the names of the weights."""
    layers = [*gradients["dencoder"], *gradients["ddecoder"]]
    return {
        name + part: d
        for name, layer in zip(NAMES, layers, strict=True)
        for part, d in zip("Wb", layer, strict=True)
    }


def _measured(x: Array, weights: dict[str, Array]) -> tuple[float, Array, Array]:
    """Mean reconstruction loss at z = μ in nats, mean KL of each latent number, and the means (N, 2)."""
    out, _ = vae(x, *_layers(weights), np.zeros((len(x), 2)))
    loss, _ = binary_cross_entropy_from_logits(out["y"], x, "sum")
    mu, logvar = out["mu"], out["logvar"]
    kl = (np.exp(logvar) + mu**2 - 1 - logvar).mean(axis=0) / 2  # (2,)
    return float(loss) / len(x), kl, mu


def _pictures(epoch: int, weights: dict[str, Array], mu: Array, labels: Array) -> Iterator[Picture]:
    """The map of the codes, and a grid of decoded points between -2 and 2."""
    yield Picture(
        epoch,
        "map",
        Text("Where the digits lie: the means μ", "数字のありか: 平均 μ"),
        Scatter(
            plain(mu[:, 0]), plain(mu[:, 1]), labels.tolist(), [same(str(d)) for d in range(10)], reach=FAR
        ),
        x=same("z1"),
        y=same("z2"),
    )
    side = np.linspace(-FAR, FAR, SIDE)
    z = np.array([(a, b) for b in side[::-1] for a in side])
    logits, _ = mlp(z, _layers(weights)[1], "tanh")
    images = plain((1 / (1 + np.exp(-logits))).reshape(-1, 8, 8), 3)
    caption = Text(
        f"What z decodes to: z1 from -{FAR} to {FAR} rightwards, z2 upwards",
        f"z を復号した画像（右へ z1、上へ z2、どちらも -{FAR} から {FAR}）",
    )
    yield Picture(epoch, "grid", caption, Images(images, [], SIDE))


def _report(params: Vae, reconstruction: float, kl: Array) -> Report:
    if (kl < SILENT).all():
        outcome, seen = COLLAPSES, _collapsed(params, kl)
    elif (kl > WIDE).any():
        outcome, seen = SPREADS, _spread(kl)
    else:
        outcome, seen = LIVES, _used(kl)
    known = params.changed().keys() <= {"beta", "sample"}
    spread = MEASURED.get((params.beta, params.sample), ("", "", "")) if known else ("", "", "")
    values = {"reconstruction": reconstruction, "kl1": float(kl[0]), "kl2": float(kl[1])}
    rows = [
        DEMO.row(name, value, spread=same(text))
        for (name, value), text in zip(values.items(), spread, strict=True)
    ]
    return Report(rows, seen, outcome.name)


def _collapsed(params: Vae, kl: Array) -> Text:
    return Text(
        f"Posterior collapse: KL {kl[0]:.4f} and {kl[1]:.4f}. With β = {params.beta:g} a nat of information in z costs more "
        "than it saves in the reconstruction, so the encoder answers N(0, 1) whatever it sees and the decoder draws "
        "the mean of all digits. Less β, or β raised slowly from 0, keeps z alive.",
        f"事後分布の崩壊が起きた。KL は {kl[0]:.4f} と {kl[1]:.4f}。β = {params.beta:g} では、z に 1 nat の情報を持たせる代償が、"
        "再構成誤差の減り分より大きい。エンコーダは何を見ても N(0, 1) を返し、デコーダは全数字の平均を描く。"
        "β を小さくするか、0 から徐々に上げると z は生き残る。",
    )


def _spread(kl: Array) -> Text:
    return Text(
        f"KL {kl[0]:.1f} and {kl[1]:.1f}: nothing holds the codes near N(0, 1). The reconstruction is good, but a z drawn "
        "from N(0, 1) falls into a small part of the map, so this is no generator. The KL term is what makes one.",
        f"KL は {kl[0]:.1f} と {kl[1]:.1f}。潜在変数を N(0, 1) の近くに留めるものが無い。再構成は良いが、"
        "N(0, 1) から引いた z は地図のごく一部にしか落ちないので、生成器にはならない。生成器にするのが KL 項である。",
    )


def _used(kl: Array) -> Text:
    return Text(
        f"KL {kl[0]:.2f} and {kl[1]:.2f} nats: each latent number tells about as much about the picture. The codes fill a disc "
        "around 0, and neighbours in the map decode to pictures that look alike: that is what the prior N(0, I) asks for. "
        "The pictures are blurred because two numbers cannot hold every stroke.",
        f"KL は {kl[0]:.2f} と {kl[1]:.2f} nat。潜在変数はそれぞれ、およそこれだけ画像のことを伝えている。"
        "潜在変数は 0 のまわりの円板を埋め、地図で隣り合う点は似た画像に復号される。"
        "事前分布 N(0, I) が求めるのはこれである。"
        "二つの数では筆跡を全部は持てないので、画像はぼやける。",
    )
