"""PyTorch twin of ``autoencoder.py``."""

from __future__ import annotations

from torch import Tensor
from torch.nn import functional

from quizrnn.reference import arguments
from quizrnn.reference.autoencoder import check_width
from quizrnn.reference.mlp_torch import Layers, mlp


def autoencoder(x: Tensor, encoder: Layers, decoder: Layers, activation: str = "tanh") -> Tensor:
    """Return the reconstruction (N, D) of x (N, D)."""
    arguments.perceptron("encoder", encoder)
    arguments.perceptron("decoder", decoder)
    y = mlp(mlp(x, encoder, activation), decoder, activation)
    check_width(y, x)
    return y


def autoencoder_loss(x: Tensor, encoder: Layers, decoder: Layers, activation: str = "tanh") -> Tensor:
    """Return the mean squared error between x and its reconstruction."""
    return functional.mse_loss(autoencoder(x, encoder, decoder, activation), x)
