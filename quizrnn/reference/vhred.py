"""VHRED: HRED with a latent variable per reply, against short and bland answers.

    c = context of the utterances (as in HRED),   r = last state of the encoder over the true reply
    prior      p(z|c)    = N(mu_p, σ_p²),   [mu_p; log σ_p²] = c Wp + bp
    posterior  q(z|c, r) = N(mu_q, σ_q²),   [mu_q; log σ_q²] = [c; r] Wq + bq
    z = mu + σ * eps  from the posterior in training, from the prior when the reply is to be made
    decoder starts at tanh([c; z] Wi + bi)
    loss = Σ_t -log P(word_t) + beta * KL(q || p),  mean over the batch

One z is drawn per reply, so that it can steer the whole of it; word by word a decoder has only local
choices. With a strong decoder KL tends to 0 and z is ignored: beta then starts at 0 and grows. Source:
Serban et al., 2017, "A Hierarchical Latent Variable Encoder-Decoder Model for Generating Dialogues".
"""

from __future__ import annotations

from typing import Any

import numpy as np

from quizrnn.reference import arguments
from quizrnn.reference.arguments import Array, Cache, Gradients
from quizrnn.reference.cells import add_trees
from quizrnn.reference.hred import (
    NAMES as HRED_NAMES,
)
from quizrnn.reference.hred import (
    decode_reply,
    decode_reply_backward,
    encode_words,
    encode_words_backward,
    hred_encode,
    hred_encode_backward,
)
from quizrnn.reference.latent_losses import gaussian_kl, gaussian_kl_backward
from quizrnn.reference.losses import (
    sparse_cross_entropy_from_logits,
    sparse_cross_entropy_from_logits_backward,
)
from quizrnn.reference.vae import reparametrise, reparametrise_backward

Params = dict[str, Any]
NAMES = (*HRED_NAMES, "Wp", "bp", "Wq", "bq")
SOURCES = ("posterior", "prior")


def vhred(
    utterances: Array,
    reply_in: Array,
    reply: Array,
    params: Params,
    noise: Array,
    draw_from: str = "posterior",
    cell: str = "gru",
) -> tuple[dict[str, Array], Cache]:
    """Return logits (N, R, V) and mu, logvar, prior_mu, prior_logvar (N, Z) for noise (N, Z).

    utterances (N, U, T), reply_in (N, R) the reply one step later, reply (N, R) itself; params are those
    of HRED with Wi (C + Z, H') and Wp (C, 2Z), bp, Wq (C + H, 2Z), bq.
    """
    check_vhred(utterances, reply, params, draw_from)
    c, encode_cache = hred_encode(utterances, params["E"], params["encoder"], params["context"], None, cell)
    r, reply_cache = encode_words(reply, params["E"], params["encoder"], None, cell)  # (N, H)
    seen = np.hstack([c, r])  # (N, C + H)
    check_latent(c, seen, params, noise)
    prior_mu, prior_logvar = np.split(c @ params["Wp"] + params["bp"], 2, axis=1)  # (N, Z) each
    mu, logvar = np.split(seen @ params["Wq"] + params["bq"], 2, axis=1)  # (N, Z) each
    chosen = (mu, logvar) if draw_from == "posterior" else (prior_mu, prior_logvar)
    z, sample_cache = reparametrise(*chosen, noise)
    logits, decode_cache = decode_reply(np.hstack([c, z]), reply_in, params, cell)
    out = {"logits": logits, "mu": mu, "logvar": logvar, "prior_mu": prior_mu, "prior_logvar": prior_logvar}
    cache = {"encode": encode_cache, "reply": reply_cache, "sample": sample_cache, "decode": decode_cache}
    return out, cache | {"c": c, "seen": seen, "params": params, "draw_from": draw_from}


