"""The checks say which argument, what came and what was expected, for arrays and for tensors."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reference.harness import assert_sturdy, few, to_torch, twin_of

from quizrnn.reference import (
    arguments,
    attention,
    cells,
    conv,
    conv_fast,
    dropout,
    gru,
    latent_losses,
    masks,
    multi_head,
    optimisers,
    sequences,
    text,
    translation,
    vqvae,
)


def message(function, *args, **kwargs) -> str:
    with pytest.raises(ValueError) as caught:
        function(*args, **kwargs)
    return str(caught.value)


x = np.zeros((5, 3))
MESSAGES = [
    (lambda: arguments.sizes("N", x=(x, "N T D")), "x: got shape (5, 3), expected (N, T, D)"),
    (
        lambda: arguments.sizes("N", x=(x, "N D"), b=(np.zeros(4), "D")),
        "b: got shape (4,), expected (D,) with D = 3 (from x)",
    ),
    (
        lambda: arguments.sizes("N", Wh=(np.zeros((2, 9)), "H 4H")),
        "Wh: got shape (2, 9), expected (H, 4H)",
    ),
    (lambda: arguments.sizes("H", b=(np.zeros(7), "4H")), "b: got shape (7,), expected (4H,)"),
    (lambda: arguments.sizes("N", x=(x.astype(int), "N D")), "x: got dtype int64, expected floating point"),
    (lambda: arguments.sizes("N", x=(None, "N")), "x: got NoneType, expected an array"),
    (lambda: arguments.sizes("N", x=(x, "?N T D")), "x: got shape (5, 3), expected (N, T, D)"),
    (lambda: arguments.named("p", {"W": 1}, ("W", "b")), "p: got W, expected W, b"),
    (lambda: arguments.named("p", {"W": 1, "c": 1}, ("W",), ("b",)), "p: got W, c, expected W, b (optional)"),
    (lambda: arguments.named("p", {}, ("W",)), "p: got nothing, expected W"),
    (lambda: arguments.named("p", [1], ("W",)), "p: got list, expected a dict of W"),
    (lambda: arguments.named("p", {"W": 1, "b": 2}, ("W",), ("b",)), None),
    (lambda: arguments.parts("s", 3, ("h", "c")), "s: got int, expected a tuple (h, c)"),
    (lambda: arguments.parts("s", (3,), ("h", "c")), "s: got 1 entries, expected (h, c)"),
    (lambda: arguments.flag("clip", 1), "clip: got 1, expected True or False"),
    (lambda: arguments.flags("m", x, (5, 3)), "m: got dtype float64, expected bool"),
    (lambda: arguments.flags("m", x > 0, (5,)), "m: got shape (5, 3), expected (5,)"),
    (lambda: arguments.sizes("N", x=([1.0], "N")), "x: got list, expected an array"),
    (lambda: arguments.floats("x", ["a"]), "x: got dtype <U1, expected real numbers"),
    (lambda: arguments.floats("x", [[1], [1, 2]]), "x: got rows of unequal length"),
    (lambda: arguments.floats("x", 1j), "x: got dtype complex128"),
    (lambda: arguments.floating("x", x, ndim=3), "x: got 2 axes (5, 3), expected 3"),
    (lambda: arguments.same_shape(y=x, t=x.T), "t: got shape (3, 5), expected (5, 3) as y has"),
    (lambda: arguments.ids("t", np.array([0, 4]), below=4), "t: got values from 0 to 4, expected 0 to 3"),
    (lambda: arguments.ids("t", np.array([-1])), None),
    (lambda: arguments.ids("t", np.array([-1]), below=2), "t: got values from -1 to -1, expected 0 to 1"),
    (lambda: arguments.ids("t", np.array([1.0])), "t: got dtype float64, expected whole numbers"),
    (lambda: arguments.ids("t", np.array([True])), "t: got dtype bool, expected whole numbers"),
    (lambda: arguments.ids("t", np.array([1]), ndim=2), "t: got 1 axes (1,), expected 2"),
    (lambda: arguments.lengths("lengths", np.array([1]), 2, 3), "lengths: got 1 lengths, expected N = 2"),
    (lambda: arguments.lengths("lengths", np.array([4]), 1, 3), "lengths: got 4 to 4, expected 0 to T = 3"),
    (lambda: arguments.choice("form", "x", ("a", "b")), "form: got 'x', expected one of 'a', 'b'"),
    (lambda: arguments.number("lr", -1, minimum=0), "lr: got -1, expected at least 0"),
    (lambda: arguments.number("lr", 2, maximum=1), "lr: got 2, expected at most 1"),
    (lambda: arguments.number("mu", 1.0, below=1), "mu: got 1.0, expected less than 1"),
    (lambda: arguments.number("eps", 0, above=0), "eps: got 0, expected more than 0"),
    (lambda: arguments.number("lr", float("nan")), "lr: got nan, expected a number that is not NaN"),
    (lambda: arguments.number("lr", True), "lr: got True, expected a number"),
    (lambda: arguments.number("lr", "1"), "lr: got '1', expected a number"),
    (lambda: arguments.whole("k", 1.0), "k: got 1.0, expected a whole number"),
    (lambda: arguments.whole("k", 0, minimum=1), "k: got 0, expected at least 1"),
    (lambda: arguments.axis("axis", 2, 2), "axis: got 2, expected an axis from -2 to 1"),
]


@pytest.mark.parametrize(("call", "expected"), MESSAGES)
def test_messages(call, expected) -> None:
    if expected is None:
        call()
    else:
        assert message(call).startswith(expected)


@few
@given(st.integers(1, 5), st.integers(1, 5), st.integers(1, 5))
def test_letters_are_bound_to_sizes(N, D, H) -> None:
    arrays = {"x": (np.zeros((N, D)), "N D"), "W": (np.zeros((D, 4 * H)), "D 4H"), "p": (None, "?3H")}
    assert arguments.sizes("N D H", **arrays) == (N, D, H)
    assert arguments.sizes(
        "H", **{k: (v if v is None else to_torch(v), s) for k, (v, s) in arrays.items()}
    ) == (H,)
    wrong = np.zeros((D + 1, 4 * H))
    with pytest.raises(ValueError, match=rf"W.*{re.escape(str(wrong.shape))}.*D = {D} \(from x\)"):
        arguments.sizes("N", x=arrays["x"], W=(wrong, "D 4H"))


def test_tensors_are_checked_like_arrays() -> None:
    torch = pytest.importorskip("torch")
    assert "torch.int64" in message(arguments.sizes, "N", x=(torch.zeros(2, dtype=torch.int64), "N"))
    assert "torch.bool" in message(arguments.ids, "t", torch.tensor([True]))
    arguments.ids("t", torch.tensor([0, 1]), ndim=1, below=2)
    assert "expected 0 to 0" in message(arguments.ids, "t", torch.tensor([0, 1]), below=1)
    arguments.lengths("lengths", torch.tensor([0, 2]), 2, 2)
    assert message(arguments.same_shape, y=torch.zeros(2), t=torch.zeros(3)).startswith("t: got shape (3,)")


@pytest.mark.parametrize("bad", [None, "bad", (1,), (1, 2, 3), 0.5, np.ones((2, 3))])
def test_pairs_and_paddings(bad) -> None:
    assert "stride: got" in message(conv.pair, "stride", bad)
    assert "padding: got" in message(conv.paddings, bad, (4, 4), (3, 3), (1, 1), (1, 1))


@pytest.mark.parametrize(
    ("right", "said"),
    [
        (None, "right: got NoneType, expected a dict of W, state"),
        ({"W": x}, "right: got W, expected W, state"),
        ({"W": x, "state": (x,)}, "right.state: got 1 entries"),
        ({"W": x.T, "state": (x, x)}, "right.W: got shape (3, 5), expected (5, 3)"),
        ({"W": x, "state": (x, "bad")}, "right.state[1]: got shape ()"),
    ],
)
def test_trees_that_differ_are_not_added(right, said) -> None:
    assert message(cells.add_trees, tree, right).startswith(said)


def test_what_is_right_passes() -> None:
    assert arguments.floats("x", [1, 2]).dtype == np.float64
    assert arguments.floats("x", np.float32(2)).dtype == np.float32
    assert arguments.floats("x", [True]).tolist() == [1.0]
    arguments.number("lr", np.float32(0.5), minimum=0.5, maximum=0.5)
    arguments.whole("k", np.int64(3), minimum=3, maximum=3)
    arguments.axis("axis", -2, 2)
    arguments.ids("t", np.zeros((0, 2), dtype=int), below=1)
    arguments.lengths("lengths", np.zeros(0, dtype=int), 0, 3)


x4, image = np.zeros((2, 3, 4)), np.zeros((1, 2, 4, 4))
tree = {"W": x, "state": (x, x)}
filters = {"x": image, "W": np.ones((2, 2, 3, 3)), "b": np.ones(2)}
cell = {"Wx": np.ones((2, 3)), "Wh": np.ones((3, 3)), "b": np.ones(3)}
vectors, logits = (
    {"E_source": np.ones((4, 2)), "E_target": np.ones((4, 2))},
    {"Wo": np.ones((3, 4)), "bo": np.ones(4)},
)
talk = {**vectors, **logits, "encoder": cell, "decoder": cell}
words = np.zeros((2, 3), dtype=int)
(states, last), encode_cache = translation.encode(words, talk, cell="rnn")
(scores, state), decode_cache = translation.decode_step(words[:, 0], last, talk, cell="rnn")
vq_cache = latent_losses.vq_losses(x, x + 1)[1]
HELPERS = [
    (multi_head.split_heads, {"x": x4, "heads": 2}),
    (multi_head.merge_heads, {"x": x4, "heads": 2}),
    (attention.broadcast_mask, {"mask": np.ones((3, 4), dtype=bool), "shape": (2, 3, 4)}),
    (conv.same_padding, {"n": 5, "k": 3, "stride": 2, "dilation": 1}),
    (conv.im2col, {"x": image, "size": (3, 3), "stride": 1, "padding": 1, "dilation": 1}),
    (conv.col2im, {"dcolumns": np.zeros((1, 18, 16)), "cache": conv.im2col(image, (3, 3), 1, 1)[1]}),
    (text.clean_text, {"text": "A b"}),
    (text.split_words, {"text": "a b"}),
    (dropout.draw_noise, {"shape": (2, 3), "rng": np.random.default_rng(0)}),
    (optimisers.check_step, {"params": {"W": x}, "grads": {"W": x}}),
    (
        conv_fast.conv2d_backward_fast,
        {"dout": np.ones((1, 2, 2, 2)), "cache": conv_fast.conv2d_fast(**filters)[1]},
    ),
    (translation.encode_backward, {"dout": (states, last), "cache": encode_cache}),
    (translation.decode_step_backward, {"dout": (scores, state), "cache": decode_cache}),
    (gru.convert_z, {"Wx": np.ones((2, 6)), "Wh": np.ones((2, 6)), "b": np.ones(6)}),
    (masks.length_mask, {"lengths": np.array([2, 1]), "T": 3}),
    (masks.reverse_padded, {"x": x4, "lengths": np.array([2, 1])}),
    (cells.zero_state, {"cell": "lstm", "N": 2, "H": 3}),
    (vqvae.code_perplexity, {"ids": np.array([0, 1]), "K": 2}),
    (sequences.minibatches, {"x": x, "y": x, "size": 2, "drop_last": False}),
    (latent_losses.vq_losses_backward, {"dout": {"codebook": 1.0, "commitment": 1.0}, "cache": vq_cache}),
]


@pytest.mark.parametrize(("function", "args"), HELPERS, ids=lambda value: getattr(value, "__name__", ""))
def test_helpers_refuse_what_does_not_fit(function, args) -> None:
    """The families' own tests try all other functions in the same way (``assert_sturdy``)."""
    function(**args)
    assert_sturdy(function, args)
    if (mirrored := twin_of(function)) is not None:
        assert_sturdy(mirrored, to_torch(args))
