import numpy as np


class Adam:
    #en: params, grads: dicts of arrays by name, with the keys W and b. step() changes the arrays in params in place.
    #ja: params, grads: 名前をキーとする配列の辞書で、キーは W と b。step() は params の配列をその場で書き換える。
    def __init__(self, lr=0.1, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.t, self.m, self.v = 0, {}, {}

    def step(self, params, grads):
        # region answer: body
        self.t += 1
        for name, g in grads.items():
            self.m[name] = self.beta1 * self.m.get(name, 0) + (1 - self.beta1) * g
            self.v[name] = self.beta2 * self.v.get(name, 0) + (1 - self.beta2) * g**2
            m_hat = self.m[name] / (1 - self.beta1**self.t)
            v_hat = self.v[name] / (1 - self.beta2**self.t)
            params[name] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        # endregion


# region after
#en: The divisors 1 - beta1^t and 1 - beta2^t:    t = 1: 0.1, 0.001    t = 2: 0.19, 0.001999    t = 3: 0.271, 0.002997
#en: t raised inside the loop gives W the numbers 1, 3, 5, ... and b the numbers 2, 4, 6, ...: both are corrected too little.
#en: At its first update b would get m_hat = 0.1 g / 0.19 and v_hat = 0.001 g^2 / 0.001999, so a step of 0.74 lr instead of lr.
#ja: 割る数 1 - beta1^t と 1 - beta2^t:    t = 1: 0.1, 0.001    t = 2: 0.19, 0.001999    t = 3: 0.271, 0.002997
#ja: ループの中で t を増やすと、W の番号は 1, 3, 5, ...、b の番号は 2, 4, 6, ... となり、どちらも補正が足りなくなる。
#ja: b の最初の更新では m_hat = 0.1 g / 0.19、v_hat = 0.001 g^2 / 0.001999 となり、更新幅は lr ではなく 0.74 lr になる。
# endregion


# region hidden
import numpy as np


def drive(answer, case):
    params = {"W": np.array(case.W, dtype=float), "b": np.array(case.b, dtype=float)}
    optimiser = answer.Adam()
    path = []
    for k in range(case.k):
        grads = {"W": np.cos(params["W"] + k), "b": (k + 1) * np.sin(params["b"] + 1)}
        with np.errstate(all="ignore"):
            optimiser.step(params, grads)
        path.append({name: array.copy() for name, array in params.items()})
    return path


# endregion
