"""Self-attention without positions reads "dog bites man" and "man bites dog"."""

import numpy as np


def self_attention(x, Wq, Wk, Wv):
    q, k, v = x @ Wq, x @ Wk, x @ Wv
    e = np.exp(q @ k.T / np.sqrt(q.shape[1]))
    return e / e.sum(axis=1, keepdims=True) @ v


def prove():
    rng = np.random.default_rng(0)
    dog, bites, man = rng.normal(size=(3, 4))
    weights = rng.normal(size=(3, 4, 4))
    first = self_attention(np.array([dog, bites, man]), *weights)
    second = self_attention(np.array([man, bites, dog]), *weights)
    same_word = np.allclose(first, second[::-1])
    same_position = np.allclose(first, second)
    all_alike = np.allclose(first, first[0])
    all_other = not any(np.allclose(a, b) for a, b in zip(first, second[::-1], strict=True))
    return [bool(same_word), bool(same_position), bool(all_alike), bool(all_other)]
