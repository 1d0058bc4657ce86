"""Layers of any cell: both directions, merges, stacks; against differences, twins and torch.nn."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reference.harness import (
    FORWARD,
    NAMED,
    assert_close,
    assert_gradients,
    assert_refused,
    assert_twin,
    seed,
    to_torch,
    twin,
)
from reference.recurrent_cases import GATES, gradients, load, states, weights

from quizrnn.reference import layers
from quizrnn.reference.masks import reverse_padded

size = st.integers(1, 2)
few = settings(max_examples=8, deadline=None)
cells = pytest.mark.parametrize("cell", GATES)
TORCH_OPTIONS: dict[str, dict[str, Any]] = {
    "rnn": {},
    "lstm": {},
    "gru": {"z_weighs": "old", "reset": "after"},
}


def start(cell: str, rng: np.random.Generator, N: int, H: int) -> tuple[np.ndarray, ...]:
    return tuple(states(cell, rng, N, H).values())


@cells
@few
@given(seed, size, st.integers(1, 3), size, size, st.sampled_from(layers.MERGES), st.booleans())
def test_bidirectional(cell, number, N, T, D, H, merge, masked) -> None:
    rng = np.random.default_rng(number)
    args: dict[str, Any] = {
        "x": rng.standard_normal((N, T, D)),
        "weights": (weights(cell, rng, D, H, extra=True), weights(cell, rng, D, H, extra=True)),
        "cell": cell,
        "merge": merge,
        "state": (start(cell, rng, N, H), start(cell, rng, N, H)),
        "lengths": rng.integers(0, T + 1, N) if masked else None,
    }
    wrt = ("x", "weights", "state")
    forward, backward = layers.bidirectional_forward, layers.bidirectional_backward
    assert_gradients(forward, backward, args, wrt, rng)
    assert_twin(forward, twin("layers_torch").bidirectional_forward, args, wrt, backward, rng)


@cells
@few
@given(seed, size, st.integers(1, 3), size, size, st.lists(st.booleans(), min_size=1, max_size=2))
def test_stacked_and_one_layer(cell, number, N, T, D, H, directions) -> None:
    rng = np.random.default_rng(number)
    stack: list[Any] = []
    initial: list[Any] = []
    width = D
    for both in directions:
        made = [weights(cell, rng, width, H) for _ in range(2)]
        begun = [start(cell, rng, N, H) for _ in range(2)]
        stack.append((made[0], made[1]) if both else made[0])
        initial.append((begun[0], begun[1]) if both else begun[0])
        width = 2 * H if both else H
    args = {"x": rng.standard_normal((N, T, D)), "layers": stack, "cell": cell, "state": initial}
    wrt = ("x", "layers", "state")
    forward, backward = layers.stacked_forward, layers.stacked_backward
    assert_gradients(forward, backward, args, wrt, rng)
    assert_twin(forward, twin("layers_torch").stacked_forward, args, wrt, backward, rng)
    one = {
        "x": args["x"],
        "weights": weights(cell, rng, D, H),
        "cell": cell,
        "lengths": rng.integers(0, T + 1, N),
    }
    wrt = ("x", "weights")
    assert_gradients(layers.layer_forward, layers.layer_backward, one, wrt, rng)
    assert_twin(
        layers.layer_forward, twin("layers_torch").layer_forward, one, wrt, layers.layer_backward, rng
    )


@cells
@few
@given(seed, size, st.integers(1, 4), size, size, st.integers(1, 2), st.booleans(), st.booleans())
def test_library(cell, number, N, T, D, H, depth, both, masked) -> None:
    """torch.nn.RNN, LSTM and GRU with layers and directions, packed where lengths differ."""
    twin("layers_torch")
    import torch
    from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

    rng = np.random.default_rng(number)
    layer_type = {"rnn": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru": torch.nn.GRU}[cell]
    theirs = layer_type(D, H, depth, batch_first=True, bidirectional=both, dtype=torch.float64)
    stack: list[Any] = []
    width = D
    for index in range(depth):
        made = [weights(cell, rng, width, H, extra=cell == "gru") for _ in range(1 + both)]
        for values, suffix in zip(made, ("", "_reverse"), strict=False):
            load(theirs, values, f"l{index}{suffix}")
        stack.append(tuple(made) if both else made[0])
        width = (1 + both) * H
    x = rng.standard_normal((N, T, D))
    lengths = rng.integers(1, T + 1, N) if masked else None
    (hs, last), cache = layers.stacked_forward(x, stack, cell, None, lengths, TORCH_OPTIONS[cell])
    tensor = to_torch(x).requires_grad_()
    if masked:
        packed = pack_padded_sequence(tensor, to_torch(lengths), batch_first=True, enforce_sorted=False)
        out, final = theirs(packed)
        out = pad_packed_sequence(out, batch_first=True, total_length=T)[0]
    else:
        out, final = theirs(tensor)
    assert_close(hs, out.detach().numpy(), FORWARD)
    ours = [
        run[0] for layer in last for run in (layer if both else (layer,))
    ]  # h of each run, in torch's order
    h = final[0] if cell == "lstm" else final
    assert_close(np.stack(ours), h.detach().numpy(), FORWARD)

    dhs = rng.standard_normal(hs.shape)
    (out * to_torch(dhs)).sum().backward()
    grads = layers.stacked_backward((dhs, _zeros(last)), cache)
    assert_close(grads["dx"], tensor.grad.numpy(), NAMED)
    for index, dlayer in enumerate(grads["dlayers"]):
        for values, suffix in zip(dlayer if both else (dlayer,), ("", "_reverse"), strict=False):
            expected = gradients(theirs, f"l{index}{suffix}")
            assert_close(
                {f"d{k}": v for k, v in values.items()}, {f"d{k}": expected[f"d{k}"] for k in values}, NAMED
            )


def _zeros(tree: Any) -> Any:
    return [_zeros(v) for v in tree] if isinstance(tree, list | tuple) else np.zeros_like(tree)


@cells
def test_bidirectional_is_two_runs_lined_up(cell) -> None:
    """The second run over each sequence by itself, backwards, as a loop over samples and steps."""
    rng = np.random.default_rng(5)
    x, lengths = rng.standard_normal((3, 4, 2)), np.array([4, 2, 0])
    pair = (weights(cell, rng, 2, 3), weights(cell, rng, 2, 3))
    (y, _, last_back), _ = layers.bidirectional_forward(x, pair, cell, lengths=lengths)
    for n, length in enumerate(lengths):
        own = x[n : n + 1, :length]
        (ahead, _), _ = layers.layer_forward(own, pair[0], cell)
        (back, final), _ = layers.layer_forward(own[:, ::-1], pair[1], cell)
        for t in range(length):
            assert_close(y[n, t], np.concatenate([ahead[0, t], back[0, length - 1 - t]]), 1e-12)
        assert not y[n, length:].any()
        assert_close(last_back[0][n], final[0][0], 1e-12)
    changed = x.copy()
    changed[0, 0] += 1
    (y2, _, last_back2), _ = layers.bidirectional_forward(changed, pair, cell, lengths=lengths)
    # the backward state of the last time step
    assert_close(y2[0, 3, 3:], y[0, 3, 3:], 0)  # it has not seen the first input
    assert np.abs(last_back2[0][0] - last_back[0][0]).max() > 1e-3  # the final state of the run has
    assert_close(reverse_padded(reverse_padded(x, lengths), lengths), x, 0)


def test_refusals() -> None:
    rng = np.random.default_rng(0)
    W = weights("lstm", rng, 2, 3)
    h = np.zeros((2, 3))
    args = {"x": np.zeros((2, 4, 2)), "weights": W}
    bad = [
        ("x", np.zeros((2, 4))),
        ("x", np.zeros((2, 4, 2), dtype=int)),
        ("weights", [1]),
        ("weights", {"Wx": W["Wx"]}),
        ("weights", {**W, "bh": W["b"]}),
        ("cell", "elman"),
        ("state", (h,)),
        ("lengths", np.array([1, 9])),
    ]
    assert_refused(layers.layer_forward, args, bad)
    pair = {**args, "weights": (W, W)}
    bad = [("weights", W), ("merge", "max"), ("state", (h, h, h)), ("cell", "elman"), ("x", np.zeros((2, 4)))]
    assert_refused(layers.bidirectional_forward, pair, bad)
    stack = {"x": args["x"], "layers": [W]}
    assert_refused(layers.stacked_forward, stack, [("layers", []), ("layers", W), ("state", []), ("cell", 3)])
    side = twin("layers_torch")
    assert_refused(side.stacked_forward, to_torch(stack), [("layers", []), ("cell", "elman")])
    assert_refused(side.bidirectional_forward, to_torch(pair), [("merge", "max"), ("weights", to_torch(W))])
