"""Encoder-decoders, translation with attention, and decoding."""

from __future__ import annotations

import itertools
import math
from typing import Any

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
    seed,
    size,
    to_numpy,
    to_torch,
    twin,
)
from reference.sequence_cases import (
    any_cell,
    chain,
    hred_args,
    model_args,
    modes,
    seq2seq_args,
    small,
    translation_args,
    vhred_args,
    weights,
)

from quizrnn.reference import cells, decoding, hred, language_model, layers, seq2seq, translation, vhred
from quizrnn.reference.activations import log_softmax


@few
@given(any_cell, size, size, size, seed)
def test_a_run_is_a_loop_of_steps(cell: str, n: int, t: int, d: int, s: int) -> None:
    rng = np.random.default_rng(s)
    x, w = rng.standard_normal((n, t, d)), weights(rng, cell, d, 3)
    state = cells.zero_state(cell, n, 3)
    (hs, last), _ = layers.layer_forward(x, w, cell, state)
    for step in range(t):
        state, _ = cells.cell_step(x[:, step], w, cell, state)
        assert_close(hs[:, step], state[0], 1e-12)
    assert_close(last, state, 1e-12)
    (from_zero, _), _ = layers.layer_forward(x, w, cell)
    assert_close(from_zero, hs, 0)
    doubled = cells.add_trees({"a": (hs,), "b": w}, {"a": (hs,), "b": w})
    assert_close(doubled, {"a": (2 * hs,), "b": {k: 2 * v for k, v in w.items()}}, 0)


@few
@given(any_cell, small, small, small, st.booleans(), seed)
def test_cells_gradients(cell: str, n: int, t: int, d: int, padded: bool, s: int) -> None:
    rng = np.random.default_rng(s)
    w = weights(rng, cell, d, 2)
    state = tuple(rng.standard_normal((n, 2)) for _ in cells.STATES[cell])
    step = {"cell": cell, "x": rng.standard_normal((n, d)), "state": state, "weights": w}
    wrt = ["x", "state", "weights"]
    assert_gradients(cells.cell_step, cells.cell_step_backward, step, wrt, rng)
    lengths = rng.integers(0, t + 1, n) if padded else None
    run = {**step, "x": rng.standard_normal((n, t, d)), "lengths": lengths}
    assert_gradients(layers.layer_forward, layers.layer_backward, run, wrt, rng)


@pytest.mark.torch
@few
@given(any_cell, small, small, small, st.booleans(), seed)
def test_cells_equal_the_twin(cell: str, n: int, t: int, d: int, padded: bool, s: int) -> None:
    rng, other = np.random.default_rng(s), twin("cells_torch")
    state = tuple(rng.standard_normal((n, 2)) for _ in cells.STATES[cell])
    step = {
        "cell": cell,
        "x": rng.standard_normal((n, d)),
        "state": state,
        "weights": weights(rng, cell, d, 2),
    }
    wrt = ["x", "state", "weights"]
    assert_twin(cells.cell_step, other.cell_step, step, wrt, cells.cell_step_backward)
    lengths = rng.integers(0, t + 1, n) if padded else None
    run = {**step, "x": rng.standard_normal((n, t, d)), "lengths": lengths}
    assert_twin(layers.layer_forward, twin("layers_torch").layer_forward, run, wrt, layers.layer_backward)
    assert_close(to_numpy(other.zero_state(cell, n, 2)), cells.zero_state(cell, n, 2), 0)


@few
@given(any_cell, small, small, small, modes, seed)
def test_seq2seq_gradients(cell: str, n: int, S: int, T: int, mode: str, s: int) -> None:
    args, rng = seq2seq_args(cell, n, S, T, mode, s), np.random.default_rng(s)
    assert_gradients(seq2seq.seq2seq, seq2seq.seq2seq_backward, args, ["x", "y_in", "params"], rng)


@pytest.mark.torch
@few
@given(any_cell, small, small, small, modes, seed)
def test_seq2seq_equals_the_twin(cell: str, n: int, S: int, T: int, mode: str, s: int) -> None:
    args, other = seq2seq_args(cell, n, S, T, mode, s), twin("seq2seq_torch")
    assert_twin(seq2seq.seq2seq, other.seq2seq, args, ["x", "y_in", "params"], seq2seq.seq2seq_backward)
    for name in ("encoder", "decoder"):
        with pytest.raises(ValueError, match=rf"params\.{name}: got Wx, expected Wx, Wh, b"):
            seq2seq.seq2seq(**{**args, "params": args["params"] | {name: {"Wx": np.ones((1, 1))}}})
    free = {"x": args["x"], "start": args["y_in"][:, 0], "T": T, "params": args["params"], "cell": cell}
    assert_twin(seq2seq.free_run, other.free_run, free, cached=False)


