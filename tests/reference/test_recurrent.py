"""Simple RNN, LSTM and GRU: step, sequence, masks; against differences, twins and torch.nn."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reference.harness import (
    FORWARD,
    NAMED,
    assert_close,
    assert_gradients,
    assert_refused,
    assert_twin,
    few,
    like,
    seed,
    size,
    to_torch,
    twin,
)
from reference.recurrent_cases import GATES, gradients, load, sequence

from quizrnn.reference import gru, lstm, lstm_fast, masks, rnn
from quizrnn.reference.activations import ELEMENTWISE

MODULES = {"rnn": rnn, "lstm": lstm, "gru": gru}
cells = pytest.mark.parametrize("cell", MODULES)
CONVENTIONS = [(z, r) for z in gru.Z_WEIGHS for r in gru.RESETS]


def options_of(cell: str, rng: np.random.Generator) -> dict:
    if cell == "rnn":
        return {"activation": str(rng.choice(["tanh", "sigmoid", "swish", "identity", "softplus"]))}
    if cell == "lstm":
        return {"forget_bias": float(rng.choice([0.0, 1.0]))}
    z_weighs, reset = CONVENTIONS[rng.integers(4)]
    return {"z_weighs": z_weighs, "reset": reset}


def step_arguments(args: dict) -> dict:
    """The first step of a sequence's arguments."""
    renamed = {"x": args["x"][:, 0], "h": args["h0"]}
    if "c0" in args:
        renamed["c"] = args["c0"]
    return {**renamed, **{k: v for k, v in args.items() if k not in ("x", "h0", "c0")}}


@cells
@few
@given(seed, size, size, size, st.booleans())
def test_step(cell, number, N, D, H, extra) -> None:
    rng = np.random.default_rng(number)
    args = step_arguments(sequence(cell, number, N, 1, D, H, extra=extra))
    wrt = list(args)
    args |= options_of(cell, rng)
    forward, backward = (getattr(MODULES[cell], f"{cell}_step{end}") for end in ("", "_backward"))
    assert_gradients(forward, backward, args, wrt, rng)
    assert_twin(forward, getattr(twin(f"{cell}_torch"), f"{cell}_step"), args, wrt, backward, rng)


@cells
@few
@given(seed, size, st.integers(1, 4), size, size, st.booleans(), st.booleans())
def test_sequence(cell, number, N, T, D, H, extra, masked) -> None:
    rng = np.random.default_rng(number)
    args = sequence(cell, number, N, T, D, H, extra=extra)
    wrt = list(args)
    args |= options_of(cell, rng)
    if masked:
        args["lengths"] = rng.integers(0, T + 1, N)
    forward, backward = (getattr(MODULES[cell], f"{cell}_{way}") for way in ("forward", "backward"))
    assert_gradients(forward, backward, args, wrt, rng)
    assert_twin(forward, getattr(twin(f"{cell}_torch"), f"{cell}_forward"), args, wrt, backward, rng)


@pytest.mark.parametrize("activation", ELEMENTWISE)
def test_rnn_takes_any_activation(activation) -> None:
    rng = np.random.default_rng(1)
    args = sequence("rnn", 1, 2, 3, 2, 3)
    wrt = list(args)
    args["activation"] = activation
    assert_gradients(rnn.rnn_forward, rnn.rnn_backward, args, wrt, rng)
    assert_twin(rnn.rnn_forward, twin("rnn_torch").rnn_forward, args, wrt, rnn.rnn_backward, rng)


