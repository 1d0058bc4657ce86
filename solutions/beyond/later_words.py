import torch


def causal_weights(Q, K):
    #en: Q, K (N, T, D): queries and keys of T positions. Returns the weights (N, T, T): row t holds the weights of query t.
    #ja: Q, K (N, T, D): T 個の位置のクエリとキー。重み (N, T, T) を返す。第 t 行がクエリ t の重みである。
    T, D = Q.shape[1:]
    scores = Q @ K.transpose(1, 2) / D**0.5  # (N, T, T)
    allowed = torch.tril(torch.ones(T, T)).bool()  # <- allowed
    weights = torch.softmax(scores.masked_fill(~allowed, -torch.inf), dim=2)  # <- weights
    return weights


# region after
#en: allowed for T = 3      1 0 0     query 0 sees position 0
#en:                        1 1 0     query 1 sees 0 and 1
#en:                        1 1 1     query 2 sees all
#ja: T = 3 のときの allowed   1 0 0     クエリ 0 は位置 0 を見る
#ja:                        1 1 0     クエリ 1 は 0 と 1 を見る
#ja:                        1 1 1     クエリ 2 はすべてを見る
# endregion