@few
@given(small, small, small, modes, seed)
def test_seq2seq_is_two_loops(n: int, S: int, T: int, mode: str, s: int) -> None:
    """By hand, for the simple RNN: nothing but the last state crosses, and use_own picks the input."""
    args = seq2seq_args("rnn", n, S, T, mode, s)
    p, own = args["params"], args["use_own"]
    y, _ = seq2seq.seq2seq(**args)
    for i in range(n):
        h = np.zeros(3)
        for t in range(S):
            h = np.tanh(args["x"][i, t] @ p["encoder"]["Wx"] + h @ p["encoder"]["Wh"] + p["encoder"]["b"])
        before = None
        for t in range(T):
            taken = before if t and own is not None and own[i, t] else args["y_in"][i, t]
            h = np.tanh(taken @ p["decoder"]["Wx"] + h @ p["decoder"]["Wh"] + p["decoder"]["b"])
            before = h @ p["Wo"] + p["bo"]
            assert_close(y[i, t], before, 1e-12)


def test_use_own_is_drawn_with_its_share_and_spares_the_first_step() -> None:
    own = seq2seq.draw_use_own(500, 11, 0.3, np.random.default_rng(0))
    assert not own[:, 0].any()
    assert own[:, 1:].mean() == pytest.approx(0.3, abs=0.03)


@pytest.mark.torch
@few
@given(small, small, small, seed)
def test_seq2seq_equals_two_library_layers(n: int, S: int, T: int, s: int) -> None:
    """nn.RNN for both: weight_ih = Wx and weight_hh = Wh transposed, bias_ih = b, bias_hh = 0."""
    torch = pytest.importorskip("torch")
    args = seq2seq_args("rnn", n, S, T, "forced", s)

    def layer(w: dict[str, np.ndarray]) -> Any:
        rnn = torch.nn.RNN(*w["Wx"].shape, batch_first=True).double()
        names = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")
        values = to_torch((w["Wx"].T, w["Wh"].T, w["b"], np.zeros_like(w["b"])))
        rnn.load_state_dict(dict(zip(names, values, strict=True)))
        return rnn

    encoder, decoder = layer(args["params"]["encoder"]), layer(args["params"]["decoder"])
    x, y_in, Wo, bo = to_torch((args["x"], args["y_in"], args["params"]["Wo"], args["params"]["bo"]))
    _, state = encoder(x)
    expected = decoder(y_in, state)[0] @ Wo + bo
    y, cache = seq2seq.seq2seq(**args)
    assert_close(y, to_numpy(expected), FORWARD)
    dout = np.random.default_rng(s).standard_normal(y.shape)
    expected.backward(to_torch(dout))
    dparams = seq2seq.seq2seq_backward(dout, cache)["dparams"]
    assert_close(dparams["encoder"]["Wh"], encoder.weight_hh_l0.grad.numpy().T, NAMED)
    assert_close(dparams["decoder"]["Wx"], decoder.weight_ih_l0.grad.numpy().T, NAMED)


@few
@given(any_cell, small, small, small, st.booleans(), modes, st.booleans(), seed)
def test_translation_gradients(
    cell: str, n: int, S: int, T: int, attention: bool, mode: str, padded: bool, s: int
) -> None:
    args, rng = translation_args(cell, n, S, T, attention, mode, padded, s), np.random.default_rng(s)
    logits, _ = translation.translation(**args)
    ordered = np.sort(logits, axis=2)
    if (ordered[..., -1] - ordered[..., -2]).min() > 1e-3:  # no word is about to change
        assert_gradients(translation.translation, translation.translation_backward, args, ["params"], rng)


def test_translation_gradients_with_scaled_scores() -> None:
    args = translation_args("gru", 2, 3, 2, True, "forced", True, 0) | {"scaled": True}
    translate, backward = translation.translation, translation.translation_backward
    assert not np.allclose(translate(**args)[0], translate(**(args | {"scaled": False}))[0])
    assert_gradients(translate, backward, args, ["params"], np.random.default_rng(0))


