"""The language model, HRED and VHRED."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reference.harness import (
    assert_close,
    assert_gradients,
    assert_twin,
    few,
    seed,
    twin,
)
from reference.sequence_cases import (
    any_cell,
    fewer,
    hred_args,
    model_args,
    one_state,
    small,
    tiny,
    vhred_args,
)

from quizrnn.reference import cells, hred, language_model, vhred


@few
@given(any_cell, small, small, st.booleans(), seed)
def test_language_model_gradients(cell: str, n: int, t: int, masked: bool, s: int) -> None:
    args, rng, module = model_args(cell, n, t, s), np.random.default_rng(s), language_model
    state = tuple(rng.standard_normal((n, 3)) for _ in cells.STATES[cell])
    going_on = {**args, "state": state}
    assert_gradients(
        module.language_model, module.language_model_backward, going_on, ["state", "params"], rng
    )
    assert_gradients(module.next_word_model, module.next_word_model_backward, args, ["params"], rng)
    mask = rng.random((n, t)) < 0.6 if masked else None
    loss = {**args, "targets": rng.integers(0, 5, (n, t)), "mask": mask}
    assert_gradients(module.language_model_loss, module.language_model_loss_backward, loss, ["params"], rng)


@pytest.mark.torch
@few
@given(any_cell, small, small, st.booleans(), seed)
def test_language_model_equals_the_twin(cell: str, n: int, t: int, masked: bool, s: int) -> None:
    args, rng, module = model_args(cell, n, t, s), np.random.default_rng(s), language_model
    other = twin("language_model_torch")
    for name, wrt in (("language_model", ["params"]), ("next_word_model", ["params"])):
        backward = getattr(module, name + "_backward")
        assert_twin(getattr(module, name), getattr(other, name), args, wrt, backward)
    mask = rng.random((n, t)) < 0.6 if masked else None
    loss = {**args, "targets": rng.integers(0, 5, (n, t)), "mask": mask}
    backward = module.language_model_loss_backward
    assert_twin(module.language_model_loss, other.language_model_loss, loss, ["params"], backward)


def test_a_language_model_that_knows_nothing_has_the_perplexity_of_its_vocabulary() -> None:
    args = model_args("rnn", 2, 3, 0)
    args["params"] |= {"Wo": np.zeros((3, 5)), "bo": np.zeros(5)}
    loss, _ = language_model.language_model_loss(**args, targets=args["words"])
    assert language_model.perplexity(float(loss)) == pytest.approx(5.0)


@fewer
@given(one_state, tiny, tiny, tiny, tiny, st.booleans(), seed)
def test_hred_gradients(cell: str, n: int, U: int, T: int, R: int, padded: bool, s: int) -> None:
    args, rng = hred_args(cell, n, U, T, R, s), np.random.default_rng(s)
    args["lengths"] = rng.integers(0, T + 1, (n, U)) if padded else None
    assert_gradients(hred.hred, hred.hred_backward, args, ["params"], rng)


@pytest.mark.torch
@few
@given(one_state, small, small, small, small, st.booleans(), seed)
def test_hred_equals_the_twin(cell: str, n: int, U: int, T: int, R: int, padded: bool, s: int) -> None:
    args, rng, other = hred_args(cell, n, U, T, R, s), np.random.default_rng(s), twin("hred_torch")
    args["lengths"] = rng.integers(0, T + 1, (n, U)) if padded else None
    assert_twin(hred.hred, other.hred, args, ["params"], hred.hred_backward)
    p = args["params"]
    encode = {"utterances": args["utterances"], "E": p["E"], "encoder": p["encoder"], "context": p["context"]}
    encode |= {"lengths": args["lengths"], "cell": cell}
    wrt = ["E", "encoder", "context"]
    assert_twin(hred.hred_encode, other.hred_encode, encode, wrt, hred.hred_encode_backward)
    words = {"words": args["reply_in"], "E": p["E"], "weights": p["encoder"], "cell": cell}
    back = hred.encode_words_backward
    assert_twin(hred.encode_words, other.encode_words, words, ["E", "weights"], back)
    reply = {"features": rng.standard_normal((n, 2)), "reply_in": args["reply_in"], "params": p, "cell": cell}
    back = hred.decode_reply_backward
    assert_twin(hred.decode_reply, other.decode_reply, reply, ["features"], back)


@few
@given(small, small, small, seed)
def test_hred_encode_is_loops_of_two_steps(n: int, U: int, T: int, s: int) -> None:
    args = hred_args("rnn", n, U, T, 1, s)
    p = args["params"]
    out, _ = hred.hred_encode(args["utterances"], p["E"], p["encoder"], p["context"], cell="rnn")
    for i in range(n):
        c = np.zeros(2)
        for utterance in args["utterances"][i]:
            h = np.zeros(3)
            for word in utterance:
                h = np.tanh(p["E"][word] @ p["encoder"]["Wx"] + h @ p["encoder"]["Wh"] + p["encoder"]["b"])
            c = np.tanh(h @ p["context"]["Wx"] + c @ p["context"]["Wh"] + p["context"]["b"])
        assert_close(out[i], c, 1e-12)


def test_hred_hears_the_first_utterance() -> None:
    args = hred_args("gru", 1, 3, 2, 2, 0)
    before, _ = hred.hred(**args)
    changed = args["utterances"].copy()
    changed[0, 0] = (changed[0, 0] + 1) % 5
    after, _ = hred.hred(**{**args, "utterances": changed})
    assert np.abs(after - before).max() > 1e-6


@fewer
@given(one_state, tiny, tiny, tiny, tiny, st.sampled_from(vhred.SOURCES), seed)
def test_vhred_gradients(cell: str, n: int, U: int, T: int, R: int, source: str, s: int) -> None:
    args, rng = vhred_args(cell, n, U, T, R, s), np.random.default_rng(s)
    drawn = {**args, "draw_from": source}
    assert_gradients(vhred.vhred, vhred.vhred_backward, drawn, ["params"], rng)
    bound = {**args, "beta": 0.5}
    assert_gradients(vhred.vhred_loss, vhred.vhred_loss_backward, bound, ["params"], rng)


@pytest.mark.torch
@few
@given(one_state, small, small, small, small, st.sampled_from(vhred.SOURCES), seed)
def test_vhred_equals_the_twin(cell: str, n: int, U: int, T: int, R: int, source: str, s: int) -> None:
    args, other = vhred_args(cell, n, U, T, R, s), twin("vhred_torch")
    drawn = {**args, "draw_from": source}
    assert_twin(vhred.vhred, other.vhred, drawn, ["params"], vhred.vhred_backward)
    bound = {**args, "beta": 0.5}
    assert_twin(vhred.vhred_loss, other.vhred_loss, bound, ["params"], vhred.vhred_loss_backward)
