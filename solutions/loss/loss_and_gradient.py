import numpy as np


def log_softmax(f):
    shifted = f - f.max(axis=1, keepdims=True)  # (N, K)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


def loss_and_gradient(f, t):
    #en: f (N, K): logits; t (N, K): one-hot rows. The loss is the cross-entropy of each sample, averaged over the N samples.
    #en: Returns the loss, a number, and its gradient with respect to f, (N, K).
    #ja: f (N, K): ロジット。t (N, K): 各行が one-hot。損失はサンプルごとの交差エントロピーを N 個のサンプルで平均したもの。
    #ja: 損失（一つの数）と、f に関する損失の勾配 (N, K) を返す。
    N = len(f)
    log_p = log_softmax(f)  # (N, K)
    loss = -np.sum(t * log_p) / N  # <- loss
    df = (np.exp(log_p) - t) / N  # <- df
    return loss, df


# region after
#en: One sample: l = -sum_k t_k log p_k with p = softmax(f), and dl/df_k = p_k - t_k.
#en: The loss is L = (l_1 + ... + l_N) / N, so each row of the gradient carries the factor 1/N as well: dL/df = (p - t) / N.
#en: np.mean over all cells of t * log_p would divide by N * K, though only one cell of each row is not zero.
#en: A check by finite differences finds such a slip at once: [L(f + eps) - L(f - eps)] / (2 eps) has to agree with df, cell by cell.
#ja: 1 サンプルでは l = -sum_k t_k log p_k、p = softmax(f) で、dl/df_k = p_k - t_k となる。
#ja: 損失は L = (l_1 + ... + l_N) / N なので、勾配の各行にも 1/N が掛かる: dL/df = (p - t) / N。
#ja: t * log_p の全要素に np.mean を使うと N * K で割ることになる。0 でないのは各行に一つだけなのに、である。
#ja: この種の誤りは数値微分ですぐ見つかる: [L(f + eps) - L(f - eps)] / (2 eps) は df と要素ごとに一致しなければならない。
# endregion


# region hidden
def drive(answer, case):
    loss, df = answer.loss_and_gradient(case.f, case.t)
    return {"loss": loss, "gradients": {"f": df}}


# endregion
