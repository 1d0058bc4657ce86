# ruff: noqa: E402
"""The NumPy LSTM layers against ``torch.nn.LSTM``: forward and backward, one thread, float32, in one run.

    python benchmarks/reference_lstm.py

The candidates' runs alternate, so that a busy machine slows all of them alike; the fastest of each counts.
"""

from __future__ import annotations

import os

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import time
from collections.abc import Callable

import numpy as np
import torch

from quizrnn.reference.lstm import lstm_backward, lstm_forward
from quizrnn.reference.lstm_fast import lstm_backward_fast, lstm_forward_fast

SIZES = {"demo": (16, 24, 1, 10, 0.9), "large": (32, 50, 64, 128, 2.3)}


def candidates(N: int, T: int, D: int, H: int) -> dict[str, Callable[[], object]]:
    """One call of each is a forward and a backward pass over the same weights and inputs."""
    rng = np.random.default_rng(0)
    shapes = [(N, T, D), (N, H), (N, H), (D, 4 * H), (H, 4 * H), (4 * H,)]
    args = [(rng.standard_normal(shape) * 0.3).astype(np.float32) for shape in shapes]
    dout = tuple((rng.standard_normal(shape)).astype(np.float32) for shape in ((N, T, H), (N, H), (N, H)))
    layer = torch.nn.LSTM(D, H, batch_first=True)
    with torch.no_grad():
        layer.weight_ih_l0.copy_(torch.tensor(args[3]).T)
        layer.weight_hh_l0.copy_(torch.tensor(args[4]).T)
        layer.bias_ih_l0.copy_(torch.tensor(args[5]))
        layer.bias_hh_l0.zero_()
    x, h0, c0 = (torch.tensor(a).requires_grad_() for a in args[:3])
    upstream = [torch.tensor(d) for d in (dout[0], dout[1][None], dout[2][None])]
    leaves = [x, h0, c0, *layer.parameters()]

    def library() -> object:
        out, (h, c) = layer(x, (h0[None], c0[None]))
        return torch.autograd.grad((out, h, c), leaves, upstream)

    def plain() -> object:
        return lstm_backward(dout, lstm_forward(*args)[1])

    def fast() -> object:
        return lstm_backward_fast(dout, lstm_forward_fast(*args)[1])

    return {"torch.nn.LSTM": library, "plain": plain, "fast": fast}


def measure(functions: dict[str, Callable[[], object]], seconds: float = 3.0) -> dict[str, float]:
    """Fastest time of each, the calls alternating."""
    best = dict.fromkeys(functions, float("inf"))
    for function in functions.values():
        function()
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        for name, function in functions.items():
            start = time.perf_counter()
            function()
            best[name] = min(best[name], time.perf_counter() - start)
    return best


def main() -> None:
    torch.set_num_threads(1)
    for size, (N, T, D, H, limit) in SIZES.items():
        times = measure(candidates(N, T, D, H))
        library = times["torch.nn.LSTM"]
        print(f"{size}: N={N} T={T} D={D} H={H}, torch {library * 1e3:.3f} ms")
        for name in ("plain", "fast"):
            print(f"  {name:6} {times[name] * 1e3:8.3f} ms  ratio {times[name] / library:.2f}")
        print(f"  limit of the fast one: {limit}")


if __name__ == "__main__":
    main()
