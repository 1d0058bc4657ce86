import torch


def d_alpha(dout, x, alpha):
    #en: PReLU: y = x where x > 0, alpha x elsewhere, with ONE number alpha (a float) for all entries.
    #en: x, dout (N, D): input, and gradient of the loss with respect to y. Returns dL/d alpha, a tensor of shape ().
    #ja: PReLU: x > 0 で y = x、それ以外で y = alpha x。alpha は全要素に共通の「一つの」数（float）である。
    #ja: x、dout (N, D): 入力と、y に対する損失の勾配。dL/d alpha を形 () のテンソルで返す。
    grad = (dout * x.clamp(max=0)).sum()  # <- grad
    return grad


# region after
#en: dy/d alpha is x where x <= 0 and 0 elsewhere, that is min(x, 0). One alpha serves all entries, so all of them contribute: a sum.
#ja: dy/d alpha は x <= 0 で x、それ以外で 0、つまり min(x, 0)。一つの alpha を全要素が使うので、すべての寄与を足す。
# endregion
