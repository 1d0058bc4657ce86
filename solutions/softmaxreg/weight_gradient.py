import numpy as np


def softmax(F):
    e = np.exp(F - F.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def weight_gradient(X, T, W, b):
    #en: X (N, D): inputs; T (N, K): one-hot labels; W (D, K), b (K,). Returns dL/dW (D, K) for the cross-entropy L,
    #en: the mean over the N samples.
    #ja: X (N, D): 入力。T (N, K): one-hot のラベル。W (D, K)、b (K,)。
    #ja: N 個のサンプルで平均した交差エントロピー L について dL/dW (D, K) を返す。
    P = softmax(X @ W + b)  # (N, K)
    dW = X.T @ (P - T) / len(X)  # <- dW
    return dW


# region after
#en: One sample:  l = log sum_k e^{f_k} - sum_k t_k f_k
#en:   dl/df_j = e^{f_j} / sum_k e^{f_k} - t_j = p_j - t_j
#en:   f_j = sum_d x_d W_dj + b_j   ->   dl/dW_dj = x_d (p_j - t_j)
#en: All samples:  sum over n of x_nd (p_nj - t_nj) is the product X.T (D, N) @ (P - T) (N, K), and the mean divides it by N.
#ja: 1 サンプル:  l = log sum_k e^{f_k} - sum_k t_k f_k
#ja:   dl/df_j = e^{f_j} / sum_k e^{f_k} - t_j = p_j - t_j
#ja:   f_j = sum_d x_d W_dj + b_j   ->   dl/dW_dj = x_d (p_j - t_j)
#ja: 全サンプル:  x_nd (p_nj - t_nj) の n についての和は積 X.T (D, N) @ (P - T) (N, K) で、平均なので N で割る。
# endregion
