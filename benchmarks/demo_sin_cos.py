# ruff: noqa: E402
"""D04's training against the same training in eager torch: same start, same batches, one thread, in one run.

    python benchmarks/demo_sin_cos.py

torch runs the two recurrences step by step (``torch.nn.RNNCell``, as the reference twin does) and, beside it for
comparison, with ``torch.nn.RNN``; its Adam is torch.optim.Adam. The candidates take turns; the ratio is that of the
medians of whole trainings of ``EPOCHS`` epochs.
"""

from __future__ import annotations

import os

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import torch

from quizrnn.datasets.waves import Windows, sin_cos
from quizrnn.demos import find_demo
from quizrnn.demos.d04_sin_cos.net import first_theta, split
from quizrnn.demos.d04_sin_cos.train import make_gradient, train_epoch

EPOCHS, ROUNDS, LIMIT, H = 20, 5, 0.12, 10


class Net(torch.nn.Module):
    """Encoder, decoder and output layer, in float64 as ours."""

    def __init__(self, theta: Any, *, whole: bool) -> None:
        super().__init__()
        kind = torch.nn.RNN if whole else torch.nn.RNNCell
        more: dict[str, Any] = {"batch_first": True} if whole else {}
        self.whole = whole
        self.encoder, self.decoder = (kind(1, H, dtype=torch.float64, **more) for _ in range(2))
        self.out = torch.nn.Linear(H, 1, dtype=torch.float64)
        *stacks, Wo, bo = split(theta, H, "rnn")
        for cell, stack in zip((self.encoder, self.decoder), stacks, strict=True):
            values = (stack[:1].T, stack[2:].T, stack[1], np.zeros(H))
            for parameter, value in zip(cell.parameters(), values, strict=True):
                parameter.data.copy_(torch.tensor(value.copy()))
            list(cell.parameters())[3].requires_grad_(False)  # one bias, as ours
        self.out.weight.data.copy_(torch.tensor(Wo.T.copy()))
        self.out.bias.data.copy_(torch.tensor(bo.copy()))

    def forward(self, x: torch.Tensor, y_in: torch.Tensor) -> torch.Tensor:
        if self.whole:
            _, h = self.encoder(x)
            return self.out(self.decoder(y_in, h)[0])
        h = torch.zeros(len(x), H, dtype=x.dtype)
        for t in range(x.shape[1]):
            h = self.encoder(x[:, t], h)
        hs = []
        for t in range(x.shape[1]):
            h = self.decoder(y_in[:, t], h)
            hs.append(h)
        return self.out(torch.stack(hs, dim=1))


def with_torch(whole: bool) -> Callable[[int], float]:
    """A training that returns the last epoch's mean loss."""

    def train(seed: int) -> float:
        rng = np.random.default_rng(seed)
        net = Net(first_theta(rng, H, "rnn"), whole=whole)
        adam = torch.optim.Adam([p for p in net.parameters() if p.requires_grad], lr=0.001)
        x, y_in, y = (torch.tensor(part) for part in first_windows())
        total = 0.0
        for _ in range(EPOCHS):
            order, total = rng.permutation(len(x)), 0.0
            for first in range(0, len(order), 16):
                places = torch.tensor(order[first : first + 16])
                loss = ((net(x[places], y_in[places]) - y[places]) ** 2).mean()
                adam.zero_grad()
                loss.backward()
                adam.step()
                total += loss.item() * len(places)
        return total / len(x)

    return train


def ours(seed: int) -> float:
    rng = np.random.default_rng(seed)
    params: Any = find_demo("D04").make_params()
    theta, memory, loss = first_theta(rng, H, "rnn"), None, 0.0
    gradient, train = make_gradient(params), first_windows()
    for _ in range(EPOCHS):
        theta, memory, loss = train_epoch(params, gradient, train, theta, memory, rng=rng)
    return loss


def first_windows() -> Windows:
    """The training part."""
    return Windows(*(part[:60] for part in sin_cos()))


def main() -> int:
    torch.set_num_threads(1)
    candidates = {"ours": ours, "torch, step by step": with_torch(False), "torch.nn.RNN": with_torch(True)}
    times: dict[str, list[float]] = {name: [] for name in candidates}
    gap = 0.0
    for seed in range(ROUNDS):
        losses = []
        for name, train in candidates.items():
            start = time.process_time()
            losses.append(train(seed))
            times[name].append(time.process_time() - start)
        gap = max(gap, max(losses) - min(losses))
    medians = {name: statistics.median(found) for name, found in times.items()}
    for name, seconds in medians.items():
        print(
            f"{name:20} {seconds / EPOCHS * 1e3:6.2f} ms per epoch, ours / this = {medians['ours'] / seconds:.3f}"
        )
    ratio = medians["ours"] / medians["torch, step by step"]
    print(f"ratio {ratio:.3f}, at most {LIMIT} wanted; losses differ by at most {gap:.0e}")
    return 0 if ratio <= LIMIT and gap <= 1e-8 else 1


if __name__ == "__main__":
    sys.exit(main())
