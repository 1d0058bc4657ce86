import numpy as np


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def step(x1, z0, w_in, w, w_out, b, c):
    #en: All are numbers: input x1, previous state z0, weights w_in, w, w_out, biases b (hidden) and c (output).
    #ja: どれも数である: 入力 x1、一つ前の状態 z0、重み w_in, w, w_out、バイアス b（隠れ層）と c（出力層）。
    z1 = sigmoid(w_in * x1 + w * z0 + b)  # <- z1
    y1 = sigmoid(w_out * z1 + c)  # <- y1
    return y1


# region after
#en: Each layer: weighted inputs, plus bias, through the sigmoid. The state z0 enters beside the input, with a weight of its own.
#ja: どの層も、重み付きの入力にバイアスを足し、シグモイドに通す。状態 z0 は、それ専用の重みを掛けて入力と並べて入る。
# endregion
