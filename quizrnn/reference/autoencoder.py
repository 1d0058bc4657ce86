"""Autoencoder (オートエンコーダ): squeeze the input into a short code and build it up again, without labels.

    z = encoder(x)  (N, Z),    y = decoder(z)  (N, D),    loss = mean of (y - x)²

The input is the target. Encoder and decoder are perceptrons [(W, b), ...] with a linear last layer.
Source: Hinton & Salakhutdinov, 2006, "Reducing the Dimensionality of Data with Neural Networks".
"""

from __future__ import annotations

from typing import Any

from quizrnn.reference import arguments
from quizrnn.reference.arguments import Array, Cache, Gradients
from quizrnn.reference.losses import squared_error, squared_error_backward
from quizrnn.reference.mlp import Layers, mlp, mlp_backward


def autoencoder(x: Array, encoder: Layers, decoder: Layers, activation: str = "tanh") -> tuple[Array, Cache]:
    """Return the reconstruction (N, D) of x (N, D); the code (N, Z) stands in the cache."""
    arguments.perceptron("encoder", encoder)
    arguments.perceptron("decoder", decoder)
    z, encoder_cache = mlp(x, encoder, activation)  # (N, Z)
    y, decoder_cache = mlp(z, decoder, activation)  # (N, D)
    check_width(y, x)
    return y, {"code": z, "encoder": encoder_cache, "decoder": decoder_cache}


def autoencoder_backward(dout: Array, cache: Cache) -> Gradients:
    """Return dx, dencoder, ddecoder for dout (N, D)."""
    decoder = mlp_backward(dout, cache["decoder"])
    encoder = mlp_backward(decoder["dx"], cache["encoder"])
    return {"dx": encoder["dx"], "dencoder": encoder["dlayers"], "ddecoder": decoder["dlayers"]}


def autoencoder_loss(
    x: Array, encoder: Layers, decoder: Layers, activation: str = "tanh"
) -> tuple[Any, Cache]:
    """Return the mean squared error between x and its reconstruction."""
    y, cache = autoencoder(x, encoder, decoder, activation)
    loss, loss_cache = squared_error(y, x)
    return loss, {"model": cache, "loss": loss_cache}


def autoencoder_loss_backward(dout: Any, cache: Cache) -> Gradients:
    """Return dencoder and ddecoder; x is data."""
    dy = squared_error_backward(dout, cache["loss"])["dy"]
    gradients = autoencoder_backward(dy, cache["model"])
    return {name: gradients[name] for name in ("dencoder", "ddecoder")}


def check_width(y: Any, x: Any) -> None:
    """Refuse a decoder whose output y (N, D) is not as wide as x."""
    if y.shape != x.shape:
        raise ValueError(f"decoder: got {y.shape[1]} outputs, expected {x.shape[1]} as x has features")
