"""The five models of D03 in torch, with the first weights of Keras, which the sources used.

The recurrent layers are torch's own, which read 1000 steps many times faster than the reference's loop does; a test
holds each to the reference's ``layers_torch`` with the same weights.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from quizrnn.demos.d03_spoken.spec import Spoken
from quizrnn.reference.cnn_torch import sound_cnn
from quizrnn.reference.conv_torch import conv1d
from quizrnn.reference.initialisers import orthogonal, xavier

CLASSES = 10
LAYERS: dict[str, Any] = {"rnn": nn.RNN, "gru": nn.GRU, "lstm": nn.LSTM, "bilstm": nn.LSTM}
GATES = {"rnn": 1, "gru": 3, "lstm": 4, "bilstm": 4}


class Recurrent(nn.Module):
    """A recurrent layer whose last states, of both directions where there are two, go to the output layer."""

    def __init__(self, model: str, inputs: int, units: int, *, masked: bool) -> None:
        super().__init__()
        both = model == "bilstm"
        self.masked = masked
        self.layer = LAYERS[model](inputs, units, batch_first=True, bidirectional=both)
        self.out = nn.Linear(units * (1 + both), CLASSES)

    def forward(self, x: Tensor, lengths: Tensor) -> Tensor:
        """Logits (N, K) of x (N, T, D)."""
        if self.masked:
            packed = nn.utils.rnn.pack_padded_sequence(
                x, lengths.cpu(), batch_first=True, enforce_sorted=False
            )
            _, last = self.layer(packed)
        else:
            _, last = self.layer(x)
        h = last[0] if isinstance(last, tuple) else last  # (directions, N, H)
        logits: Tensor = self.out(torch.cat(tuple(h), dim=1))
        return logits


class Convolution(nn.Module):
    """A convolution over time, pooled over time: 4 wide, stride 2, pairs pooled, then the mean, as the sources have it.

    ``masked``: 5 wide, stride 1, and the largest value over the real steps, so that padding changes nothing.
    """

    def __init__(self, inputs: int, units: int, *, masked: bool) -> None:
        super().__init__()
        self.masked = masked
        self.layer = (
            nn.Conv1d(inputs, units, 5, padding=2) if masked else nn.Conv1d(inputs, units, 4, stride=2)
        )
        self.out = nn.Linear(units, CLASSES)

    def forward(self, x: Tensor, lengths: Tensor) -> Tensor:
        """Logits (N, K) of x (N, T, D)."""
        x, own = x.transpose(1, 2), dict(self.named_parameters())
        W, b = own["layer.weight"], own["layer.bias"]
        if not self.masked:
            return sound_cnn(x, {"conv_W": W, "conv_b": b, "W": own["out.weight"].T, "b": own["out.bias"]})
        maps = functional.relu(conv1d(x, W, b, padding=2))  # (N, F, T)
        there = torch.arange(maps.shape[2], device=x.device) < lengths[:, None, None]
        logits: Tensor = self.out((maps * there).amax(dim=2))  # after ReLU 0 is the least
        return logits


def make_net(params: Spoken, inputs: int, rng: np.random.Generator) -> nn.Module:
    """The model with first weights: Glorot's for inputs, orthogonal for states, biases 0, forget biases 1."""
    if params.model == "conv":
        net: nn.Module = Convolution(inputs, params.units, masked=params.mask)
    else:
        net = Recurrent(params.model, inputs, params.units, masked=params.mask)
    with torch.no_grad():
        for name, weight in net.named_parameters():
            weight.copy_(torch.from_numpy(_first(name, tuple(weight.shape), params, rng)))
            if "bias_hh" in name and params.model != "gru":
                weight.requires_grad = False  # Keras has a second bias in the GRU alone
    return net


def trained(net: nn.Module) -> dict[str, Tensor]:
    """The weights that are learnt, by name."""
    return {name: weight for name, weight in net.named_parameters() if weight.requires_grad}


def _first(name: str, shape: tuple[int, ...], params: Spoken, rng: np.random.Generator) -> Any:
    if "weight_hh" in name:
        square = (params.units, params.units)
        return np.concatenate([orthogonal(rng, square) for _ in range(GATES[params.model])])
    if "bias" in name:
        bias = np.zeros(shape)
        if "bias_ih" in name and "lstm" in params.model:
            bias[params.units : 2 * params.units] = 1.0  # gates in the order i f g o
        return bias
    if len(shape) == 2:
        return xavier(rng, shape[::-1], "uniform").T
    return xavier(rng, (*shape, 1), "uniform")[..., 0]
