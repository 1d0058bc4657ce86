"""The LSTM layer of ``lstm``, written for speed: the same numbers from the same arguments.

Read ``lstm`` first. Four things differ here, and nothing in the mathematics does:

1. Everything is stored with the batch last, (T, 4H, N), so that each gate of a step is contiguous.
2. x_t, h_{t-1} and a row of ones stand under each other in one array z (T + 1, D + H + 1, N), and Wx, Wh
   and b in one matrix, so that a step is one product; the new h is written where the next step reads it.
3. σ(a) = (1 + tanh(a / 2)) / 2: with the three gates' weights halved beforehand, one tanh does all four.
4. Results go into buffers made once (``out=``), and the weights' gradient is one product over all steps.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from quizrnn.reference.arguments import Array, Cache, Gradients, sizes, upstream


def lstm_forward_fast(
    x: Array, h0: Array, c0: Array, Wx: Array, Wh: Array, b: Array
) -> tuple[tuple[Array, Array, Array], Cache]:
    """All steps, as ``lstm_forward`` without peepholes and lengths."""
    N, T, D, H = sizes(
        "N T D H",
        x=(x, "N T D"),
        h0=(h0, "N H"),
        c0=(c0, "N H"),
        Wx=(Wx, "D 4H"),
        Wh=(Wh, "H 4H"),
        b=(b, "4H"),
    )
    dtype = np.result_type(x, h0, Wx)
    half = np.full((4 * H, 1), 0.5, dtype)
    half[2 * H : 3 * H] = 1  # g is a tanh itself
    W = np.concatenate([Wx, Wh, b[None]]).T * half  # (4H, D + H + 1)
    z = np.empty((T + 1, D + H + 1, N), dtype)
    z[:T, :D] = x.transpose(1, 2, 0)
    z[0, D : D + H] = h0.T
    z[:, -1] = 1
    c = np.empty((T + 1, H, N), dtype)
    c[0] = c0.T
    gates = np.empty((T, 4 * H, N), dtype)  # after the non-linearity
    tanh_c = np.empty((T, H, N), dtype)
    scale = np.repeat(half, N, axis=1)  # (4H, N): faster than broadcasting
    shift = 1 - scale
    new = np.empty((H, N), dtype)
    for t in range(T):
        a = gates[t]
        np.matmul(W, z[t], out=a)
        np.tanh(a, out=a)
        a *= scale
        a += shift  # i, f, o from tanh to σ; g stays
        np.multiply(a[H : 2 * H], c[t], out=c[t + 1])
        np.multiply(a[:H], a[2 * H : 3 * H], out=new)
        cell = c[t + 1]
        cell += new
        np.tanh(cell, out=tanh_c[t])
        np.multiply(a[3 * H :], tanh_c[t], out=z[t + 1, D : D + H])
    hs = z[1:, D : D + H].transpose(2, 0, 1).copy()  # (N, T, H)
    cache = {"z": z, "c": c, "gates": gates, "tanh_c": tanh_c, "Wx": Wx, "Wh": Wh, "D": D, "H": H}
    return (hs, z[T, D : D + H].T.copy(), c[T].T.copy()), cache


def lstm_backward_fast(dout: tuple[Array, Array, Array], cache: Cache) -> Gradients:
    """Gradients from those of all states, of the last state and of the last cell."""
    z, c, gates, tanh_c, D, H = (cache[name] for name in ("z", "c", "gates", "tanh_c", "D", "H"))
    T, _, N = gates.shape
    upstream(dout, (N, T, H), (N, H), (N, H))
    dhs = np.ascontiguousarray(dout[0].transpose(1, 2, 0))  # (T, H, N)
    dh, dc = dout[1].T.copy(), dout[2].T.copy()
    i, f, g, o = (gates[:, k * H : (k + 1) * H] for k in range(4))
    # all factors that do not depend on the gradient, for all steps at once: da = slope * (dc or dh)
    slope = np.empty_like(gates)
    slope[:, :H] = g * i * (1 - i)
    slope[:, H : 2 * H] = c[:T] * f * (1 - f)
    slope[:, 2 * H : 3 * H] = i * (1 - g * g)
    slope[:, 3 * H :] = tanh_c * o * (1 - o)
    to_cell = o * (1 - tanh_c * tanh_c)  # how dh enters dc
    da = slope
    W_h = np.ascontiguousarray(cache["Wh"])  # (H, 4H)
    by_gate = da.reshape(T, 4, H, N)
    part = np.empty_like(dc)
    for t in reversed(range(T)):
        dh += dhs[t]
        np.multiply(dh, to_cell[t], out=part)
        dc += part
        by_gate[t, :3] *= dc
        by_gate[t, 3] *= dh
        dc *= f[t]
        np.matmul(W_h, da[t], out=dh)
    flat = np.ascontiguousarray(da.transpose(1, 0, 2)).reshape(4 * H, T * N)
    inputs = np.ascontiguousarray(z[:T].transpose(1, 0, 2)).reshape(D + H + 1, T * N)
    dW = inputs @ flat.T  # (D + H + 1, 4H)
    dx: Any = np.matmul(cache["Wx"], flat).reshape(D, T, N).transpose(2, 1, 0)
    return {
        "dx": np.ascontiguousarray(dx),
        "dh0": dh.T.copy(),
        "dc0": dc.T.copy(),
        "dWx": dW[:D],
        "dWh": dW[D : D + H],
        "db": dW[-1],
    }