@pytest.mark.torch
@few
@given(any_cell, small, small, small, st.booleans(), modes, st.booleans(), seed)
def test_translation_equals_the_twin(
    cell: str, n: int, S: int, T: int, attention: bool, mode: str, padded: bool, s: int
) -> None:
    args, other = translation_args(cell, n, S, T, attention, mode, padded, s), twin("translation_torch")
    forward, backward = translation.translation, translation.translation_backward
    assert_twin(forward, other.translation, args, ["params"], backward)
    assert_twin(forward, other.translation, args | {"scaled": True}, ["params"], backward)
    one = {name: args[name] for name in ("source", "params", "lengths", "cell")}
    assert_twin(translation.encode, other.encode, one)
    (memory, state), _ = translation.encode(**one)
    step = {"words": args["target_in"][:, 0], "state": state, "params": args["params"], "cell": cell}
    step["memory"] = memory if attention else None
    assert_twin(translation.decode_step, other.decode_step, step)


def test_padding_of_the_source_changes_nothing() -> None:
    args = translation_args("gru", 2, 3, 2, True, "forced", False, 0)
    short, _ = translation.translation(**{**args, "lengths": np.array([3, 3])})
    longer = np.hstack([args["source"], np.array([[1, 2], [3, 0]])])
    padded, _ = translation.translation(**{**args, "source": longer, "lengths": np.array([3, 3])})
    assert_close(padded, short, 1e-12)


@few
@given(st.integers(2, 3), st.integers(1, 4), st.sampled_from([0.0, 0.7, 1.0]), seed)
def test_a_wide_beam_is_an_exhaustive_search(V: int, limit: int, penalty: float, s: int) -> None:
    table = log_softmax(np.random.default_rng(s).standard_normal((V, V)) * 2)
    end = V - 1
    everything: dict[tuple[int, ...], float] = {}
    for words in itertools.product(range(V), repeat=limit):
        cut = words[: words.index(end) + 1] if end in words else words
        pairs = zip((0, *cut[:-1]), cut, strict=True)
        everything[cut] = sum(float(table[a, b]) for a, b in pairs)
    best = max(everything, key=lambda words: everything[words] / len(words) ** penalty)
    found = decoding.beam_search(chain(table), 0, 0, limit, V**limit, end, penalty)
    assert found[0].words == best
    assert found[0].score == pytest.approx(everything[best])
    assert {f.words for f in found} == set(everything)
    ranks = [f.score / len(f.words) ** penalty for f in found]
    assert ranks == sorted(ranks, reverse=True)


@few
@given(st.integers(2, 4), st.integers(0, 5), st.booleans(), seed)
def test_greedy_is_a_recursion_and_a_beam_of_one(V: int, limit: int, ends: bool, s: int) -> None:
    table = log_softmax(np.random.default_rng(s).standard_normal((V, V)))
    end = V - 1 if ends else None

    def recursive(word: int, left: int) -> tuple[int, ...]:
        if left == 0:
            return ()
        best = max(range(V), key=lambda v: table[word, v])
        return (best,) if best == end else (best, *recursive(best, left - 1))

    found = decoding.greedy_decode(chain(table), 0, 0, limit, end)
    assert found.words == recursive(0, limit)
    (beam,) = decoding.beam_search(chain(table), 0, 0, limit, 1, end)
    assert beam == found
    cold = decoding.sample_decode(chain(table), 0, 0, limit, np.full(limit, 0.5), end, temperature=1e-4)
    assert cold.words == found.words or limit == 0


def test_a_beam_of_two_beats_greedy() -> None:
    table = np.log(np.array([[0.1, 0.5, 0.4], [0.4, 0.3, 0.3], [0.05, 0.05, 0.9]]))
    greedy = decoding.greedy_decode(chain(table), 0, 0, 2)
    (best, _) = decoding.beam_search(chain(table), 0, 0, 2, 2)
    assert greedy.words == (1, 0)
    assert best.words == (2, 2)
    assert best.score == pytest.approx(math.log(0.36))
    assert best.score > greedy.score


