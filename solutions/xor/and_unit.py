import numpy as np


def step(u):
    return (u >= 0).astype(int)


def xor(a, b):
    #en: a, b (N,): zeros and ones. Returns a XOR b, (N,), from three step units.
    #ja: a, b (N,): 0 と 1。三つのステップユニットだけで a XOR b を求め、(N,) を返す。
    h1 = step(a + b - 0.5)
    h2 = step(a + b - 1.5)  # <- h2
    return step(h1 - h2 - 0.5)


# region after
#en: a b | a+b | h1 = OR | h2 = AND | h1 - h2 - 0.5 | y
#en: 0 0 |  0  |    0    |    0     |     -0.5      | 0
#en: 0 1 |  1  |    1    |    0     |     +0.5      | 1
#en: 1 0 |  1  |    1    |    0     |     +0.5      | 1
#en: 1 1 |  2  |    1    |    1     |     -0.5      | 0
#en: Each hidden unit is one line in the plane of (a, b): a + b = 0.5 and a + b = 1.5. The output fires on the strip between them.
#ja: a b | a+b | h1 = OR | h2 = AND | h1 - h2 - 0.5 | y
#ja: 0 0 |  0  |    0    |    0     |     -0.5      | 0
#ja: 0 1 |  1  |    1    |    0     |     +0.5      | 1
#ja: 1 0 |  1  |    1    |    0     |     +0.5      | 1
#ja: 1 1 |  2  |    1    |    1     |     -0.5      | 0
#ja: 隠れユニットの一つ一つが (a, b) 平面の直線 a + b = 0.5 と a + b = 1.5 に当たる。出力は二本の直線に挟まれた帯で 1 になる。
# endregion
