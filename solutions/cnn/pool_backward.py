import numpy as np


def maxpool_backward(x, dout, k):
    #en: x (N, C, H, W), dout (N, C, H/k, W/k); windows k x k, stride k. Returns dx (N, C, H, W). At a tie the first place counts.
    #ja: x (N, C, H, W)、dout (N, C, H/k, W/k)。窓は k x k、ストライド k。dx (N, C, H, W) を返す。同点なら最初の位置とする。
    # region answer: body
    dx = np.zeros(x.shape)
    for n, c, i, j in np.ndindex(dout.shape):
        window = x[n, c, i * k : (i + 1) * k, j * k : (j + 1) * k]
        a, b = divmod(window.argmax(), k)
        dx[n, c, i * k + a, j * k + b] = dout[n, c, i, j]
    return dx
    # endregion


# region after
#en: y = max of the window = x at its place (a, b): dy/dx[a, b] = 1, all other derivatives 0.
#en: argmax counts row by row: place = a * k + b, so divmod(place, k) = (a, b).
#ja: y は窓の最大値で、その位置 (a, b) の x に等しい。dy/dx[a, b] = 1、ほかの微分は 0 である。
#ja: argmax は行ごとに数えるので、位置 = a * k + b、つまり divmod(位置, k) = (a, b) となる。
# endregion
