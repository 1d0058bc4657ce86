"""Word embeddings and word2vec."""

from __future__ import annotations

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
    to_torch,
    twin,
)

from quizrnn.reference import embedding, word2vec
from quizrnn.reference.sequences import one_hot


def lookup_args(n: int, t: int, v: int, d: int, s: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(s)
    return rng.integers(0, v, (n, t)), rng.standard_normal((v, d))


@few
@given(size, size, size, size, seed)
def test_embedding_gradients(n: int, t: int, v: int, d: int, s: int) -> None:
    (ids, E), rng = lookup_args(n, t, v, d, s), np.random.default_rng(s)
    assert_gradients(embedding.embed, embedding.embed_backward, {"ids": ids, "E": E}, ["E"], rng)
    args = {"onehot": one_hot(ids, v), "E": E}
    back = embedding.embed_one_hot_backward
    assert_gradients(embedding.embed_one_hot, back, args, ["onehot", "E"], rng)


@few
@given(size, size, size, size, seed)
def test_lookup_and_one_hot_product_are_the_same(n: int, t: int, v: int, d: int, s: int) -> None:
    ids, E = lookup_args(n, t, v, d, s)
    looked, cache = embedding.embed(ids, E)
    multiplied, other = embedding.embed_one_hot(one_hot(ids, v), E)
    assert np.array_equal(looked, multiplied)
    dout = np.random.default_rng(s).standard_normal(looked.shape)
    dE = embedding.embed_backward(dout, cache)["dE"]
    assert_close(dE, embedding.embed_one_hot_backward(dout, other)["dE"], 1e-12)


@pytest.mark.torch
@few
@given(size, size, size, size, seed)
def test_embedding_equals_twin_and_library(n: int, t: int, v: int, d: int, s: int) -> None:
    """nn.Embedding: weight = E."""
    torch, other = pytest.importorskip("torch"), twin("embedding_torch")
    ids, E = lookup_args(n, t, v, d, s)
    args = {"ids": ids, "E": E}
    assert_twin(embedding.embed, other.embed, args, ["E"], embedding.embed_backward)
    args = {"onehot": one_hot(ids, v), "E": E}
    back = embedding.embed_one_hot_backward
    assert_twin(embedding.embed_one_hot, other.embed_one_hot, args, ["onehot", "E"], back)
    near = {"E": E, "word": int(ids[0, 0])}
    assert_twin(embedding.cosine_similarity, other.cosine_similarity, near, cached=False)
    three = {"E": E, "a": 0, "b": v - 1, "c": int(ids[0, 0])}
    assert_twin(embedding.analogy, other.analogy, three, cached=False)
    layer = torch.nn.Embedding.from_pretrained(to_torch(E), freeze=False)
    out, cache = embedding.embed(ids, E)
    expected = layer(to_torch(ids))
    assert_close(out, expected.detach().numpy(), FORWARD)
    dout = np.random.default_rng(s).standard_normal(out.shape)
    expected.backward(to_torch(dout))
    assert_close(embedding.embed_backward(dout, cache)["dE"], layer.weight.grad.numpy(), NAMED)


def test_analogy_of_a_made_up_plane() -> None:
    man, woman, king, queen, apple = (
        [1.0, 0, 0.1],
        [1.0, 1, 0.1],
        [5.0, 0, 0.1],
        [5.0, 5, 0.1],
        [0, 0.2, -3.0],
    )
    E = np.array([man, woman, king, queen, apple])
    assert embedding.analogy(E, 0, 2, 1)[0] == 3
    assert embedding.cosine_similarity(E, 0)[4] == pytest.approx(
        -0.3 / np.linalg.norm(man) / np.linalg.norm(apple)
    )


@few
@given(st.integers(0, 9), st.integers(1, 4))
def test_skipgram_pairs_are_loops(n: int, window: int) -> None:
    ids = np.arange(n) + 10
    pairs = word2vec.skipgram_pairs(ids, window)
    expected = {(i + 10, j + 10) for i in range(n) for j in range(n) if i != j and abs(i - j) <= window}
    assert {(int(a), int(b)) for a, b in pairs} == expected
    assert len(pairs) == len(expected)
    if n > window:
        assert len(pairs) == 2 * window * n - window * (window + 1)


@few
@given(st.integers(0, 9), st.integers(1, 4))
def test_cbow_samples_are_loops(n: int, window: int) -> None:
    ids = np.arange(n) + 10
    contexts, mask, centres = word2vec.cbow_samples(ids, window)
    assert contexts.shape == mask.shape == (n if n > 1 else 0, 2 * window)
    for i, centre in enumerate(centres):
        kept = contexts[i][mask[i]].tolist()
        assert centre == i + 10
        assert kept == [j + 10 for j in range(i - window, i + window + 1) if 0 <= j < n and j != i]


def test_noise_distribution_prefers_rare_words_more_than_their_counts() -> None:
    counts = np.array([81.0, 16.0, 1.0, 0.0])
    assert_close(word2vec.noise_distribution(counts), np.array([27, 8, 1, 0]) / 36, 1e-12)
    assert_close(word2vec.noise_distribution(counts, 1.0), counts / 98, 1e-12)


def word2vec_args(n: int, v: int, d: int, s: int) -> dict[str, Any]:
    rng = np.random.default_rng(s)
    E, U = rng.standard_normal((v, d)), rng.standard_normal((v, d))
    contexts, mask = rng.integers(0, v, (n, 3)), rng.random((n, 3)) < 0.6  # a context may be empty
    centres, right, negatives = rng.integers(0, v, n), rng.integers(0, v, n), rng.integers(0, v, (n, 2))
    both = {"E": E, "U": U}
    return {
        "context_mean": {"contexts": contexts, "mask": mask, "E": E},
        "cbow": {"contexts": contexts, "mask": mask, "centres": centres, **both},
        "cbow_negative": {
            "contexts": contexts,
            "mask": mask,
            "centres": centres,
            "negatives": negatives,
            **both,
        },
        "skipgram": {"centres": centres, "contexts": right, **both},
        "skipgram_negative": {"centres": centres, "contexts": right, "negatives": negatives, **both},
    }


@few
@given(size, size, size, seed)
def test_word2vec_gradients(n: int, v: int, d: int, s: int) -> None:
    rng = np.random.default_rng(s)
    for name, args in word2vec_args(n, v, d, s).items():
        forward, backward = getattr(word2vec, name), getattr(word2vec, name + "_backward")
        assert_gradients(forward, backward, args, [key for key in "EU" if key in args], rng)


@pytest.mark.torch
@few
@given(size, size, size, seed)
def test_word2vec_equals_the_twin(n: int, v: int, d: int, s: int) -> None:
    other = twin("word2vec_torch")
    for name, args in word2vec_args(n, v, d, s).items():
        forward, backward = getattr(word2vec, name), getattr(word2vec, name + "_backward")
        assert_twin(forward, getattr(other, name), args, [key for key in "EU" if key in args], backward)
    counts = np.random.default_rng(s).random(v) + 0.1
    noise = word2vec.noise_distribution
    assert_twin(noise, other.noise_distribution, {"counts": counts}, cached=False)


@pytest.mark.torch
@few
@given(size, size, size, seed)
def test_context_mean_equals_an_embedding_bag(n: int, v: int, d: int, s: int) -> None:
    """functional.embedding_bag with per-sample weights that add up to 1 (its mean mode takes no mask)."""
    functional = pytest.importorskip("torch").nn.functional
    args = word2vec_args(n, v, d, s)["context_mean"]

    def library(contexts: Any, mask: Any, E: Any) -> Any:
        share = mask.to(E.dtype) / mask.sum(dim=1, keepdim=True).clamp(min=1)
        return functional.embedding_bag(contexts, E, per_sample_weights=share, mode="sum")

    assert_twin(word2vec.context_mean, library, args, ["E"], word2vec.context_mean_backward)


def test_a_context_word_learns_from_negative_sampling() -> None:
    rng = np.random.default_rng(0)
    E, U = rng.standard_normal((5, 3)) * 0.1, np.zeros((5, 3))
    words = (np.array([0, 1]), np.array([1, 0]), np.array([[2, 3], [3, 4]]))
    losses = []
    for _ in range(50):
        loss, cache = word2vec.skipgram_negative(*words, E, U)
        losses.append(float(loss))
        gradients = word2vec.skipgram_negative_backward(1.0, cache)
        E, U = E - gradients["dE"], U - gradients["dU"]
    assert losses[0] == pytest.approx(3 * np.log(2))
    assert losses[-1] < 0.2


def test_embeddings_refuse_bad_arguments() -> None:
    refused, E = assert_refused, np.ones((4, 2))
    ids = np.array([[0, 3]])
    bad = [("ids", ids + 1), ("ids", ids - 1), ("ids", ids * 1.0), ("E", E[0]), ("E", E.astype(int))]
    refused(embedding.embed, {"ids": ids, "E": E}, bad)
    refused(
        embedding.embed_one_hot,
        {"onehot": np.eye(4), "E": E},
        [("E", E[:3]), ("onehot", np.eye(4, dtype=int))],
    )
    refused(embedding.cosine_similarity, {"E": E, "word": 0}, [("word", 4), ("word", -1)])
    refused(embedding.analogy, {"E": E, "a": 0, "b": 1, "c": 2}, [("a", 4), ("b", -1), ("c", 0.5)])
    refused(word2vec.skipgram_pairs, {"ids": ids[0], "window": 1}, [("ids", ids), ("window", 0)])
    refused(word2vec.cbow_samples, {"ids": ids[0], "window": 1}, [("ids", ids), ("window", 0)])
    counts = np.ones(3)
    refused(word2vec.noise_distribution, {"counts": counts}, [("counts", -counts), ("counts", 0 * counts)])
    for name, args in word2vec_args(3, 4, 2, 0).items():
        for key in [key for key in ("contexts", "centres", "negatives") if key in args]:
            refused(getattr(word2vec, name), args, [(key, args[key] + 9), (key, args[key] * 1.0)])
        if "mask" in args:
            refused(getattr(word2vec, name), args, [("mask", args["mask"][:, :1])])
        if "U" in args:
            refused(getattr(word2vec, name), args, [("U", np.ones((4, 3)))])
