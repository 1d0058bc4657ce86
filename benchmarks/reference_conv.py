# ruff: noqa: E402
"""conv2d in NumPy against ``torch.nn.functional.conv2d``: forward and backward, one thread, float32, in one run.

    python benchmarks/reference_conv.py

"products" are the three bare matrix products that any im2col form needs (out, dW, dcols): the limit of NumPy, where
the speed of its BLAS against the library's own kernels decides. The candidates' runs alternate, so that a busy machine
slows all of them alike; the fastest of each counts.
"""

from __future__ import annotations

import os

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import time
from collections.abc import Callable

import numpy as np
import torch

from quizrnn.reference.conv import conv2d, conv2d_backward
from quizrnn.reference.conv_fast import conv2d_backward_fast, conv2d_fast

SIZES = {
    "digits 8x8, layer 1": (16, 1, 8, 16, 3),
    "digits 8x8, layer 2": (16, 16, 4, 32, 3),
    "28x28, layer 1": (50, 1, 28, 32, 5),
    "28x28, layer 2": (50, 32, 14, 64, 5),
}
"""N, C, pixels of a side, filters, pixels of a filter's side; padding keeps the size."""


def candidates(N: int, C: int, side: int, F: int, k: int) -> dict[str, Callable[[], object]]:
    """One call of each is a forward and a backward pass over the same weights and inputs."""
    rng = np.random.default_rng(0)
    x, W = (rng.standard_normal(s).astype(np.float32) for s in ((N, C, side, side), (F, C, k, k)))
    b, dout = np.zeros(F, np.float32), rng.standard_normal((N, F, side, side)).astype(np.float32)
    leaves = [torch.tensor(a).requires_grad_() for a in (x, W, b)]
    upstream = torch.tensor(dout)
    flat, cols = dout.transpose(1, 0, 2, 3).reshape(F, -1), np.ones((C * k * k, N * side**2), np.float32)
    flat_W = W.reshape(F, -1)

    def library() -> object:
        out = torch.nn.functional.conv2d(*leaves, padding=k // 2)
        return torch.autograd.grad(out, leaves, upstream)

    def plain() -> object:
        return conv2d_backward(dout, conv2d(x, W, b, padding=k // 2)[1])

    def fast() -> object:
        return conv2d_backward_fast(dout, conv2d_fast(x, W, b, padding=k // 2)[1])

    def products() -> object:
        return flat_W @ cols, flat @ cols.T, flat_W.T @ flat

    return {"torch": library, "plain": plain, "fast": fast, "products": products}


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
    for size, shape in SIZES.items():
        best = measure(candidates(*shape))
        ratios = ", ".join(
            f"{name} {best[name] / best['torch']:.2f}" for name in ("plain", "fast", "products")
        )
        print(f"{size:20} N, C, side, F, k = {shape}: torch {best['torch'] * 1e3:.2f} ms; ratios {ratios}")


if __name__ == "__main__":
    main()
