"""Optimisers: one step from (parameters, gradients, state) to (parameters, state).

    SGD        θ ← θ - η g
    momentum   v ← μ v + g,              θ ← θ - η v            (``form="pytorch"``)
               v ← μ v - η g,            θ ← θ + v              (``form="classical"``, equal for constant η)
    AdaGrad    s ← s + g²,               θ ← θ - η g / (√s + ε)
    RMSProp    s ← ρ s + (1 - ρ) g²,     θ ← θ - η g / (√s + ε)
    AdaDelta   s ← ρ s + (1 - ρ) g²,     Δ = g √(u + ε) / √(s + ε),   u ← ρ u + (1 - ρ) Δ²,   θ ← θ - η Δ
    Adam       m ← β₁ m + (1 - β₁) g,    v ← β₂ v + (1 - β₂) g²
               m̂ = m / (1 - β₁ᵗ),        v̂ = v / (1 - β₂ᵗ),     θ ← θ - η m̂ / (√v̂ + ε)

Parameters and gradients are dicts of arrays by name. The state of the first step is None; afterwards it is a
dict of dicts by the letters above, and ``t`` counts the steps. Nothing is changed in place. The defaults are
PyTorch's.

Sources: Robbins & Monro 1951; Polyak 1964 and Nesterov 1983 (momentum); Duchi, Hazan & Singer 2011 (AdaGrad);
Tieleman & Hinton 2012 (RMSProp); Zeiler 2012 (AdaDelta); Kingma & Ba 2015 (Adam).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from quizrnn.reference.arguments import Array, choice, floating, named, number

Parameters = dict[str, Array]
State = dict[str, Any] | None
Stepped = tuple[Parameters, dict[str, Any]]


def sgd(params: Parameters, grads: Parameters, state: State = None, lr: float = 0.01) -> Stepped:
    """θ - η g; the state stays empty.

    >>> new, state = sgd({"W": np.array([1.0])}, {"W": np.array([2.0])}, lr=0.1)
    >>> new["W"], state
    (array([0.8]), {})
    """
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
    return {k: params[k] - lr * grads[k] / (np.sqrt(s[k]) + eps) for k in params}, {"s": s}


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
    return {k: params[k] - lr * grads[k] / (np.sqrt(s[k]) + eps) for k in params}, {"s": s}


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
    delta = {k: grads[k] * np.sqrt(old_u[k] + eps) / np.sqrt(s[k] + eps) for k in params}
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

    The first step is η in the direction of the gradient's sign, whatever its size.

    >>> new, _ = adam({"W": np.array([1.0, 1.0])}, {"W": np.array([5.0, -0.01])}, lr=0.1)
    >>> new["W"].round(6)
    array([0.9, 1.1])
    """
    check_step(params, grads)
    number("lr", lr, minimum=0)
    number("beta1", beta1, minimum=0, below=1)
    number("beta2", beta2, minimum=0, below=1)
    number("eps", eps, minimum=0)
    old_m, old_v = _slot(state, "m", params), _slot(state, "v", params)
    t = 1 if state is None else state["t"] + 1
    m = {k: beta1 * old_m[k] + (1 - beta1) * grads[k] for k in params}
    v = {k: beta2 * old_v[k] + (1 - beta2) * grads[k] ** 2 for k in params}
    m_hat = {k: m[k] / (1 - beta1**t) for k in params}
    v_hat = {k: v[k] / (1 - beta2**t) for k in params}
    new = {k: params[k] - lr * m_hat[k] / (np.sqrt(v_hat[k]) + eps) for k in params}
    return new, {"t": t, "m": m, "v": v}


def _slot(state: State, letter: str, params: Parameters) -> Parameters:
    """That part of the state, zeros at the first step."""
    if state is None:
        return {k: np.zeros_like(value) for k, value in params.items()}
    named("state", state, (letter,), ("t", "m", "v", "s", "u"))
    slot: Parameters = state[letter]
    named(f"state[{letter!r}]", slot, params)
    return slot


def check_step(params: Any, grads: Any) -> None:
    """Refuse gradients that do not fit the parameters, one by one."""
    for name, tree in (("params", params), ("grads", grads)):
        if not isinstance(tree, dict):
            raise ValueError(f"{name}: got {type(tree).__name__}, expected a dict of arrays by name")
    if params.keys() != grads.keys():
        raise ValueError(f"grads: got {sorted(grads)}, expected {sorted(params)} as params has")
    for key, value in params.items():
        floating(f"params[{key!r}]", value)
        floating(f"grads[{key!r}]", grads[key])
        if tuple(value.shape) != tuple(grads[key].shape):
            got, expected = tuple(grads[key].shape), tuple(value.shape)
            raise ValueError(f"grads[{key!r}]: got shape {got}, expected {expected}")