def test_sampling_follows_the_probabilities() -> None:
    share = np.array([[0.2, 0.5, 0.3]])
    step = lambda word, state: (np.log(share[0]), state)  # noqa: E731
    draws = np.random.default_rng(0).random(3000)
    found = decoding.sample_decode(step, None, 0, 3000, draws)
    counts = np.bincount(found.words, minlength=3) / 3000
    assert_close(counts, share[0], 0.1)
    expected = [int(d >= 0.2) + int(d >= 0.7) for d in draws]
    assert list(found.words) == expected


def test_search_runs_on_the_translation_model() -> None:
    args = translation_args("gru", 1, 3, 4, True, "free", False, 3)
    params = args["params"]
    (memory, state), _ = translation.encode(args["source"], params)

    def step(word: int, state: Any) -> tuple[np.ndarray, Any]:
        (logits, state), _ = translation.decode_step(np.array([word]), state, params, memory)
        return log_softmax(logits[0]), state

    logits, _ = translation.translation(**args)
    found = decoding.greedy_decode(step, state, int(args["target_in"][0, 0]), 4)
    assert list(found.words) == logits[0].argmax(axis=1).tolist()


def test_sequence_models_refuse_bad_arguments() -> None:
    refused = assert_refused
    args = seq2seq_args("rnn", 2, 3, 4, "mixed", 0)
    bad: list[tuple[str, Any]] = [
        ("x", args["x"][0]),
        ("y_in", args["y_in"][:1]),
        ("params", {}),
        ("cell", "mlp"),
    ]
    refused(seq2seq.seq2seq, args, [*bad, ("use_own", np.ones((2, 4))), ("use_own", np.ones((2, 3), bool))])
    free = {"x": args["x"], "start": args["y_in"][:, 0], "T": 2, "params": args["params"]}
    refused(seq2seq.free_run, free, [("T", 0), ("start", args["y_in"])])
    rng = np.random.default_rng(0)
    refused(seq2seq.draw_use_own, {"N": 1, "T": 2, "share": 0.5, "rng": rng}, [("share", 2.0)])
    args = translation_args("gru", 2, 3, 4, True, "mixed", True, 0)
    source, target = args["source"], args["target_in"]
    bad = [("target_in", target[:1]), ("target_in", target * 1.0), ("source", source[0]), ("params", {})]
    bad += [("use_own", np.ones((2, 4))), ("lengths", np.array([1, 9])), ("cell", "mlp")]
    refused(translation.translation, args, bad)
    state = cells.zero_state("lstm", 1, 2)
    step = {"cell": "lstm", "x": np.ones((1, 2)), "state": state, "weights": weights(rng, "lstm", 2, 2)}
    refused(cells.cell_step, step, [("cell", "mlp"), ("state", state[:1]), ("weights", {})])
    refused(cells.zero_state, {"cell": "rnn", "N": 1, "H": 1}, [("cell", "mlp")])
    search = {"step": chain(np.zeros((2, 2))), "state": 0, "start": 0, "limit": 2}
    refused(decoding.greedy_decode, search, [("limit", -1)])
    refused(decoding.beam_search, {**search, "width": 2}, [("width", 0), ("limit", 0.5), ("penalty", -1.0)])
    noise = np.ones(2) / 2
    refused(decoding.sample_decode, {**search, "noise": noise}, [("noise", noise[:1]), ("temperature", 0.0)])
    args = model_args("rnn", 2, 3, 0)
    bad = [("words", args["words"][0]), ("words", args["words"] + 5), ("params", {}), ("cell", "mlp")]
    refused(language_model.language_model, args, bad)
    refused(language_model.next_word_model, args, [("words", args["words"][:, :0])])
    loss = {**args, "targets": args["words"]}
    refused(language_model.language_model_loss, loss, [("targets", args["words"][:1])])
    refused(language_model.perplexity, {"loss": 1.0}, [("loss", -1.0)])
    args = hred_args("gru", 2, 3, 2, 2, 0)
    bad = [("utterances", args["utterances"][0]), ("reply_in", args["reply_in"][0]), ("params", {})]
    refused(hred.hred, args, [*bad, ("lengths", np.array([1, 2])), ("cell", "lstm")])
    args = vhred_args("gru", 2, 3, 2, 2, 0)
    refused(vhred.vhred, args, [("noise", args["noise"][:1]), ("draw_from", "both"), ("params", {})])
    refused(vhred.vhred_loss, args, [("beta", -1.0)])
