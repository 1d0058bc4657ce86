"""The gated recurrent unit, in both conventions.

    r = σ(x Wx_r + h Wh_r + b_r)                reset gate: near 0 the past stays out of the candidate
    z = σ(x Wx_z + h Wh_z + b_z)                update gate
    n = tanh(x Wx_n + (r ⊙ h) Wh_n + b_n)       candidate, ``reset="before"`` the matrix product
    n = tanh(x Wx_n + r ⊙ (h Wh_n) + b_n)       candidate, ``reset="after"`` it
    h' = (1 - z) ⊙ h + z ⊙ n                    ``z_weighs="candidate"``
    h' = z ⊙ h + (1 - z) ⊙ n                    ``z_weighs="old"`` (the old state)

The defaults are the course's: z weighs the candidate, reset before. PyTorch and Keras: z weighs the old
state, reset after. Negating the z block turns one z convention into the other (``convert_z``); reset before
and after cannot be turned into each other by weights. ``bh`` is a second bias on the recurrent product,
h Wh + bh, inside the reset when that comes after; PyTorch and Keras have it.

Shapes: x (N, T, D), h (N, H), Wx (D, 3H), Wh (H, 3H), b and bh (3H,), blocks in the order r z n. PyTorch has
the same order and transposed weights; Keras stores z r n.

Sources: Cho et al. 2014 (z weighs the old state, reset before); Chung et al. 2014 (z weighs the candidate).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from quizrnn.reference.activations import sigmoid
from quizrnn.reference.arguments import Array, Cache, Gradients, choice, sizes, upstream
from quizrnn.reference.masks import length_mask

Z_WEIGHS = ("candidate", "old")
RESETS = ("before", "after")
WEIGHTS = ("Wx", "Wh", "b", "bh")


def gru_step(
    x: Array,
    h: Array,
    Wx: Array,
    Wh: Array,
    b: Array,
    bh: Array | None = None,
    z_weighs: str = "candidate",
    reset: str = "before",
) -> tuple[Array, Cache]:
    """One step: x (N, D), h (N, H) → the new h (N, H).

    >>> x, h, W = np.zeros((1, 1)), np.array([[0.8]]), np.zeros((1, 3))
    >>> b = np.array([0.0, np.log(1 / 3), np.arctanh(-0.4)])  # z = 1/4, n = -0.4
    >>> [gru_step(x, h, W, W, b, z_weighs=which)[0].round(4).item() for which in Z_WEIGHS]
    [0.5, -0.1]
    """
    sizes("N", x=(x, "N D"), h=(h, "N H"), Wx=(Wx, "D 3H"), Wh=(Wh, "H 3H"), b=(b, "3H"), bh=(bh, "?3H"))
    choice("z_weighs", z_weighs, Z_WEIGHS)
    choice("reset", reset, RESETS)
    H = h.shape[1]
    ax = x @ Wx + b  # (N, 3H)
    ah = h @ Wh[:, : 2 * H]  # (N, 2H), r and z
    bh_rz, bh_n = (bh[: 2 * H], bh[2 * H :]) if bh is not None else (0, 0)
    r, z = np.split(sigmoid(ax[:, : 2 * H] + ah + bh_rz), 2, axis=1)  # (N, H) each
    Wh_n = Wh[:, 2 * H :]  # (H, H)
    inner = h @ Wh_n + bh_n  # (N, H), what a reset after the product scales
    a_n = (r * h) @ Wh_n + bh_n if reset == "before" else r * inner
    n = np.tanh(ax[:, 2 * H :] + a_n)
    h_new = (1 - z) * h + z * n if z_weighs == "candidate" else z * h + (1 - z) * n
    cache = {"x": x, "h": h, "r": r, "z": z, "n": n, "inner": inner, "Wx": Wx, "Wh": Wh, "bh": bh}
    return h_new, {**cache, "z_weighs": z_weighs, "reset": reset}


def gru_step_backward(dout: Array, cache: Cache) -> Gradients:
    """Gradients by all that went into the step, from the gradient of the new h."""
    upstream(dout, cache["h"].shape)
    x, h, r, z, n = (cache[name] for name in ("x", "h", "r", "z", "n"))
    H = h.shape[1]
    Wh_rz, Wh_n = cache["Wh"][:, : 2 * H], cache["Wh"][:, 2 * H :]
    if cache["z_weighs"] == "candidate":
        dh, dn, dz = dout * (1 - z), dout * z, dout * (n - h)
    else:
        dh, dn, dz = dout * z, dout * (1 - z), dout * (h - n)
    da_n = dn * (1 - n**2)
    if cache["reset"] == "before":
        drh = da_n @ Wh_n.T  # gradient of r ⊙ h
        dr, dh = drh * h, dh + drh * r
        dWh_n, dbh_n = (r * h).T @ da_n, da_n
    else:
        dinner = da_n * r
        dr, dh = da_n * cache["inner"], dh + dinner @ Wh_n.T
        dWh_n, dbh_n = h.T @ dinner, dinner
    da_rz = np.concatenate([dr * r * (1 - r), dz * z * (1 - z)], axis=1)  # (N, 2H)
    da = np.concatenate([da_rz, da_n], axis=1)  # (N, 3H)
    return {
        "dx": da @ cache["Wx"].T,
        "dh": dh + da_rz @ Wh_rz.T,
        "dWx": x.T @ da,
        "dWh": np.concatenate([h.T @ da_rz, dWh_n], axis=1),
        "db": da.sum(axis=0),
        "dbh": None if cache["bh"] is None else np.concatenate([da_rz, dbh_n], axis=1).sum(axis=0),
    }


def gru_forward(
    x: Array,
    h0: Array,
    Wx: Array,
    Wh: Array,
    b: Array,
    bh: Array | None = None,
    z_weighs: str = "candidate",
    reset: str = "before",
    lengths: Array | None = None,
) -> tuple[tuple[Array, Array], Cache]:
    """All steps: x (N, T, D), h0 (N, H) → all states (N, T, H) and the last one (N, H).

    With ``lengths`` the state stands still behind the end of a sequence, and its output there is 0.
    """
    N, T, H = sizes(
        "N T H",
        x=(x, "N T D"),
        h0=(h0, "N H"),
        Wx=(Wx, "D 3H"),
        Wh=(Wh, "H 3H"),
        b=(b, "3H"),
        bh=(bh, "?3H"),
    )
    counts = None if lengths is None else length_mask(lengths, T)
    if counts is not None and len(counts) != N:
        raise ValueError(f"lengths: got {len(counts)}, expected N = {N} (from x)")
    hs = np.zeros((N, T, H), dtype=np.result_type(x, h0, Wx))
    h, steps = h0, []
    for t in range(T):
        h_new, step = gru_step(x[:, t], h, Wx, Wh, b, bh, z_weighs, reset)
        h = h_new if counts is None else np.where(counts[:, t, None], h_new, h)
        hs[:, t] = h if counts is None else h * counts[:, t, None]
        steps.append(step)
    cache = {"steps": steps, "counts": counts, "x": x, "h0": h0, "Wx": Wx, "Wh": Wh, "b": b, "bh": bh}
    return (hs, h), cache


def gru_backward(dout: tuple[Array, Array], cache: Cache) -> Gradients:
    """Gradients from those of all states and of the last one."""
    (N, T, _), H = cache["x"].shape, cache["h0"].shape[1]
    upstream(dout, (N, T, H), (N, H))
    dhs, dh = dout
    counts = cache["counts"]
    grads: dict[str, Any] = {"dx": np.zeros_like(cache["x"])}
    grads |= {f"d{name}": None if cache[name] is None else np.zeros_like(cache[name]) for name in WEIGHTS}
    for t in reversed(range(T)):
        here = 1 if counts is None else counts[:, t, None]
        step = gru_step_backward((dhs[:, t] + dh) * here, cache["steps"][t])
        for name in WEIGHTS:
            if cache[name] is not None:
                grads[f"d{name}"] += step[f"d{name}"]
        grads["dx"][:, t] = step["dx"]
        dh = step["dh"] if counts is None else step["dh"] + dh * ~here
    return {**grads, "dh0": dh}


def convert_z(
    Wx: Array, Wh: Array, b: Array, bh: Array | None = None
) -> tuple[Array, Array, Array, Array | None]:
    """The weights that do under one z convention what these do under the other: the z block negated."""
    (H,) = sizes("H", Wh=(Wh, "H 3H"), Wx=(Wx, "D 3H"), b=(b, "3H"), bh=(bh, "?3H"))
    sign = np.repeat(np.array([1, -1, 1], dtype=Wx.dtype), H)  # (3H,)
    return Wx * sign, Wh * sign, b * sign, None if bh is None else bh * sign