def vhred_backward(dout: dict[str, Array], cache: Cache) -> Gradients:
    """Return dparams for the gradients of the five outputs."""
    arguments.named("dout", dout, ("logits", "mu", "logvar", "prior_mu", "prior_logvar"))
    params, c, seen = cache["params"], cache["c"], cache["seen"]
    C = c.shape[1]
    decode = decode_reply_backward(dout["logits"], cache["decode"])
    dc, dz = decode["dfeatures"][:, :C], decode["dfeatures"][:, C:]
    sample = reparametrise_backward(dz, cache["sample"])
    drawn, nothing = np.hstack([sample["dmu"], sample["dlogvar"]]), np.zeros_like(dout["mu"])
    from_posterior = cache["draw_from"] == "posterior"
    zeros = np.hstack([nothing, nothing])
    dposterior = np.hstack([dout["mu"], dout["logvar"]]) + (drawn if from_posterior else zeros)  # (N, 2Z)
    dprior = np.hstack([dout["prior_mu"], dout["prior_logvar"]]) + (zeros if from_posterior else drawn)
    dseen = dposterior @ params["Wq"].T  # (N, C + H)
    dc = dc + dprior @ params["Wp"].T + dseen[:, :C]
    encode = hred_encode_backward(dc, cache["encode"])
    reply = encode_words_backward(dseen[:, C:], cache["reply"])
    dparams = decode["dparams"] | {"context": encode["dcontext"]}
    dparams["encoder"] = add_trees(encode["dencoder"], reply["dweights"])  # shared by utterances and reply
    dparams["E"] = dparams["E"] + encode["dE"] + reply["dE"]
    dparams |= {"Wp": c.T @ dprior, "bp": dprior.sum(axis=0)}
    dparams |= {"Wq": seen.T @ dposterior, "bq": dposterior.sum(axis=0)}
    return {"dparams": dparams}


def vhred_loss(
    utterances: Array,
    reply_in: Array,
    reply: Array,
    params: Params,
    noise: Array,
    beta: float = 1.0,
    cell: str = "gru",
) -> tuple[Any, Cache]:
    """Return -ELBO: the summed cross-entropy of the reply's words plus beta KL, mean over N."""
    arguments.number("beta", beta, minimum=0.0)
    out, model_cache = vhred(utterances, reply_in, reply, params, noise, "posterior", cell)
    words, words_cache = sparse_cross_entropy_from_logits(out["logits"], reply, None, "sum")
    kl, kl_cache = gaussian_kl(out["mu"], out["logvar"], out["prior_mu"], out["prior_logvar"])
    cache = {"model": model_cache, "words": words_cache, "kl": kl_cache, "N": len(reply), "beta": beta}
    return words / len(reply) + beta * kl, cache


def vhred_loss_backward(dout: Any, cache: Cache) -> Gradients:
    """Return dparams; the KL term pulls prior and posterior towards each other."""
    arguments.scalar("dout", dout)
    words = sparse_cross_entropy_from_logits_backward(dout / cache["N"], cache["words"])
    kl = gaussian_kl_backward(dout * cache["beta"], cache["kl"])
    latent = {name: kl["d" + name] for name in ("mu", "logvar", "prior_mu", "prior_logvar")}
    return vhred_backward({"logits": words["dx"], **latent}, cache["model"])


def check_vhred(utterances: Any, reply: Any, params: Any, draw_from: str) -> None:
    """Refuse utterances and replies that do not belong together."""
    arguments.named("params", params, NAMES)
    arguments.choice("draw_from", draw_from, SOURCES)
    arguments.floating("E", params["E"], ndim=2)
    arguments.ids("utterances", utterances, ndim=3)
    arguments.ids("reply", reply, ndim=2, below=len(params["E"]))
    if len(utterances) != len(reply):
        raise ValueError(f"reply: got {len(reply)} replies, expected {len(utterances)} as utterances has")


def check_latent(c: Any, seen: Any, params: Any, noise: Any) -> None:
    """Refuse weights and noise that do not fit the context c (N, C) and all that is seen (N, C + H)."""
    arguments.sizes(
        "Z",
        context=(c, "N C"),
        seen=(seen, "N F"),
        Wp=(params["Wp"], "C 2Z"),
        bp=(params["bp"], "2Z"),
        Wq=(params["Wq"], "F 2Z"),
        bq=(params["bq"], "2Z"),
        noise=(noise, "N Z"),
    )
