import numpy as np


def sigmoid_backward(dout, y):
    #en: y: output of the sigmoid, any shape; dout: gradient of the loss with respect to y, same shape.
    #en: Returns the gradient with respect to the input of the sigmoid, same shape.
    #ja: y: シグモイドの出力、形は任意。dout: y に対する損失の勾配で、同じ形。
    #ja: シグモイドの入力に対する勾配を、同じ形で返す。
    dx = dout * y * (1 - y)  # <- dx
    return dx


# region after
#en: y = 1 / (1 + e^-x), so dy/dx = e^-x / (1 + e^-x)^2 = [1 / (1 + e^-x)] [e^-x / (1 + e^-x)] = y (1 - y).
#en: The chain rule multiplies by the gradient that comes from above: dx = dout * y * (1 - y).
#ja: y = 1 / (1 + e^-x) より、dy/dx = e^-x / (1 + e^-x)^2 = [1 / (1 + e^-x)] [e^-x / (1 + e^-x)] = y (1 - y)。
#ja: 連鎖律により、上から来た勾配を掛ける: dx = dout * y * (1 - y)。
# endregion
