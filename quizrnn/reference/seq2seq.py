"""Encoder-decoder for sequences of numbers (sin to cos): teacher forcing, free running, scheduled sampling.

    encoder:  state = last state of the cell over x          decoder:  state_t = cell(input_t, state_{t-1})
    y_t = h_t Wo + bo,       input_0 = y_in_0,       input_t = y_in_t or the model's own y_{t-1}

What crosses from encoder to decoder is the final state alone; they share no weights. *Teacher forcing*:
every input is the true previous value (y_in is the target shifted right). *Free running*: every input but
the first is the model's own output, as in use. *Scheduled sampling*: a drawn mask says which, ``use_own``
(N, T), and more and more are the model's own. A low error under teacher forcing tells little of the free
run (exposure bias). Outputs are numbers, so the gradient flows through the fed-back values too. Sources:
Sutskever, Vinyals & Le, 2014; Cho et al., 2014; Williams & Zipser, 1989 (teacher forcing); Bengio et al.,
2015 (scheduled sampling).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from quizrnn.reference import arguments
from quizrnn.reference.arguments import Array, Cache, Gradients
from quizrnn.reference.cells import add_trees, cell_step, cell_step_backward, check_cell
from quizrnn.reference.layers import layer_backward, layer_forward

Params = dict[str, Any]
NAMES = ("encoder", "decoder", "Wo", "bo")


def draw_use_own(N: int, T: int, share: float, rng: np.random.Generator) -> Array:
    """Draw the mask (N, T) of scheduled sampling: True with probability ``share``, False at step 0."""
    arguments.whole("N", N, minimum=0)
    arguments.whole("T", T, minimum=0)
    arguments.number("share", share, minimum=0.0, maximum=1.0)
    use_own = rng.random((N, T)) < share
    use_own[:, :1] = False
    return use_own


def seq2seq(
    x: Array, y_in: Array, params: Params, use_own: Array | None = None, cell: str = "rnn"
) -> tuple[Array, Cache]:
    """Return y (N, T, K) for the source x (N, S, D) and the decoder's inputs y_in (N, T, K).

    use_own None: teacher forcing; all True: free running from y_in[:, 0] (step 0 always takes it). params:
    the cells' weights ``encoder`` and ``decoder`` {Wx, Wh, b}, and Wo (H, K), bo (K,).
    """
    arguments.named("params", params, NAMES)
    for name in ("encoder", "decoder"):
        check_cell(params[name], cell, f"params.{name}")
    (_, state), encoder_cache = layer_forward(x, params["encoder"], cell)
    N, T = check_decoder(x, y_in, params, state, use_own)
    own = np.zeros((N, T), dtype=bool) if use_own is None else use_own
    y, steps, hs = np.zeros_like(y_in), [], []
    for t in range(T):
        taken = y_in[:, t] if t == 0 else np.where(own[:, t, None], y[:, t - 1], y_in[:, t])  # (N, K)
        state, step = cell_step(taken, params["decoder"], cell, state)
        y[:, t] = state[0] @ params["Wo"] + params["bo"]
        steps.append(step)
        hs.append(state[0])
    cache = {"encoder": encoder_cache, "steps": steps, "hs": hs, "own": own, "params": params, "state": state}
    return y, cache | {"S": x.shape[1]}


def seq2seq_backward(dout: Array, cache: Cache) -> Gradients:
    """Return dx, dy_in, dparams for dout (N, T, K); dy_in is 0 where the model's own output was taken."""
    params, own, hs = cache["params"], cache["own"], cache["hs"]
    arguments.upstream(dout, (*own.shape, len(params["bo"])))
    dWo, dbo = np.zeros_like(params["Wo"]), np.zeros_like(params["bo"])
    ddecoder: Any = {name: np.zeros_like(value) for name, value in params["decoder"].items()}
    dy_in, dtaken = np.zeros_like(dout), np.zeros_like(dout[:, 0]) if dout.shape[1] else None
    dstate = tuple(np.zeros_like(part) for part in cache["state"])
    for t in reversed(range(dout.shape[1])):
        dy = dout[:, t] + dtaken  # dtaken: what the next step's input asks of this output
        dWo += hs[t].T @ dy
        dbo += dy.sum(axis=0)
        dstate = (dstate[0] + dy @ params["Wo"].T, *dstate[1:])
        step = cell_step_backward(dstate, cache["steps"][t])
        dstate, ddecoder = step["dstate"], add_trees(ddecoder, step["dweights"])
        fed_back = own[:, t, None] & (t > 0)  # (N, 1)
        dy_in[:, t] = step["dx"] * ~fed_back
        dtaken = step["dx"] * fed_back
    dhs = np.zeros((len(dout), cache["S"], len(dWo)), dtype=dout.dtype)  # only the last state is used
    encoder = layer_backward((dhs, dstate), cache["encoder"])
    dparams = {"encoder": encoder["dweights"], "decoder": ddecoder, "Wo": dWo, "bo": dbo}
    return {"dx": encoder["dx"], "dy_in": dy_in, "dparams": dparams}


def free_run(x: Array, start: Array, T: int, params: Params, cell: str = "rnn") -> Array:
    """Return T outputs (N, T, K) that the model makes alone, from the first input ``start`` (N, K)."""
    arguments.whole("T", T, minimum=1)
    arguments.sizes("N", x=(x, "N S D"), start=(start, "N K"))
    y_in = np.repeat(start[:, None], T, axis=1)
    y, _ = seq2seq(x, y_in, params, np.ones(y_in.shape[:2], dtype=bool), cell)
    return y


def check_decoder(x: Any, y_in: Any, params: Any, state: Any, use_own: Any) -> tuple[int, int]:
    """Return N and T; refuse what the decoder cannot go on from."""
    shapes = {"state": (state[0], "N H"), "Wo": (params["Wo"], "H K"), "bo": (params["bo"], "K")}
    N, T = arguments.sizes("N T", x=(x, "N S D"), y_in=(y_in, "N T K"), **shapes)
    if use_own is not None:
        arguments.flags("use_own", use_own, (N, T))
    return N, T