@pytest.mark.parametrize("cell", ["rnn", "rnn-relu", "lstm", "gru"])
@few
@given(seed, size, st.integers(1, 5), size, size, st.booleans())
def test_library(cell, number, N, T, D, H, masked) -> None:
    twin("rnn_torch")
    import torch
    from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

    cell, _, activation = cell.partition("-")
    rng = np.random.default_rng(number)
    args = sequence(cell, number, N, T, D, H, extra=cell == "gru")
    layer_type = {"rnn": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru": torch.nn.GRU}[cell]
    layer = layer_type(
        D, H, batch_first=True, dtype=torch.float64, **({"nonlinearity": "relu"} if activation else {})
    )
    load(layer, args)
    options = {"rnn": {"activation": activation or "tanh"}, "gru": {"z_weighs": "old", "reset": "after"}}.get(
        cell, {}
    )
    x = to_torch(args["x"]).requires_grad_()
    h0 = to_torch(args["h0"])[None]
    state = (h0, to_torch(args["c0"])[None]) if cell == "lstm" else h0
    if masked:
        options["lengths"] = rng.integers(1, T + 1, N)
        packed = pack_padded_sequence(x, to_torch(options["lengths"]), batch_first=True, enforce_sorted=False)
        out, last = layer(packed, state)
        out = pad_packed_sequence(out, batch_first=True, total_length=T)[0]
    else:
        out, last = layer(x, state)
    last = last if cell == "lstm" else (last,)
    theirs = (out, *(s[0] for s in last))
    ours, cache = getattr(MODULES[cell], f"{cell}_forward")(**args, **options)
    assert_close(ours, tuple(t.detach().numpy() for t in theirs), FORWARD)
    dout = like(ours, rng)
    sum((t * to_torch(d)).sum() for t, d in zip(theirs, dout, strict=True)).backward()
    grads = getattr(MODULES[cell], f"{cell}_backward")(dout, cache)
    assert_close(grads["dx"], x.grad.numpy(), NAMED)
    expected = gradients(layer)
    for name in ("dWx", "dWh", "db", *(("dbh",) if cell == "gru" else ())):
        assert_close(grads[name], expected[name], NAMED, name)


@few
@given(seed, size, size, size)
def test_cells_of_the_library(number, N, D, H) -> None:
    twin("lstm_torch")
    import torch

    args = step_arguments(sequence("lstm", number, N, 1, D, H))
    cell = torch.nn.LSTMCell(D, H, dtype=torch.float64)
    with torch.no_grad():
        for name, key in (("weight_ih", "Wx"), ("weight_hh", "Wh")):
            getattr(cell, name).copy_(to_torch(args[key]).T)
        cell.bias_ih.copy_(to_torch(args["b"]) / 2)  # its two biases only ever add up
        cell.bias_hh.copy_(to_torch(args["b"]) / 2)
    h, c = cell(to_torch(args["x"]), (to_torch(args["h"]), to_torch(args["c"])))
    assert_close(lstm.lstm_step(**args)[0], (h.detach().numpy(), c.detach().numpy()), FORWARD)


@cells
@few
@given(seed, size, st.integers(1, 5), size, size)
def test_padding_does_not_count(cell, number, N, T, D, H) -> None:
    """A masked batch is the loop over its sequences, each cut to its length."""
    rng = np.random.default_rng(number)
    args = sequence(cell, number, N, T, D, H, extra=True)
    lengths = rng.integers(0, T + 1, N)
    forward = getattr(MODULES[cell], f"{cell}_forward")
    (hs, *last), _ = forward(**args, lengths=lengths)
    for n, length in enumerate(lengths):
        one = {**args, "x": args["x"][n : n + 1, :length]}
        one |= {k: args[k][n : n + 1] for k in ("h0", "c0") if k in args}
        (expected, *expected_last), _ = forward(**one)
        assert_close(hs[n, :length], expected[0], 1e-12)
        assert not hs[n, length:].any()
        assert_close([s[n] for s in last], [s[0] for s in expected_last], 1e-12)


@cells
def test_an_empty_mask_leaves_the_initial_state(cell) -> None:
    args = sequence(cell, 0, 2, 3, 2, 2)
    (hs, *last), cache = getattr(MODULES[cell], f"{cell}_forward")(**args, lengths=np.zeros(2, dtype=int))
    assert not hs.any()
    assert_close(last, [args[k] for k in ("h0", "c0") if k in args], 0)
    dout = like((hs, *last), np.random.default_rng(0))
    grads = getattr(MODULES[cell], f"{cell}_backward")(dout, cache)
    assert not any(grads[k].any() for k in ("dx", "dWx", "dWh", "db"))
    assert_close(grads["dh0"], dout[1], 0)


@cells
def test_no_step_at_all(cell) -> None:
    args = sequence(cell, 0, 2, 1, 2, 3)
    args["x"] = np.zeros((2, 0, 2))
    (hs, *last), _ = getattr(MODULES[cell], f"{cell}_forward")(**args)
    assert hs.shape == (2, 0, 3)
    assert_close(last[0], args["h0"], 0)


@cells
def test_extreme_inputs_stay_finite(cell) -> None:
    args = sequence(cell, 0, 2, 4, 2, 3)
    args["x"] *= 1e6
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        out, cache = getattr(MODULES[cell], f"{cell}_forward")(**args)
        grads = getattr(MODULES[cell], f"{cell}_backward")(like(out, np.random.default_rng(0)), cache)
    assert all(np.isfinite(g).all() for g in grads.values() if g is not None)


@cells
def test_single_precision_stays_single(cell) -> None:
    args = {k: v.astype(np.float32) for k, v in sequence(cell, 0, 2, 3, 2, 2, extra=True).items()}
    out, cache = getattr(MODULES[cell], f"{cell}_forward")(**args)
    assert {a.dtype for a in out} == {np.dtype(np.float32)}
    grads = getattr(MODULES[cell], f"{cell}_backward")(out, cache)
    assert {g.dtype for g in grads.values() if g is not None} == {np.dtype(np.float32)}


@few
@given(seed, size, st.integers(1, 6), size, size, st.integers(1, 7), st.booleans())
def test_truncated_bptt_twin(number, N, T, D, H, k, masked) -> None:
    """Pieces with nothing between them: autograd with the state detached."""
    rng = np.random.default_rng(number)
    args = sequence("rnn", number, N, T, D, H)
    wrt = list(args)
    args |= {"k": k, "lengths": rng.integers(0, T + 1, N) if masked else None}
    side = twin("rnn_torch").rnn_truncated_forward
    assert_twin(rnn.rnn_truncated_forward, side, args, wrt, rnn.rnn_truncated_backward, rng)


@few
@given(seed, size, st.integers(1, 6), size, size)
def test_truncated_bptt(number, N, T, D, H) -> None:
    """A loop over the outputs, each of which is run again from the state k steps back."""
    side = twin("rnn_torch")
    import torch

    rng = np.random.default_rng(number)
    args = sequence("rnn", number, N, T, D, H)
    names = ("x", "h0", "Wx", "Wh", "b")
    out, cache = rnn.rnn_forward(**args)
    dout = like(out, rng)
    full = rnn.rnn_backward(dout, cache)
    for form in ("chunks", "window"):
        for k in (T, T + 3):
            same, cut = rnn.rnn_truncated_forward(**args, k=k)
            assert_close(same, out, 0)
            assert_close(rnn.rnn_truncated_backward(dout, cut, form), full, 1e-12)
    k = int(rng.integers(1, T + 1))
    dhs, dlast = to_torch(dout)
    for form in ("chunks", "window"):
        leaves = {name: to_torch(args[name]).requires_grad_() for name in names}
        total = torch.zeros((), dtype=torch.float64)
        for end in range(T):
            first = end - end % k if form == "chunks" else max(end - k + 1, 0)
            h = leaves["h0"] if first == 0 else to_torch(out[0][:, first - 1])
            for t in range(first, end + 1):
                h = side.rnn_step(leaves["x"][:, t], h, *(leaves[n] for n in names[2:]))
            total = total + (h * (dhs[:, end] + (dlast if end == T - 1 else 0))).sum()
        expected = torch.autograd.grad(total, list(leaves.values()))
        grads = rnn.rnn_truncated_backward(dout, rnn.rnn_truncated_forward(**args, k=k)[1], form)
        for name, value in zip(names, expected, strict=True):
            assert_close(grads[f"d{name}"], value.numpy(), NAMED, f"d{name}")


def test_scalar_bptt_by_hand() -> None:
    """h = 2, 2 and the loss ½ (h2 - 3)² give -2 by the recurrent weight (0.5) and -2 by the other."""
    one = np.ones((1, 1))
    x = np.array([[[2.0], [1.0]]])
    (hs, h), cache = rnn.rnn_forward(x, 0 * one, one, 0.5 * one, np.zeros(1), "identity")
    assert hs.ravel().tolist() == [2, 2]
    grads = rnn.rnn_backward((np.zeros_like(hs), h - 3), cache)
    assert grads["dWh"] == -2 and grads["dWx"] == -2
    (_, h), cache = rnn.rnn_forward(np.array([[[1.0], [0.0]]]), 0 * one, one, 0.5 * one, np.zeros(1))
    grads = rnn.rnn_backward((np.zeros((1, 2, 1)), one), cache)
    assert grads["dWh"].round(4) == 0.6610 and grads["dWx"].round(4) == 0.1823


@few
@given(seed, size, size, size)
def test_peepholes_of_zero_are_none_and_the_forget_bias_is_a_bias(number, N, D, H) -> None:
    args = sequence("lstm", number, N, 3, D, H)
    plain, _ = lstm.lstm_forward(**args)
    assert_close(lstm.lstm_forward(**args, p=np.zeros(3 * H))[0], plain, 0)
    biased = args["b"] + np.repeat([0.0, 1.0, 0.0, 0.0], H)
    assert_close(
        lstm.lstm_forward(**args, forget_bias=1.0)[0], lstm.lstm_forward(**{**args, "b": biased})[0], 1e-13
    )


@few
@given(seed, size, size, size, st.sampled_from(gru.RESETS))
def test_negating_z_changes_the_convention(number, N, D, H, reset) -> None:
    args = sequence("gru", number, N, 3, D, H, extra=True)
    old, _ = gru.gru_forward(**args, z_weighs="old", reset=reset)
    converted = gru.convert_z(*(args[k] for k in gru.WEIGHTS))
    got, _ = gru.gru_forward(args["x"], args["h0"], *converted, z_weighs="candidate", reset=reset)
    assert_close(got, old, 1e-13)
    side = twin("gru_torch")
    theirs = side.convert_z(*(to_torch(args[k]) for k in gru.WEIGHTS))
    assert_close([t.numpy() for t in theirs], list(converted), 0)


@few
@given(seed, size, st.integers(0, 5))
def test_masks(number, N, T) -> None:
    side = twin("masks_torch")
    rng = np.random.default_rng(number)
    x, lengths = rng.standard_normal((N, T, 2)), rng.integers(0, T + 1, N)
    mask, turned = masks.length_mask(lengths, T), masks.reverse_padded(x, lengths)
    for n in range(N):
        assert mask[n].tolist() == [t < lengths[n] for t in range(T)]
        assert_close(turned[n], np.array([*x[n, : lengths[n]][::-1], *x[n, lengths[n] :]]).reshape(T, 2), 0)
    assert_close(masks.reverse_padded(turned, lengths), x, 0)
    assert_close(masks.reverse_padded(x[..., 0], lengths), turned[..., 0], 0)  # (N, T) too
    assert_close(masks.reverse_padded(x, np.full(N, T)), masks.reverse_padded(x), 0)
    assert (side.length_mask(to_torch(lengths), T).numpy() == mask).all()
    assert_close(side.reverse_padded(to_torch(x), to_torch(lengths)).numpy(), turned, 0)
    assert_close(side.reverse_padded(to_torch(x)).numpy(), x[:, ::-1], 0)


@few
@given(seed, size, st.integers(0, 5), size, size)
def test_the_fast_lstm_equals_the_plain_one(number, N, T, D, H) -> None:
    rng = np.random.default_rng(number)
    args = sequence("lstm", number, N, T, D, H)
    plain, plain_cache = lstm.lstm_forward(**args)
    before = {k: v.copy() for k, v in args.items()}
    fast, fast_cache = lstm_fast.lstm_forward_fast(**args)
    dout = like(plain, rng)
    kept = [d.copy() for d in dout]
    for array in fast:
        np.multiply(
            array, 2, out=array
        )  # what the caller does with the output is not seen by the backward pass
    grads = lstm_fast.lstm_backward_fast(dout, fast_cache)
    again = lstm_fast.lstm_backward_fast(dout, fast_cache)
    assert_close([a / 2 for a in fast], plain, 1e-12)
    expected = lstm.lstm_backward(dout, plain_cache)
    assert_close(grads, {k: v for k, v in expected.items() if k != "dp"}, 1e-12)
    assert_close(again, grads, 0)
    assert_close(list(dout), kept, 0)
    assert_close(args, before, 0)


def test_the_fast_lstm_by_differences_and_in_single_precision() -> None:
    args = sequence("lstm", 3, 2, 3, 2, 3)
    forward, backward = lstm_fast.lstm_forward_fast, lstm_fast.lstm_backward_fast
    assert_gradients(forward, backward, args, list(args), np.random.default_rng(0))
    single = {k: v.astype(np.float32) for k, v in args.items()}
    out, cache = forward(**single)
    assert {a.dtype for a in (*out, *backward(out, cache).values())} == {np.dtype(np.float32)}
    bad = [
        ("x", np.zeros((2, 3))),
        ("h0", np.zeros((3, 3))),
        ("Wx", np.zeros((2, 11))),
        ("b", np.zeros(12, int)),
    ]
    assert_refused(forward, args, bad)
    with pytest.raises(ValueError, match="dout"):
        backward((*forward(**args)[0][:2], np.zeros((1, 3))), forward(**args)[1])


@cells
def test_refusals(cell) -> None:
    args = sequence(cell, 0, 2, 3, 2, 4, extra=True)
    G = GATES[cell] * 4
    bad = [
        ("x", np.zeros((2, 3))),
        ("x", args["x"].astype(int)),
        ("x", np.zeros((2, 3, 5))),
        ("h0", np.zeros((3, 4))),
        ("h0", np.zeros(4)),
        ("Wx", np.zeros((G, 2))),
        ("Wh", args["Wh"].T if G != 4 else np.zeros((4, 5))),
        ("b", np.zeros(G + 1)),
        ("b", np.zeros(G, dtype=int)),
        ("lengths", np.array([1, 4])),
        ("lengths", np.array([1, -1])),
        ("lengths", np.array([1])),
        ("lengths", np.array([1.0, 2.0])),
    ]
    bad += {
        "rnn": [("activation", "cosh")],
        "lstm": [("c0", np.zeros((2, 3))), ("p", np.zeros(4))],
        "gru": [],
    }[cell]
    if cell == "gru":
        bad += [("z_weighs", "new"), ("reset", "never"), ("bh", np.zeros(4))]
    if cell == "lstm":
        bad += [("forget_bias", None)]
    assert_refused(getattr(MODULES[cell], f"{cell}_forward"), args, bad)
    side = getattr(twin(f"{cell}_torch"), f"{cell}_forward")
    assert_refused(side, to_torch(args), [(k, to_torch(v)) for k, v in bad if k in ("x", "Wx", "Wh", "b")])
    step = step_arguments(args)
    bad = [
        ("x", np.zeros((3, 2))),
        ("h", np.zeros((2, 3))),
        ("Wx", np.zeros((3, G))),
        ("Wh", np.zeros((2, G))),
    ]
    assert_refused(getattr(MODULES[cell], f"{cell}_step"), step, bad)
    out, cache = getattr(MODULES[cell], f"{cell}_forward")(**args)
    back = {"dout": out, "cache": cache}
    bad = [("dout", bad) for bad in (out[0], out[:1], (out[0][:1], *out[1:]), (*out[:-1], out[-1][:1]))]
    assert_refused(getattr(MODULES[cell], f"{cell}_backward"), back, bad)
    out, cache = getattr(MODULES[cell], f"{cell}_step")(**step)
    bad = [("dout", (out[0][:1], out[1]) if cell == "lstm" else out[:1]), ("dout", 1.0)]
    assert_refused(getattr(MODULES[cell], f"{cell}_step_backward"), {"dout": out, "cache": cache}, bad)


def test_more_refusals() -> None:
    args = {**sequence("rnn", 0, 1, 2, 1, 1), "k": 1}
    assert_refused(rnn.rnn_truncated_forward, args, [("k", 0), ("k", 1.5), ("x", np.zeros(2))])
    assert_refused(twin("rnn_torch").rnn_truncated_forward, to_torch(args), [("k", 0)])
    out, cache = rnn.rnn_truncated_forward(**args)
    back = {"dout": out, "cache": cache}
    bad = [("form", "other"), ("dout", (np.zeros((1, 3, 1)), out[1]))]
    assert_refused(rnn.rnn_truncated_backward, back, bad)
    x = {"x": np.zeros((2, 3, 1)), "lengths": np.array([1, 2])}
    assert_refused(masks.reverse_padded, x, [("x", np.zeros(3)), ("lengths", np.array([4, 1]))])
    assert_refused(
        masks.length_mask, {"lengths": np.array([1]), "T": 2}, [("T", 1.5), ("lengths", np.array([3]))]
    )
    w = {k: v for k, v in sequence("gru", 0, 1, 1, 2, 2).items() if k in gru.WEIGHTS}
    assert_refused(gru.convert_z, w, [("Wx", np.zeros((2, 5))), ("b", np.zeros(3)), ("bh", np.zeros(3))])
