"""A recurrent layer that makes its weights at the first call, called first with the axes of batch and time swapped."""

import numpy as np


class LazyRNN:
    def __init__(self, units):
        self.units, self.Wx = units, None

    def __call__(self, x):
        if self.Wx is None:
            rng = np.random.default_rng(0)
            self.Wx = rng.normal(size=(x.shape[-1], self.units))
            self.Wh = rng.normal(size=(self.units, self.units))
        h, steps = np.zeros((len(x), self.units)), 0
        for t in range(x.shape[1]):
            h, steps = np.tanh(x[:, t] @ self.Wx + h @ self.Wh), steps + 1
        return h, steps


def prove():
    batch = np.ones((128, 5, 30))
    warmed, fresh = LazyRNN(16), LazyRNN(16)
    warmed(np.zeros((5, 128, 30)))
    try:
        state, steps = warmed(batch)
        failed = False
    except ValueError:
        failed = True
    same = not failed and np.allclose(state, fresh(batch)[0])
    more = warmed.Wx.size + warmed.Wh.size > fresh.Wx.size + fresh.Wh.size
    return [bool(same), failed, steps == 128, more]
