import torch.nn.functional as F


def batch_loss(logits, y):
    #en: logits (N, K): the output of the last linear layer; y (N,): true classes, integers from 0 to K-1.
    #en: Returns the cross-entropy, the mean over the batch.
    #ja: logits (N, K): 最後の線形層の出力。y (N,): 正解のクラスで、0 から K-1 までの整数。
    #ja: 交差エントロピーのバッチ平均を返す。
    loss = F.cross_entropy(logits, y)  # <- loss
    return loss


# region after
#en: cross_entropy(f, y) = nll_loss(log_softmax(f), y) = mean over n of [ log sum_k e^{f_nk} - f_n,y_n ]
#en: It takes log and softmax in one protected step, so it wants f as it is. Given p = softmax(f) it takes the softmax of p:
#en: numbers between 0 and 1 differ by 1 at most, and even for p = (1, 0, ..., 0) the loss stays above
#en:   log(e + K - 1) - 1        K = 10:  log(11.718) - 1 = 1.461
#ja: cross_entropy(f, y) = nll_loss(log_softmax(f), y) = [ log sum_k e^{f_nk} - f_n,y_n ] の n についての平均
#ja: log と softmax をオーバーフローしない一つの計算で行うので、f をそのまま渡す。p = softmax(f) を渡すと、p のソフトマックスを取ることになる。
#ja: 0 から 1 までの数の差は最大でも 1 なので、p = (1, 0, ..., 0) でさえ損失は次の値より小さくならない:
#ja:   log(e + K - 1) - 1        K = 10 なら log(11.718) - 1 = 1.461
# endregion
