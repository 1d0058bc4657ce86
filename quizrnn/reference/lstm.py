"""Long short-term memory: one step and a whole sequence, with optional peepholes.

    a   = x Wx + h Wh + b                      (N, 4H), blocks in the order i f g o
    i   = σ(a_i + p_i ⊙ c)                     input gate: how much of the candidate enters
    f   = σ(a_f + p_f ⊙ c + forget_bias)       forget gate: 1 keeps the cell, 0 erases it
    g   = tanh(a_g)                            candidate
    c'  = f ⊙ c + i ⊙ g                        new cell
    o   = σ(a_o + p_o ⊙ c')                    output gate: it looks at the new cell
    h'  = o ⊙ tanh(c')                         new state

The terms with p are the peepholes, diagonal, left out if ``p`` is None. The cell's gradient has two parts,
one from c' itself and one through h'; along c it is multiplied by f alone, so it vanishes more slowly.

Shapes: x (N, T, D), h and c (N, H), Wx (D, 4H), Wh (H, 4H), b (4H,), p (3H,) in the order i f o. PyTorch has
the same order of gates, transposed weights (4H, D) and two biases, whose sum is b. Others use f g i o.

Sources: Hochreiter & Schmidhuber 1997; Gers, Schmidhuber & Cummins 2000 (forget gate); Gers & Schmidhuber
2000 (peepholes); Jozefowicz, Zaremba & Sutskever 2015 (forget bias 1).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from quizrnn.reference.activations import sigmoid
from quizrnn.reference.arguments import Array, Cache, Gradients, number, sizes, upstream
from quizrnn.reference.masks import length_mask

WEIGHTS = ("Wx", "Wh", "b", "p")


def lstm_step(
    x: Array,
    h: Array,
    c: Array,
    Wx: Array,
    Wh: Array,
    b: Array,
    p: Array | None = None,
    forget_bias: float = 0.0,
) -> tuple[tuple[Array, Array], Cache]:
    """One step: x (N, D), h and c (N, H) → new h and c.

    >>> half, one = np.full((1, 4), 0.5), np.ones((1, 1))
    >>> (h, c), _ = lstm_step(one, 0.5 * one, -one, half, half, np.zeros(4))
    >>> c.round(4), h.round(4)
    (array([[-0.2478]]), array([[-0.1649]]))
    """
    sizes(
        "N",
        x=(x, "N D"),
        h=(h, "N H"),
        c=(c, "N H"),
        Wx=(Wx, "D 4H"),
        Wh=(Wh, "H 4H"),
        b=(b, "4H"),
        p=(p, "?3H"),
    )
    number("forget_bias", forget_bias)
    a = x @ Wx + h @ Wh + b  # (N, 4H)
    a_i, a_f, a_g, a_o = np.split(a, 4, axis=1)  # (N, H) each
    p_i, p_f, p_o = np.split(p, 3) if p is not None else (0, 0, 0)
    i = sigmoid(a_i + p_i * c)
    f = sigmoid(a_f + p_f * c + forget_bias)
    g = np.tanh(a_g)
    c_new = f * c + i * g
    o = sigmoid(a_o + p_o * c_new)
    h_new = o * np.tanh(c_new)
    cache = {"x": x, "h": h, "c": c, "i": i, "f": f, "g": g, "o": o, "c_new": c_new}
    return (h_new, c_new), {**cache, "Wx": Wx, "Wh": Wh, "p": p}


def lstm_step_backward(dout: tuple[Array, Array], cache: Cache) -> Gradients:
    """Gradients by all that went into the step, from those of the new h and c."""
    upstream(dout, cache["h"].shape, cache["c"].shape)
    dh, dc = dout
    i, f, g, o, c, p = (cache[name] for name in ("i", "f", "g", "o", "c", "p"))
    tanh_c = np.tanh(cache["c_new"])
    da_o = dh * tanh_c * o * (1 - o)
    dc = dc + dh * o * (1 - tanh_c**2)  # one part from c' itself, one through h'
    p_i, p_f, p_o = np.split(p, 3) if p is not None else (0, 0, 0)
    dc = dc + da_o * p_o
    da_i = dc * g * i * (1 - i)
    da_f = dc * c * f * (1 - f)
    da_g = dc * i * (1 - g**2)  # tanh, not a sigmoid
    da = np.concatenate([da_i, da_f, da_g, da_o], axis=1)  # (N, 4H)
    grads = {
        "dx": da @ cache["Wx"].T,
        "dh": da @ cache["Wh"].T,
        "dc": dc * f + da_i * p_i + da_f * p_f,
        "dWx": cache["x"].T @ da,
        "dWh": cache["h"].T @ da,
        "db": da.sum(axis=0),
        "dp": None,
    }
    if p is not None:
        products = [da_i * c, da_f * c, da_o * cache["c_new"]]
        grads["dp"] = np.concatenate(products, axis=1).sum(axis=0)  # (3H,)
    return grads


def lstm_forward(
    x: Array,
    h0: Array,
    c0: Array,
    Wx: Array,
    Wh: Array,
    b: Array,
    p: Array | None = None,
    forget_bias: float = 0.0,
    lengths: Array | None = None,
) -> tuple[tuple[Array, Array, Array], Cache]:
    """All steps: x (N, T, D) → all states (N, T, H), the last state and the last cell (N, H).

    With ``lengths`` state and cell stand still behind the end of a sequence, and the output there is 0.
    """
    N, T, H = sizes(
        "N T H",
        x=(x, "N T D"),
        h0=(h0, "N H"),
        c0=(c0, "N H"),
        Wx=(Wx, "D 4H"),
        Wh=(Wh, "H 4H"),
        b=(b, "4H"),
        p=(p, "?3H"),
    )
    counts = None if lengths is None else length_mask(lengths, T)
    if counts is not None and len(counts) != N:
        raise ValueError(f"lengths: got {len(counts)}, expected N = {N} (from x)")
    hs = np.zeros((N, T, H), dtype=np.result_type(x, h0, Wx))
    h, c, steps = h0, c0, []
    for t in range(T):
        (h_new, c_new), step = lstm_step(x[:, t], h, c, Wx, Wh, b, p, forget_bias)
        if counts is None:
            h, c = h_new, c_new
            hs[:, t] = h
        else:
            here = counts[:, t, None]
            h, c = np.where(here, h_new, h), np.where(here, c_new, c)
            hs[:, t] = h * here
        steps.append(step)
    cache = {"steps": steps, "counts": counts, "x": x, "h0": h0, "Wx": Wx, "Wh": Wh, "b": b, "p": p}
    return (hs, h, c), cache


def lstm_backward(dout: tuple[Array, Array, Array], cache: Cache) -> Gradients:
    """Gradients from those of all states, of the last state and of the last cell.

    A step stores nothing: what it returns is added up over time.
    """
    (N, T, _), H = cache["x"].shape, cache["h0"].shape[1]
    upstream(dout, (N, T, H), (N, H), (N, H))
    dhs, dh, dc = dout
    counts = cache["counts"]
    grads: dict[str, Any] = {"dx": np.zeros_like(cache["x"])}
    grads |= {f"d{name}": None if cache[name] is None else np.zeros_like(cache[name]) for name in WEIGHTS}
    for t in reversed(range(T)):
        here = 1 if counts is None else counts[:, t, None]
        step = lstm_step_backward(((dhs[:, t] + dh) * here, dc * here), cache["steps"][t])
        for name in WEIGHTS:
            if cache[name] is not None:
                grads[f"d{name}"] += step[f"d{name}"]
        grads["dx"][:, t] = step["dx"]
        if counts is None:
            dh, dc = step["dh"], step["dc"]
        else:  # where the state stood still, its gradient passes unchanged
            dh, dc = step["dh"] + dh * ~here, step["dc"] + dc * ~here
    return {**grads, "dh0": dh, "dc0": dc}
