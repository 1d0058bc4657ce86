"""VQ-VAE: a discrete code, the nearest entry of a learned codebook.

    z_e = encoder(x),   ids = argmin_k ‖z_e - e_k‖²,   z_q = e[ids]
    y = decoder(z_e + sg[z_q - z_e])                            sg: stop-gradient
    loss = mean (y - x)²                                        reconstruction
         + mean (sg[z_e] - z_q)²                                codebook loss: moves the codes
         + beta * mean (z_e - sg[z_q])²                         commitment loss: holds the encoder

The nearest-code step has no gradient. The straight-through estimator hands the decoder's gradient to the
encoder unchanged, so the gradient at z_e is not the true one. Instead of the codebook loss the codes may
follow running means of what they stand for (EMA). A code that nobody chooses is dead; EMA alone does not
revive it, a restart does. Source: van den Oord, Vinyals & Kavukcuoglu, 2017, "Neural Discrete
Representation Learning" (EMA: appendix A.1).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from quizrnn.reference import arguments
from quizrnn.reference.arguments import Array, Cache, Gradients
from quizrnn.reference.latent_losses import vq_losses, vq_losses_backward
from quizrnn.reference.losses import squared_error, squared_error_backward
from quizrnn.reference.mlp import Layers, mlp, mlp_backward


def nearest_codes(z: Array, codebook: Array) -> Array:
    """Return the number (...) of the nearest code for each z (..., D), codebook (K, D); the first of equals.

    >>> codebook = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0]])
    >>> nearest_codes(np.array([[0.9, 0.2]]), codebook).tolist()
    [1]
    """
    check_codes(z, codebook)
    distance = ((z[..., None, :] - codebook) ** 2).sum(axis=-1)  # (..., K)
    return np.asarray(distance.argmin(axis=-1))


def quantise(z: Array, codebook: Array) -> tuple[Array, Cache]:
    """Return the nearest codes themselves, (..., D); the numbers stand in the cache as ``ids``."""
    ids = nearest_codes(z, codebook)
    return codebook[ids], {"ids": ids, "D": codebook.shape[1]}


def quantise_backward(dout: Array, cache: Cache) -> Gradients:
    """Return dz: dout copied straight through. The codebook learns from its own loss, not from here."""
    arguments.upstream(dout, (*cache["ids"].shape, cache["D"]))
    return {"dz": dout.copy()}


def vqvae(
    x: Array,
    encoder: Layers,
    codebook: Array,
    decoder: Layers,
    beta: float = 0.25,
    activation: str = "tanh",
) -> tuple[dict[str, Any], Cache]:
    """Return {"reconstruction", "codebook", "commitment"}, the three losses to be summed, for x (N, D).

    The encoder's output (N, S*C) is read as S places with a code of C numbers each, codebook (K, C).
    """
    arguments.perceptron("encoder", encoder)
    arguments.perceptron("decoder", decoder)
    z_flat, encoder_cache = mlp(x, encoder, activation)  # (N, S C)
    C = check_places(z_flat, codebook)
    z_e = z_flat.reshape(len(x), -1, C)  # (N, S, C)
    z_q, code_cache = quantise(z_e, codebook)  # (N, S, C)
    y, decoder_cache = mlp(z_q.reshape(z_flat.shape), decoder, activation)  # (N, D)
    reconstruction, loss_cache = squared_error(y, x)
    losses, vq_cache = vq_losses(z_e, z_q, beta)
    cache: Cache = {"encoder": encoder_cache, "code": code_cache, "decoder": decoder_cache}
    cache |= {"loss": loss_cache, "vq": vq_cache, "codebook_shape": codebook.shape, "z_shape": z_e.shape}
    return {"reconstruction": reconstruction} | losses, cache


def vqvae_backward(dout: dict[str, Any], cache: Cache) -> Gradients:
    """Return dencoder, dcodebook, ddecoder for the gradients of the three losses (1, 1, 1 in training)."""
    arguments.named("dout", dout, ("reconstruction", "codebook", "commitment"))
    dy = squared_error_backward(dout["reconstruction"], cache["loss"])["dy"]
    decoder = mlp_backward(dy, cache["decoder"])
    dz_q = decoder["dx"].reshape(cache["z_shape"])  # (N, S, C), at the decoder's input
    vq = vq_losses_backward(dout, cache["vq"])
    dz_e = quantise_backward(dz_q, cache["code"])["dz"] + vq["dz_e"]
    dcodebook = np.zeros(cache["codebook_shape"], dtype=dz_e.dtype)
    np.add.at(dcodebook, cache["code"]["ids"], vq["dz_q"])
    encoder = mlp_backward(dz_e.reshape(len(dz_e), -1), cache["encoder"])
    return {"dencoder": encoder["dlayers"], "dcodebook": dcodebook, "ddecoder": decoder["dlayers"]}


def ema_update(
    counts: Array, sums: Array, z: Array, ids: Array, decay: float = 0.99, eps: float = 1e-5
) -> tuple[Array, Array, Array]:
    """Return new counts (K,), sums (K, D) and the codebook (K, D) after z (M, D) chose the codes ids (M,).

        counts_k <- decay counts_k + (1 - decay) * how many chose k
        sums_k   <- decay sums_k + (1 - decay) * sum of those z,       e_k = sums_k / counts_k

    ``eps`` keeps the count of an unused code above 0 (Laplace smoothing: the total stays the same).

    >>> counts, sums = np.array([1.0, 1.0]), np.array([[0.0], [5.0]])
    >>> new = ema_update(counts, sums, np.array([[2.0], [4.0]]), np.array([0, 0]), decay=0.5, eps=0.0)
    >>> [array.ravel().tolist() for array in new]
    [[1.5, 0.5], [3.0, 2.5], [2.0, 5.0]]
    """
    K = check_update(counts, sums, z, ids, decay, eps)
    chosen = (ids[:, None] == np.arange(K)).astype(z.dtype)  # (M, K), one-hot
    counts = decay * counts + (1 - decay) * chosen.sum(axis=0)
    sums = decay * sums + (1 - decay) * chosen.T @ z
    total = counts.sum()
    smoothed = (counts + eps) * total / (total + K * eps)
    return counts, sums, sums / smoothed[:, None]


def code_perplexity(ids: Array, K: int) -> float:
    """Return exp(entropy) of how often each of K codes was chosen: 1 if always the same, K if all alike.

    >>> round(code_perplexity(np.array([0, 0, 1, 2]), 4), 2)
    2.83
    """
    check_ids(ids, K)
    share = np.bincount(ids.ravel(), minlength=K) / ids.size
    used = share[share > 0]
    return float(np.exp(-(used * np.log(used)).sum()))


def restart_dead_codes(
    codebook: Array, ids: Array, z: Array, rng: np.random.Generator
) -> tuple[Array, Array]:
    """Return the codebook with each unused code put on a drawn z (M, D), and which codes those were (K,)."""
    K, _ = arguments.sizes("K D", codebook=(codebook, "K D"), z=(z, "M D"))
    arguments.ids("ids", ids, below=K)
    dead = np.bincount(ids.ravel(), minlength=K) == 0
    fresh = codebook.copy()
    fresh[dead] = z[rng.integers(0, len(z), dead.sum())]
    return fresh, dead


def check_codes(z: Any, codebook: Any) -> None:
    """Refuse vectors z (..., D) that are not as long as the codes (K, D)."""
    arguments.floating("z", z)
    if z.ndim < 1:
        raise ValueError("z: got a single number, expected (..., D)")
    arguments.sizes("D K", z=(z.reshape(-1, z.shape[-1]), "M D"), codebook=(codebook, "K D"))


def check_places(z_flat: Any, codebook: Any) -> int:
    """Return C; refuse an encoder whose output (N, S*C) does not fall into codes of C numbers."""
    (_, C) = arguments.sizes("K C", codebook=(codebook, "K C"))
    if z_flat.shape[1] % C:
        raise ValueError(f"encoder: got {z_flat.shape[1]} outputs, expected a multiple of the code's {C}")
    return C


def check_update(counts: Any, sums: Any, z: Any, ids: Any, decay: float, eps: float) -> int:
    """Return K; refuse averages, vectors z (M, D) and their codes (M,) that do not fit."""
    K, _, M = arguments.sizes("K D M", sums=(sums, "K D"), counts=(counts, "K"), z=(z, "M D"))
    arguments.ids("ids", ids, ndim=1, below=K)
    if len(ids) != M:
        raise ValueError(f"ids: got {len(ids)} codes, expected {M} as z has rows")
    arguments.number("decay", decay, minimum=0.0, maximum=1.0)
    arguments.number("eps", eps, minimum=0.0)
    return K


def check_ids(ids: Any, K: int) -> None:
    """Refuse what is not at least one number of a code, 0 to K - 1."""
    arguments.whole("K", K, minimum=1)
    arguments.ids("ids", ids, below=K)
    if 0 in ids.shape:
        raise ValueError("ids: got none, expected at least one")
