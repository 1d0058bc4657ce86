# ruff: noqa: E402
"""D01's training step against the plain loop over digits: same random numbers, same losses, one thread, in one run.

    python benchmarks/demo_adder.py

The plain loop does what the course's script does, call by call: arrays of one row, a product per digit and gate, sums
of gradients. The candidates take turns, so that a busy machine slows both alike; the ratio is that of the medians.
"""

from __future__ import annotations

import os

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import statistics
import sys
import time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quizrnn.datasets.binary import draw_pairs, to_bits
from quizrnn.demos import find_demo
from quizrnn.demos.d01_binary_addition.train import first_weights, learn, make_net

STEPS, ROUNDS, LIMIT = 2000, 7, 5.0


def sigmoid(x: Any) -> Any:
    return 1 / (1 + np.exp(-x))


def plain_loop(seed: int, steps: int) -> NDArray[np.float64]:
    """The loss of every step."""
    rng = np.random.default_rng(seed)
    H, T, lr = 16, 8, 0.1
    table = np.unpackbits(np.arange(2**T, dtype=np.uint8)[:, None], axis=1).astype(np.int64)
    W_in, W_out, W = (rng.standard_normal(shape) for shape in ((2, H), (H, 1), (H, H)))
    dW_in, dW_out, dW = np.zeros_like(W_in), np.zeros_like(W_out), np.zeros_like(W)
    u, z, delta = np.zeros((H, T + 1)), np.zeros((H, T + 1)), np.zeros((H, T + 1))
    y, dout = np.zeros((1, T)), np.zeros((1, T))
    losses = np.zeros(steps)
    for step in range(steps):
        a, b = int(rng.integers(2 ** (T - 1))), int(rng.integers(2 ** (T - 1)))
        a_bits, b_bits, d_bits = table[a], table[b], table[a + b]
        for t in range(T):
            x = np.array([a_bits[-t - 1], b_bits[-t - 1]]).reshape(1, -1)
            d = np.array([d_bits[-t - 1]])
            u[:, t + 1] = (np.dot(x, W_in) + np.dot(z[:, t].reshape(1, -1), W))[0]
            z[:, t + 1] = sigmoid(u[:, t + 1])
            y[:, t] = sigmoid(np.dot(z[:, t + 1].reshape(1, -1), W_out))[0]
            losses[step] += 0.5 * np.sum((y[:, t] - d) ** 2)
            dout[:, t] = (y[:, t] - d) * y[:, t] * (1 - y[:, t])
        for t in range(T)[::-1]:
            x = np.array([a_bits[-t - 1], b_bits[-t - 1]]).reshape(1, -1)
            slope = sigmoid(u[:, t + 1]) * (1 - sigmoid(u[:, t + 1]))
            delta[:, t] = (np.dot(delta[:, t + 1].T, W.T) + np.dot(dout[:, t].T, W_out.T)) * slope
            dW_out += np.dot(z[:, t + 1].reshape(-1, 1), dout[:, t].reshape(-1, 1))
            dW += np.dot(z[:, t].reshape(-1, 1), delta[:, t].reshape(1, -1))
            dW_in += np.dot(x.T, delta[:, t].reshape(1, -1))
        W_in -= lr * dW_in
        W_out -= lr * dW_out
        W -= lr * dW
        dW_in *= 0
        dW_out *= 0
        dW *= 0
    return losses


def ours(seed: int, steps: int) -> NDArray[np.float64]:
    """The same by the demo's own step."""
    params: Any = find_demo("D01").make_params()
    rng = np.random.default_rng(seed)
    net = make_net(params, first_weights(params, rng), printed=False)
    pairs = draw_pairs(rng, steps, params.digits)
    d = to_bits(pairs.sum(axis=1), params.digits)
    return np.asarray(0.5 * ((learn(net, pairs) - d) ** 2).sum(axis=1))


def main() -> int:
    times: dict[str, list[float]] = {"plain": [], "ours": []}
    gap = 0.0
    for seed in range(ROUNDS):
        losses = []
        for name, train in (("plain", plain_loop), ("ours", ours)):
            start = time.process_time()
            losses.append(train(seed, STEPS))
            times[name].append(time.process_time() - start)
        gap = max(gap, float(np.abs(losses[0] - losses[1]).max()))
    plain, fast = (statistics.median(times[name]) for name in ("plain", "ours"))
    print(f"plain loop {plain / STEPS * 1e6:.0f} us per step, ours {fast / STEPS * 1e6:.0f} us")
    print(f"ratio {plain / fast:.1f}, at least {LIMIT:.0f} wanted; losses differ by at most {gap:.0e}")
    return 0 if plain / fast >= LIMIT and gap <= 1e-10 else 1


if __name__ == "__main__":
    sys.exit(main())
