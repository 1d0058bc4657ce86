import numpy as np


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def centre_gradient(v, U, label):
    #en: v (D,): vector of the centre word. U (M, D): output vectors of one true context word and of K = M - 1 drawn ones.
    #en: label (M,): 1 for the true context word, 0 for the drawn ones. Returns the gradient of the loss at v, (D,).
    #ja: v (D,): 中心語のベクトル。U (M, D): 正しい文脈語一つと、サンプリングした K = M - 1 語の出力ベクトル。
    #ja: label (M,): 正しい文脈語は 1、サンプリングした語は 0。v に対する損失の勾配 (D,) を返す。
    p = sigmoid(U @ v)  # (M,)
    dv = (p - label) @ U  # <- dv
    return dv


# region after
#en: loss_k = -label log p - (1 - label) log(1 - p),  p = s(u_k . v)
#en: d loss_k / d(u_k . v) = p - label      the slope p (1 - p) of the sigmoid cancels against the logarithm
#en: d(u_k . v) / dv = u_k                  so dv = sum over k of (p_k - label_k) u_k
#ja: loss_k = -label log p - (1 - label) log(1 - p),  p = s(u_k . v)
#ja: d loss_k / d(u_k . v) = p - label      シグモイドの傾き p (1 - p) は対数の微分と約分されて消える
#ja: d(u_k . v) / dv = u_k                  よって dv は (p_k - label_k) u_k の k についての和である
# endregion
