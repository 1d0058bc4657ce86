"""Drawn arguments of the recurrent layers, and the way from our weights to those of ``torch.nn``."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

GATES = {"rnn": 1, "lstm": 4, "gru": 3}


def weights(cell: str, rng: np.random.Generator, D: int, H: int, *, extra: bool = False) -> dict[str, Any]:
    """Weights of a cell; ``extra`` adds what may be left out (peepholes, the second bias)."""
    G = GATES[cell] * H
    drawn = {
        "Wx": rng.standard_normal((D, G)) * 0.7,
        "Wh": rng.standard_normal((H, G)) * 0.7,
        "b": rng.standard_normal(G) * 0.5,
    }
    if extra and cell == "lstm":
        drawn["p"] = rng.standard_normal(3 * H) * 0.5
    if extra and cell == "gru":
        drawn["bh"] = rng.standard_normal(G) * 0.5
    return drawn


def states(cell: str, rng: np.random.Generator, N: int, H: int) -> dict[str, Any]:
    drawn = {"h0": rng.standard_normal((N, H))}
    if cell == "lstm":
        drawn["c0"] = rng.standard_normal((N, H))
    return drawn


def sequence(
    cell: str, number: int, N: int, T: int, D: int, H: int, *, extra: bool = False
) -> dict[str, Any]:
    """Everything a whole-sequence function takes, in its order."""
    rng = np.random.default_rng(number)
    x = rng.standard_normal((N, T, D))
    return {"x": x, **states(cell, rng, N, H), **weights(cell, rng, D, H, extra=extra)}


def load(layer: Any, ours: dict[str, Any], suffix: str = "l0") -> None:
    """Put our weights into a torch.nn layer: transposed, our one bias as the first of its two.

    The order of the gates is the same: i f g o for the LSTM, r z n for the GRU.
    """
    torch = pytest.importorskip("torch")
    with torch.no_grad():
        getattr(layer, f"weight_ih_{suffix}").copy_(torch.tensor(ours["Wx"]).T)
        getattr(layer, f"weight_hh_{suffix}").copy_(torch.tensor(ours["Wh"]).T)
        getattr(layer, f"bias_ih_{suffix}").copy_(torch.tensor(ours["b"]))
        getattr(layer, f"bias_hh_{suffix}").copy_(torch.tensor(ours.get("bh", np.zeros_like(ours["b"]))))


def gradients(layer: Any, suffix: str = "l0") -> dict[str, np.ndarray]:
    """The gradients that a torch.nn layer holds, under our names and in our layout."""
    return {
        "dWx": getattr(layer, f"weight_ih_{suffix}").grad.numpy().T,
        "dWh": getattr(layer, f"weight_hh_{suffix}").grad.numpy().T,
        "db": getattr(layer, f"bias_ih_{suffix}").grad.numpy(),
        "dbh": getattr(layer, f"bias_hh_{suffix}").grad.numpy(),
    }
