"""The simple recurrent network: one step, a whole sequence, full and truncated backpropagation through time.

    u_t = x_t Wx + h_{t-1} Wh + b
    h_t = f(u_t)

    going back:   δ_t = (dh_t + δ_{t+1} Whᵀ) ⊙ f'(u_t)
                  dWx = Σ_t x_tᵀ δ_t,   dWh = Σ_t h_{t-1}ᵀ δ_t,   db = Σ_t δ_t

The same weights serve at every step, so their gradients add up over time (``+=``, not ``=``); at the first
step h_{t-1} is h0. Truncated BPTT leaves the forward pass as it is and cuts the way back.

Shapes: x (N, T, D), h (N, H), Wx (D, H), Wh (H, H), b (H,). One bias; PyTorch has two, whose sum this is.

Sources: Elman 1990; Werbos 1990 (BPTT); Williams & Peng 1990 (truncated BPTT).
"""

from __future__ import annotations

import numpy as np

from quizrnn.reference.activations import ELEMENTWISE
from quizrnn.reference.arguments import Array, Cache, Gradients, choice, sizes, upstream, whole
from quizrnn.reference.masks import length_mask


def rnn_step(
    x: Array, h: Array, Wx: Array, Wh: Array, b: Array, activation: str = "tanh"
) -> tuple[Array, Cache]:
    """One step: x (N, D), h (N, H) → the new h (N, H).

    >>> one = np.ones((1, 1))
    >>> h, _ = rnn_step(2 * one, 0 * one, one, 0.5 * one, np.zeros(1), "identity")
    >>> rnn_step(one, h, one, 0.5 * one, np.zeros(1), "identity")[0]
    array([[2.]])
    """
    sizes("N", x=(x, "N D"), h=(h, "N H"), Wx=(Wx, "D H"), Wh=(Wh, "H H"), b=(b, "H"))
    choice("activation", activation, ELEMENTWISE)
    u = x @ Wx + h @ Wh + b  # (N, H)
    f, _ = ELEMENTWISE[activation]
    return f(u), {"x": x, "h": h, "u": u, "Wx": Wx, "Wh": Wh, "activation": activation}


def rnn_step_backward(dout: Array, cache: Cache) -> Gradients:
    """Gradients by all that went into the step, from the gradient of the new h."""
    upstream(dout, cache["u"].shape)
    _, df = ELEMENTWISE[cache["activation"]]
    delta = dout * df(cache["u"])  # (N, H)
    return {
        "dx": delta @ cache["Wx"].T,
        "dh": delta @ cache["Wh"].T,
        "dWx": cache["x"].T @ delta,
        "dWh": cache["h"].T @ delta,
        "db": delta.sum(axis=0),
    }


def rnn_forward(
    x: Array,
    h0: Array,
    Wx: Array,
    Wh: Array,
    b: Array,
    activation: str = "tanh",
    lengths: Array | None = None,
) -> tuple[tuple[Array, Array], Cache]:
    """All steps: x (N, T, D), h0 (N, H) → all states (N, T, H) and the last one (N, H).

    With ``lengths`` the state stands still behind the end of a sequence, and its output there is 0.
    """
    N, T, H = sizes("N T H", x=(x, "N T D"), h0=(h0, "N H"), Wx=(Wx, "D H"), Wh=(Wh, "H H"), b=(b, "H"))
    counts = None if lengths is None else length_mask(lengths, T)
    _check_lengths_fit(counts, N)
    hs = np.zeros((N, T, H), dtype=np.result_type(x, h0, Wx))
    h, steps = h0, []
    for t in range(T):
        new, step = rnn_step(x[:, t], h, Wx, Wh, b, activation)
        h = new if counts is None else np.where(counts[:, t, None], new, h)
        hs[:, t] = h if counts is None else h * counts[:, t, None]
        steps.append(step)
    cache = {"steps": steps, "counts": counts, "x": x, "h0": h0, "Wx": Wx, "Wh": Wh, "b": b}
    return (hs, h), cache


