"""The constant error carousel alone, and each gate as a thing that can be added to it.

    c_t = f_t ⊙ c_{t-1} + i_t ⊙ a_t
    h_t = o_t ⊙ c_t

Without any gate (all None, so that each counts as 1) this is the CEC: c_t = c_{t-1} + a_t. Its slope
along c is exactly 1, so a gradient neither vanishes nor explodes over any number of steps; and it only
ever stores.

    input gate i    repairs the input weight conflict: the same weight must both let in and keep out
    output gate o   repairs the output weight conflict: what is stored disturbs whatever reads it
    forget gate f   lets the cell be emptied; the carry over k steps is a product of k gates (0.9^50 = 0.005)

``sign=-1`` is a misprint that circulates, a_t - c_{t-1}, whose slope is -1: the gradient changes its
sign at every step. It is there to be found out.

Shapes: everything (N, T, H), c0 (N, H). The gates are given, not computed; ``lstm`` computes them.

Sources: Hochreiter & Schmidhuber 1997; Gers, Schmidhuber & Cummins 2000 (forget gate).
"""

from __future__ import annotations

import numpy as np

from quizrnn.reference.arguments import Array, Cache, Gradients, sizes, upstream, whole


def cec_forward(
    a: Array,
    c0: Array,
    i: Array | None = None,
    f: Array | None = None,
    o: Array | None = None,
    sign: int = 1,
) -> tuple[tuple[Array, Array], Cache]:
    """What is read from the cell and the cell itself, both (N, T, H).

    >>> (h, c), _ = cec_forward(np.ones((1, 4, 1)), np.zeros((1, 1)))
    >>> c[0, :, 0]
    array([1., 2., 3., 4.])
    """
    gates = {"i": (i, "?N T H"), "f": (f, "?N T H"), "o": (o, "?N T H")}
    _, T, _ = sizes("N T H", a=(a, "N T H"), c0=(c0, "N H"), **gates)
    check_sign(sign)
    i, f, o = (np.ones_like(a) if gate is None else gate for gate in (i, f, o))
    c = np.zeros_like(a)
    before = c0
    for t in range(T):
        c[:, t] = sign * f[:, t] * before + i[:, t] * a[:, t]
        before = c[:, t]
    return (o * c, c), {"a": a, "c0": c0, "c": c, "i": i, "f": f, "o": o, "sign": sign}


def cec_backward(dout: tuple[Array, Array], cache: Cache) -> Gradients:
    """Gradients by the input, the initial cell and the gates."""
    a, c, i, f, o, sign = (cache[name] for name in ("a", "c", "i", "f", "o", "sign"))
    upstream(dout, c.shape, c.shape)
    dh, dc_all = dout
    dcs = dc_all + dh * o
    before = np.concatenate([cache["c0"][:, None], c[:, :-1]], axis=1)[:, : c.shape[1]]  # c_{t-1}, (N, T, H)
    dc = np.zeros_like(cache["c0"])
    total = np.zeros_like(c)  # all that reaches c_t
    for t in reversed(range(c.shape[1])):
        dc = dc + dcs[:, t]
        total[:, t] = dc
        dc = sign * f[:, t] * dc  # the carousel: 1 without a forget gate
    return {
        "da": total * i,
        "dc0": dc,
        "di": total * a,
        "df": sign * total * before,
        "do": dh * c,
    }


def check_sign(sign: int) -> None:
    """Refuse what is neither 1 nor -1."""
    whole("sign", sign)
    if sign not in (1, -1):
        raise ValueError(f"sign: got {sign}, expected 1 or -1")
