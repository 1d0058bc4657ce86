"""Optimisers in PyTorch: the twin of ``optimisers``, the same steps on tensors, to be wrapped in no_grad."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from quizrnn.reference.arguments import choice, number
from quizrnn.reference.optimisers import check_step

Parameters = dict[str, Tensor]
State = dict[str, Any] | None
Stepped = tuple[Parameters, dict[str, Any]]


def sgd(params: Parameters, grads: Parameters, state: State = None, lr: float = 0.01) -> Stepped:
    """θ - η g; the state stays empty."""
    check_step(params, grads)
    number("lr", lr, minimum=0)
    return {k: params[k] - lr * grads[k] for k in params}, {}


def momentum(
    params: Parameters,
    grads: Parameters,
    state: State = None,
    lr: float = 0.01,
    mu: float = 0.9,
    nesterov: bool = False,
    form: str = "pytorch",
) -> Stepped:
    """Adds up a velocity; ``nesterov`` takes the step from where the velocity leads."""
    check_step(params, grads)
    number("lr", lr, minimum=0)
    number("mu", mu, minimum=0, below=1)
    choice("form", form, ("pytorch", "classical"))
    old = _slot(state, "v", params)
    if form == "pytorch":
        v = {k: mu * old[k] + grads[k] for k in params}
        step = {k: lr * (grads[k] + mu * v[k] if nesterov else v[k]) for k in params}
    else:
        v = {k: mu * old[k] - lr * grads[k] for k in params}
        step = {k: lr * grads[k] - mu * v[k] if nesterov else -v[k] for k in params}
    return {k: params[k] - step[k] for k in params}, {"v": v}


def adagrad(
    params: Parameters, grads: Parameters, state: State = None, lr: float = 0.01, eps: float = 1e-10
) -> Stepped:
    """Divides by the root of all squared gradients so far: the rate only ever falls."""
    check_step(params, grads)
    number("lr", lr, minimum=0)
    number("eps", eps, minimum=0)
    old = _slot(state, "s", params)
    s = {k: old[k] + grads[k] ** 2 for k in params}
    return {k: params[k] - lr * grads[k] / (torch.sqrt(s[k]) + eps) for k in params}, {"s": s}


def rmsprop(
    params: Parameters,
    grads: Parameters,
    state: State = None,
    lr: float = 0.01,
    rho: float = 0.99,
    eps: float = 1e-8,
) -> Stepped:
    """Divides by the root of a moving average of the squared gradients."""
    check_step(params, grads)
    number("lr", lr, minimum=0)
    number("rho", rho, minimum=0, below=1)
    number("eps", eps, minimum=0)
    old = _slot(state, "s", params)
    s = {k: rho * old[k] + (1 - rho) * grads[k] ** 2 for k in params}
    return {k: params[k] - lr * grads[k] / (torch.sqrt(s[k]) + eps) for k in params}, {"s": s}


def adadelta(
    params: Parameters,
    grads: Parameters,
    state: State = None,
    lr: float = 1.0,
    rho: float = 0.9,
    eps: float = 1e-6,
) -> Stepped:
    """RMSProp with a rate of its own: the root of a moving average of the squared steps."""
    check_step(params, grads)
    number("lr", lr, minimum=0)
    number("rho", rho, minimum=0, below=1)
    number("eps", eps, above=0)
    old_s, old_u = _slot(state, "s", params), _slot(state, "u", params)
    s = {k: rho * old_s[k] + (1 - rho) * grads[k] ** 2 for k in params}
    delta = {k: grads[k] * torch.sqrt(old_u[k] + eps) / torch.sqrt(s[k] + eps) for k in params}
    u = {k: rho * old_u[k] + (1 - rho) * delta[k] ** 2 for k in params}
    return {k: params[k] - lr * delta[k] for k in params}, {"s": s, "u": u}


def adam(
    params: Parameters,
    grads: Parameters,
    state: State = None,
    lr: float = 0.001,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> Stepped:
    """Moving averages of the gradient and of its square, both corrected for their start at 0.

    The first step is η in the direction of the gradient's sign, whatever its size:

    """
    check_step(params, grads)
    number("lr", lr, minimum=0)
    number("beta1", beta1, minimum=0, below=1)
    number("beta2", beta2, minimum=0, below=1)
    number("eps", eps, minimum=0)
    t = 1 if state is None else state["t"] + 1
    old_m, old_v = _slot(state, "m", params), _slot(state, "v", params)
    m = {k: beta1 * old_m[k] + (1 - beta1) * grads[k] for k in params}
    v = {k: beta2 * old_v[k] + (1 - beta2) * grads[k] ** 2 for k in params}
    m_hat = {k: m[k] / (1 - beta1**t) for k in params}
    v_hat = {k: v[k] / (1 - beta2**t) for k in params}
    new = {k: params[k] - lr * m_hat[k] / (torch.sqrt(v_hat[k]) + eps) for k in params}
    return new, {"t": t, "m": m, "v": v}


def _slot(state: State, letter: str, params: Parameters) -> Parameters:
    """That part of the state, zeros at the first step."""
    if state is None:
        return {k: torch.zeros_like(value) for k, value in params.items()}
    slot: Parameters = state[letter]
    return slot
