import numpy as np


def nll_from_logits(f, t):
    #en: f (N,): logits, of any size; t (N,): labels 0 or 1. p_n = 1 / (1 + exp(-f_n)).
    #en: Returns E = -sum_n [t_n log p_n + (1 - t_n) log(1 - p_n)], natural logarithm, summed over the points.
    #ja: f (N,): ロジット（大きさは任意）。t (N,): ラベル 0 か 1。p_n = 1 / (1 + exp(-f_n)) である。
    #ja: E = -sum_n [t_n log p_n + (1 - t_n) log(1 - p_n)] を返す。対数は自然対数で、全点にわたる和とする。
    # region answer: body
    softplus = np.maximum(f, 0) + np.log1p(np.exp(-np.abs(f)))  # log(1 + e^f), (N,)
    return np.sum(softplus - t * f)
    # endregion


# region after
#en: -log p = log(1 + e^{-f}) and -log(1 - p) = log(1 + e^{f}) = softplus(f). Since log(1 + e^{-f}) = softplus(f) - f,
#en: both cases are softplus(f) - t f.
#en: Written as log(1 + e^f) the exponential overflows for large f. Take out the larger of the two terms, e^f or 1:
#en:   log(e^0 + e^f) = max(f, 0) + log(1 + e^{-|f|})
#en: Now the exponent is never positive. log1p keeps the small numbers when e^{-|f|} is tiny.
#ja: -log p = log(1 + e^{-f})、-log(1 - p) = log(1 + e^{f}) = softplus(f) である。log(1 + e^{-f}) = softplus(f) - f なので、
#ja: どちらの場合も softplus(f) - t f と書ける。
#ja: log(1 + e^f) のままでは f が大きいとき指数がオーバーフローする。二つの項 e^f と 1 のうち大きい方をくくり出す:
#ja:   log(e^0 + e^f) = max(f, 0) + log(1 + e^{-|f|})
#ja: これで指数は正にならない。e^{-|f|} がごく小さいときも、log1p なら小さな値が失われない。
# endregion
