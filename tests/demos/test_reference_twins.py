"""The nets that a demo has in a form of its own answer as the reference models do with the same weights."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch")

import torch
from torch import Tensor, nn

from quizrnn.demos import find_demo
from quizrnn.demos.d03_spoken.nets import make_net
from quizrnn.demos.d12_one_layer_cnn.train import first_weights as first_of_d12
from quizrnn.demos.d14_transfer.train import first_weights as first_of_d14
from quizrnn.demos.digit_cnn import Net, as_net, classify, maps_of
from quizrnn.reference.cnn_torch import one_layer_cnn, sound_cnn, two_layer_cnn
from quizrnn.reference.layers_torch import bidirectional_forward, layer_forward

pytestmark = pytest.mark.torch
DEMO_03 = find_demo("D03")
KERAS_GRU = {"z_weighs": "old", "reset": "after"}
"""The GRU of Keras and torch, in the words of the reference."""


def spoken(model: str, *, mask: bool = False) -> nn.Module:
    """A net of D03 in double precision, every weight drawn."""
    params = DEMO_03.make_params({"model": model, "units": 5, "mask": mask})
    net = make_net(params, 3, np.random.default_rng(0)).double()
    generator = torch.Generator().manual_seed(1)
    for weight in net.parameters():
        nn.init.uniform_(weight.data, -0.8, 0.8, generator=generator)
    return net


def clips() -> tuple[Tensor, Tensor]:
    """Four clips of three numbers a step, and their lengths."""
    x = torch.from_numpy(np.random.default_rng(2).normal(size=(4, 11, 3)))
    return x, torch.tensor([11, 3, 7, 1])


def of_one_direction(layer: nn.Module, model: str, end: str = "") -> dict[str, Tensor]:
    """torch's weights (blocks, inputs) under the reference's names: (inputs, blocks), one bias where one does."""
    weights = dict(layer.named_parameters())
    W_x, W_h, b_x, b_h = (
        weights[f"{name}_l0{end}"] for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
    )
    biases = {"b": b_x, "bh": b_h} if model == "gru" else {"b": b_x + b_h}
    return {"Wx": W_x.T, "Wh": W_h.T, **biases}


def same(ours: Tensor, theirs: Tensor) -> None:
    assert ours.shape == theirs.shape
    assert ours.std() > 0.01
    torch.testing.assert_close(ours, theirs, rtol=0, atol=1e-6)


@pytest.mark.parametrize("mask", [False, True])
@pytest.mark.parametrize("model", ["rnn", "gru", "lstm"])
def test_one_way_layers_of_d03(model: str, mask: bool) -> None:
    net, (x, lengths) = spoken(model, mask=mask), clips()
    weights, options = of_one_direction(net.layer, model), KERAS_GRU if model == "gru" else None
    _, last = layer_forward(x, weights, model, None, lengths if mask else None, options)
    same(net(x, lengths), last[0] @ net.out.weight.T + net.out.bias)


@pytest.mark.parametrize("mask", [False, True])
def test_the_two_way_layer_of_d03(mask: bool) -> None:
    net, (x, lengths) = spoken("bilstm", mask=mask), clips()
    pair = tuple(of_one_direction(net.layer, "lstm", end) for end in ("", "_reverse"))
    _, ahead, back = bidirectional_forward(x, pair, "lstm", lengths=lengths if mask else None)
    same(net(x, lengths), torch.cat([ahead[0], back[0]], dim=1) @ net.out.weight.T + net.out.bias)


def test_the_convolution_of_d03() -> None:
    net, (x, lengths) = spoken("conv"), clips()
    weights = {"conv_W": net.layer.weight, "conv_b": net.layer.bias, "W": net.out.weight.T, "b": net.out.bias}
    same(net(x, lengths), sound_cnn(x.transpose(1, 2), weights, stride=2))


def drawn(weights: dict[str, np.ndarray]) -> Net:
    """A net of the digit demos in double precision, every weight drawn anew."""
    rng = np.random.default_rng(3)
    return as_net({name: rng.normal(0, 0.3, weight.shape) for name, weight in weights.items()}, "cpu")


def test_the_net_of_d12() -> None:
    params = find_demo("D12").make_params({"filters": 4, "units": 9})
    net = drawn(first_of_d12(params, 8, np.random.default_rng(0)))
    x = torch.from_numpy(np.random.default_rng(4).random((6, 1, 8, 8)))
    named = {name.replace("conv1_W", "conv_W"): weight for name, weight in net.items()}
    same(classify(maps_of(x, net, relu=False)[-1], net), one_layer_cnn(x, named))


def test_the_net_of_d14() -> None:
    params = find_demo("D14").make_params({"filters": 4, "units": 9})
    net = drawn(first_of_d14(params, 8, np.random.default_rng(0)))
    x = torch.from_numpy(np.random.default_rng(4).random((6, 1, 8, 8)))
    same(classify(maps_of(x, net)[-1], net), two_layer_cnn(x, net, torch.zeros(6, 9), train=False))