def rnn_backward(dout: tuple[Array, Array], cache: Cache) -> Gradients:
    """Full BPTT: gradients from those of all states and of the last one."""
    grads = _zero_gradients(dout, cache)
    dhs, dh = dout
    for t in reversed(range(dhs.shape[1])):
        dh = _one_step_back(dhs[:, t], dh, t, cache, grads)
    grads["dh0"] = dh
    return grads


def rnn_truncated_forward(
    x: Array,
    h0: Array,
    Wx: Array,
    Wh: Array,
    b: Array,
    k: int,
    activation: str = "tanh",
    lengths: Array | None = None,
) -> tuple[tuple[Array, Array], Cache]:
    """The same numbers as ``rnn_forward``; what is cut after k steps is the way back alone."""
    whole("k", k, minimum=1)
    out, cache = rnn_forward(x, h0, Wx, Wh, b, activation, lengths)
    return out, {**cache, "k": k}


def rnn_truncated_backward(dout: tuple[Array, Array], cache: Cache, form: str = "chunks") -> Gradients:
    """BPTT cut after k steps; k = T is full BPTT.

    ``chunks``: the sequence is cut into pieces of k steps and nothing flows back from one piece into the
    one before (the usual practice, one pass; in PyTorch ``h.detach()``). ``window``: the gradient of every
    single output flows back through exactly k steps, its own included (T · k steps of work).
    """
    choice("form", form, ("chunks", "window"))
    grads = _zero_gradients(dout, cache)
    if form == "chunks":
        _back_in_chunks(dout, cache, grads)
    else:
        _back_in_windows(dout, cache, grads)
    return grads


def _back_in_chunks(dout: tuple[Array, Array], cache: Cache, grads: Gradients) -> None:
    dhs, dh = dout
    for t in reversed(range(dhs.shape[1])):
        dh = _one_step_back(dhs[:, t], dh, t, cache, grads)
        if t % cache["k"] == 0 and t > 0:
            dh = np.zeros_like(dh)  # the border between two pieces
    grads["dh0"] += dh


def _back_in_windows(dout: tuple[Array, Array], cache: Cache, grads: Gradients) -> None:
    dhs, dlast = dout
    T = dhs.shape[1]
    for end in range(T):
        dh = dlast if end == T - 1 else np.zeros_like(dlast)
        first = max(end - cache["k"] + 1, 0)
        for t in range(end, first - 1, -1):
            own = dhs[:, t] if t == end else np.zeros_like(dlast)
            dh = _one_step_back(own, dh, t, cache, grads)
        if first == 0:
            grads["dh0"] += dh


def _one_step_back(dout_t: Array, dh: Array, t: int, cache: Cache, grads: Gradients) -> Array:
    """Add step t's share to ``grads`` and return the gradient of the state before it."""
    counts = cache["counts"]
    if counts is None:
        step = rnn_step_backward(dout_t + dh, cache["steps"][t])
        kept = np.zeros_like(dh)
    else:
        here = counts[:, t, None]
        step = rnn_step_backward((dout_t + dh) * here, cache["steps"][t])
        kept = dh * ~here  # the state that stood still
    grads["dx"][:, t] += step["dx"]
    for name in ("dWx", "dWh", "db"):
        grads[name] += step[name]
    before: Array = step["dh"] + kept
    return before


def _zero_gradients(dout: tuple[Array, Array], cache: Cache) -> Gradients:
    (N, T, _), H = cache["x"].shape, len(cache["b"])
    upstream(dout, (N, T, H), (N, H))
    return {f"d{name}": np.zeros_like(cache[name]) for name in ("x", "h0", "Wx", "Wh", "b")}


def _check_lengths_fit(counts: Array | None, N: int) -> None:
    if counts is not None and len(counts) != N:
        raise ValueError(f"lengths: got {len(counts)}, expected N = {N} (from x)")
