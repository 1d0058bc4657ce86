import numpy as np


def adam_step(params, grads, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    #en: params, grads: dicts of arrays by name. state: a dict, empty before the first step; yours to fill.
    #en: Changes the arrays in params in place; returns nothing.
    #ja: params, grads: 名前をキーとする配列の辞書。state: 最初のステップの前は空の辞書。中身は自由に決めてよい。
    #ja: params の配列をその場で書き換える。戻り値は無い。
    # region answer: body
    state["t"] = state.get("t", 0) + 1
    t = state["t"]
    for name, g in grads.items():
        m = state.setdefault("m_" + name, np.zeros_like(g))
        v = state.setdefault("v_" + name, np.zeros_like(g))
        m += (1 - beta1) * (g - m)
        v += (1 - beta2) * (g**2 - v)
        m_hat = m / (1 - beta1**t)
        v_hat = v / (1 - beta2**t)
        params[name] -= lr * m_hat / (np.sqrt(v_hat) + eps)
    # endregion


# region after
#en: m and v start at 0, so after t steps they are too small by the factors 1 - beta1^t and 1 - beta2^t; dividing repairs that.
#en: At t = 1 this gives m_hat = g and v_hat = g^2: the first step is lr in size, whatever the size of the gradient.
#ja: m と v は 0 から始まるので、t ステップ後には 1 - beta1^t 倍、1 - beta2^t 倍に縮んでいる。割り算でこれを直す。
#ja: t = 1 では m_hat = g、v_hat = g^2 となり、最初の一歩の大きさは勾配の大きさによらず lr になる。
# endregion


# region hidden
import numpy as np


def drive(answer, case):
    params = {"W": np.array(case.W, dtype=float), "b": np.array(case.b, dtype=float)}
    held = dict(params)
    state = {}
    path = []
    for k in range(case.k):
        grads = {name: (k + 1) * np.sin(array + k) * case.scale for name, array in params.items()}
        answer.adam_step(params, grads, state, lr=0.1)
        path.append({name: array.copy() for name, array in params.items()})
    same = all(params[name] is held[name] for name in held)
    return {"steps": path, "in_place": same}


# endregion
