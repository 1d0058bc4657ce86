import numpy as np


def relu_backward(dout, x):
    #en: dout: gradient with respect to the output of ReLU, x: its input, same shape. At x = 0 the slope is taken as 0.
    #ja: dout: ReLU の出力に対する勾配、x: その入力で同じ形。x = 0 での傾きは 0 とする。
    dx = dout.copy()  # <- dx
    dx[x <= 0] = 0
    return dx


def block_backward(dout, x):
    #en: Backward pass of the block y = x + relu(x): both paths receive the same dout, and their gradients add up.
    #ja: ブロック y = x + relu(x) の逆伝播。二つの経路が同じ dout を受け取り、勾配は足し合わされる。
    through_relu = relu_backward(dout, x)
    return dout + through_relu


# region after
#en: dL/dx = dout * (1 + [x > 0]). Without the copy, dx and dout are the same array: zeroing dx zeroes the gradient of the other path as well.
#ja: dL/dx = dout * (1 + [x > 0])。コピーしないと dx と dout は同じ配列なので、dx を 0 にするともう一方の経路の勾配も 0 になる。
# endregion
