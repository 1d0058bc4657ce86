"""What the demos with convolutional networks share: first weights, the two halves of the net, Adam, measuring.

The front is convolution - ReLU - pool, once or twice; the back is dense - ReLU - dropout - dense. A net is a dict of
tensors by name: conv1_W, conv1_b, conv2_W, conv2_b (front), W1, b1, W2, b2 (back). All drawing is NumPy's, so that a
run is the same on every device but for rounding.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from quizrnn.demos.digits import Array
from quizrnn.demos.events import State
from quizrnn.reference.conv_torch import conv2d
from quizrnn.reference.dropout_torch import dropout
from quizrnn.reference.initialisers import truncated_normal
from quizrnn.reference.pooling_torch import max_pool2d

Net = dict[str, Tensor]
AT_ONCE = 500
"""Pictures measured at a time."""
BIAS = 0.1
"""First value of every bias but the last one: with ReLU it lets a little more through."""


def filters(rng: np.random.Generator, count: int, channels: int, side: int, *, std: float = 0.1) -> Array:
    """First filters (F, C, k, k)."""
    return truncated_normal(rng, (count, channels, side, side), std).astype(np.float32)


def back(rng: np.random.Generator, inputs: int, units: int, classes: int, start: str) -> dict[str, Array]:
    """First weights of the dense layers: std 1 as the sources have it, or He; the output layer starts at 0."""
    std = {"one": 1.0, "he": math.sqrt(2 / inputs)}[start]
    return {
        "W1": truncated_normal(rng, (inputs, units), std).astype(np.float32),
        "b1": np.full(units, BIAS, np.float32),
        "W2": np.zeros((units, classes), np.float32),
        "b2": np.zeros(classes, np.float32),
    }


def pooled_side(side: int, pools: int) -> int:
    """Rows that are left of ``side`` after so many 2x2 pools: 28 → 14 → 7, 8 → 4 → 2."""
    return side >> pools


def as_net(weights: Mapping[str, Any], device: str) -> Net:
    """Arrays or tensors as trainable tensors of their own on the device."""
    return {
        name: torch.as_tensor(value).detach().clone().to(device).requires_grad_()
        for name, value in weights.items()
    }


def as_input(x: Array, device: str) -> Tensor:
    """Pictures (N, H, W) as (N, 1, H, W)."""
    return torch.from_numpy(x[:, None]).to(device)


def maps_of(x: Tensor, net: Net, *, relu: bool = True) -> list[Tensor]:
    """The pooled maps of each layer of the front for x (N, 1, H, W)."""
    found = []
    for layer in ("conv1", "conv2"):
        if layer + "_W" in net:
            u = conv2d(x, net[layer + "_W"], net.get(layer + "_b"), padding="same")
            x = max_pool2d(functional.relu(u) if relu else u, 2)
            found.append(x)
    return found


def classify(features: Tensor, net: Net, noise: Tensor | None = None, rate: float = 0.0) -> Tensor:
    """Logits (N, K) of pooled maps; dropout of ``rate`` where there is ``noise`` (N, U), so in training only."""
    hidden = functional.relu(features.flatten(1) @ net["W1"] + net["b1"])
    if noise is not None:
        hidden = dropout(hidden, noise, rate)
    return hidden @ net["W2"] + net["b2"]


def draw_noise(rng: np.random.Generator, rows: int, units: int, device: str) -> Tensor:
    """Uniform numbers for dropout."""
    return torch.from_numpy(rng.random((rows, units), dtype=np.float32)).to(device)


def probabilities(x: Array, net: Net, device: str, *, relu: bool = True) -> Array:
    """P (N, K) of pictures (N, H, W), nothing dropped."""
    parts = []
    with torch.no_grad():
        for at in range(0, len(x), AT_ONCE):
            features = maps_of(as_input(x[at : at + AT_ONCE], device), net, relu=relu)[-1]
            parts.append(classify(features, net).softmax(dim=1).cpu().numpy())
    return np.concatenate(parts)


class Adam:
    """torch's Adam over named tensors, with a state that can be saved by name."""

    def __init__(self, net: Net, lr: float, saved: State | None = None) -> None:
        self.net = net
        self.optimiser = torch.optim.Adam(list(net.values()), lr=lr, fused=True)
        for name, kept in (saved or {}).items():
            device = net[name].device
            self.optimiser.state[net[name]] = {
                key: torch.as_tensor(value).detach().clone().to(device) for key, value in kept.items()
            }

    def step(self, loss: Tensor) -> None:
        """One step down the gradient of ``loss``."""
        self.optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        self.optimiser.step()

    def state(self) -> State:
        """What ``saved`` needs to go on."""
        return {name: dict(self.optimiser.state[value]) for name, value in self.net.items()}


def saved_net(net: Net) -> State:
    """The weights, to be saved."""
    return {name: value.detach() for name, value in net.items()}
