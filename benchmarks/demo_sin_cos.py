# ruff: noqa: E402
"""D04's training against the same training in eager torch: same start, same batches, one thread, in one run.

    python benchmarks/demo_sin_cos.py

Eager torch can be written in three ways: with a loop over the steps (``torch.nn.RNNCell``, as the reference twin does),
with ``torch.nn.RNN``, which runs that loop in C++, and with the fused form of torch's Adam on top. The limit holds for
each. The candidates take turns; the ratio is that of the medians of whole trainings of ``EPOCHS`` epochs, and the losses
of all epochs must agree.
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
from quizrnn.demos.d04_sin_cos.adam import Adam
from quizrnn.demos.d04_sin_cos.net import first_theta, split
from quizrnn.demos.d04_sin_cos.train import make_gradient, train_epoch

EPOCHS, ROUNDS, LIMIT, GAP, H = 20, 9, 0.12, 1e-10, 10


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


def with_torch(*, whole: bool, fused: bool = False) -> Callable[[int], list[float]]:
    """A training that returns each epoch's mean loss."""

    def train(seed: int) -> list[float]:
        rng = np.random.default_rng(seed)
        net = Net(first_theta(rng, H, "rnn"), whole=whole)
        adam = torch.optim.Adam([p for p in net.parameters() if p.requires_grad], lr=0.001, fused=fused)
        x, y_in, y = (torch.tensor(part) for part in first_windows())
        losses = []
        for _ in range(EPOCHS):
            total = 0.0
            for places in torch.tensor(rng.permutation(len(x))).split(16):
                loss = torch.nn.functional.mse_loss(net(x[places], y_in[places]), y[places])
                adam.zero_grad()
                loss.backward()
                adam.step()
                total += loss.item() * len(places)
            losses.append(total / len(x))
        return losses

    return train


def ours(seed: int) -> list[float]:
    """The same by the demo's own epoch."""
    rng = np.random.default_rng(seed)
    params: Any = find_demo("D04").make_params()
    theta, train = first_theta(rng, H, "rnn"), first_windows()
    gradient, adam = make_gradient(params), Adam(theta.size, params.lr)
    return [train_epoch(params, gradient, train, theta, adam, rng=rng) for _ in range(EPOCHS)]


def first_windows() -> Windows:
    """The training part."""
    return Windows(*(part[:60] for part in sin_cos()))


def main() -> int:
    torch.set_num_threads(1)
    candidates = {
        "ours": ours,
        "torch.nn.RNNCell": with_torch(whole=False),
        "torch.nn.RNN": with_torch(whole=True),
        "torch.nn.RNN, fused Adam": with_torch(whole=True, fused=True),
    }
    times: dict[str, list[float]] = {name: [] for name in candidates}
    gap = 0.0
    for seed in range(ROUNDS):
        losses = []
        for name, train in candidates.items():
            start = time.process_time()
            losses.append(train(seed))
            times[name].append(time.process_time() - start)
        gap = max(gap, float(np.ptp(losses, axis=0).max()))
    medians = {name: statistics.median(found) for name, found in times.items()}
    ratios = {name: medians["ours"] / seconds for name, seconds in medians.items()}
    for name, seconds in medians.items():
        print(f"{name:25} {seconds / EPOCHS * 1e3:6.2f} ms per epoch, ours / this = {ratios[name]:.3f}")
    worst = max(ratio for name, ratio in ratios.items() if name != "ours")
    print(f"worst ratio {worst:.3f}, at most {LIMIT} wanted; losses of any epoch differ by at most {gap:.0e}")
    return 0 if worst <= LIMIT and gap <= GAP else 1


if __name__ == "__main__":
    sys.exit(main())
