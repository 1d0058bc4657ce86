import torch


def batch_loss(X, y, W, b):
    #en: X (N, D): inputs; y (N,): true classes, integers from 0 to K-1; W (D, K), b (K,).
    #en: Returns the mean over the samples of -log p, with p the probability of the true class.
    #ja: X (N, D): 入力。y (N,): 正解のクラスで、0 から K-1 までの整数。W (D, K)、b (K,)。
    #ja: 正解クラスの確率を p として、-log p のサンプル平均を返す。
    f = X @ W + b  # (N, K)
    P = torch.softmax(f, dim=1)  # <- P
    p = P[torch.arange(len(y)), y]  # <- p
    return -torch.log(p).mean()


# region after
#en: softmax along dim 1: each row, one sample, sums to 1.   P (N, K)
#en: P[[0, 1, ..., N-1], [y_0, y_1, ..., y_{N-1}]] pairs the two lists: the entries (n, y_n), shape (N,).
#en: P[:, y] does not pair: it takes the columns y_0, ..., y_{N-1} of every row, shape (N, N), and its diagonal is what was meant.
#ja: 次元 1 に沿ったソフトマックスでは、1 サンプルに当たる各行の和が 1 になる。   P (N, K)
#ja: P[[0, 1, ..., N-1], [y_0, y_1, ..., y_{N-1}]] は二つの列を組にして (n, y_n) 成分を取り出す。形は (N,)。
#ja: P[:, y] は組にしない。どの行からも列 y_0, ..., y_{N-1} を取り出し、形は (N, N) になる。欲しかったのはその対角成分である。
# endregion
