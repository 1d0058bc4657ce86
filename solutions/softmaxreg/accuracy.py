import numpy as np


def accuracy(P, T):
    #en: P (N, K): predicted probabilities, one row for each sample; T (N, K): one-hot labels. Returns the share of samples whose
    #en: most probable class is the true one.
    #ja: P (N, K): 予測確率で、1 行が一つのサンプル。T (N, K): one-hot のラベル。
    #ja: 最も確率の高いクラスが正解のクラスと一致するサンプルの割合を返す。
    share = np.mean(P.argmax(axis=1) == T.argmax(axis=1))  # <- share
    return share


# region after
#en: argmax along axis 1 walks over the K columns of one row and gives one class for each sample, shape (N,).
#en: Comparing two arrays of shape (N,) gives N truth values, and their mean is the share of hits.
#en:   P = [[.1, .7, .2], [.6, .1, .3]]  ->  P.argmax(axis=1) = [1, 0]      P.argmax(axis=0) = [1, 0, 1]: one SAMPLE for each class
#ja: 軸 1 に沿った argmax は、一つの行の K 個の列を見渡し、サンプルごとに一つのクラスを返す。形は (N,) になる。
#ja: 形 (N,) の配列どうしを比べると N 個の真偽値になり、その平均が正解の割合である。
#ja:   P = [[.1, .7, .2], [.6, .1, .3]]  ->  P.argmax(axis=1) = [1, 0]      P.argmax(axis=0) = [1, 0, 1] はクラスごとの「サンプル」の番号
# endregion
