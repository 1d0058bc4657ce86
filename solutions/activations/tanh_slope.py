import numpy as np


def tanh_backward(dout, y):
    #en: y = tanh(x), any shape; dout: gradient of the loss with respect to y, same shape. Returns that with respect to x.
    #ja: y = tanh(x)、形は任意。dout は y に対する損失の勾配で同じ形。x に対する勾配を返す。
    return dout * (1 - y**2)  # <- dx


# region after
#en: d tanh(x)/dx = 1 / cosh(x)^2 = 1 - tanh(x)^2 = 1 - y^2. The layer keeps y from the forward pass; x is not needed again.
#ja: d tanh(x)/dx = 1 / cosh(x)^2 = 1 - tanh(x)^2 = 1 - y^2。順伝播の y を取っておけばよく、x はもう要らない。
# endregion
