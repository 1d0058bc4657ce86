import numpy as np


def attend(q, K, V, mask):
    #en: q (N, D): one query for each sample. K (N, S, D), V (N, S, C): keys and values of S source positions.
    #en: mask (N, S): True where there is a word, False where there is padding. Returns the contexts (N, C) and the weights (N, S).
    #ja: q (N, D): サンプルごとに一つのクエリ。K (N, S, D)、V (N, S, C): 入力側 S 個の位置のキーとバリュー。
    #ja: mask (N, S): 単語のある位置は True、パディングは False。文脈 (N, C) と重み (N, S) を返す。
    scores = (K @ q[:, :, None])[:, :, 0] / np.sqrt(q.shape[1])  # (N, S)
    masked = np.where(mask, scores, -np.inf)  # <- masked
    e = np.exp(masked - masked.max(axis=1, keepdims=True))
    weights = e / e.sum(axis=1, keepdims=True)  # <- weights
    context = (weights[:, None] @ V)[:, 0]  # (N, 1, S) @ (N, S, C) -> (N, C)
    return context, weights


# region after
#en: exp(-inf) = 0, so padding gets the weight 0 and the rest still sums to 1. exp(0) = 1 is a weight like any other.
#en: Axis 1 runs over the source positions: each query divides ITS attention among them. Axis 0 would let samples compete.
#ja: exp(-inf) = 0 なので、パディングの重みは 0 になり、残りの和は 1 のままである。スコアを 0 にしても exp(0) = 1 で、重みは付いてしまう。
#ja: 軸 1 が入力側の位置である。各クエリは「自分の」注意をそこに配る。軸 0 で正規化すると、バッチのサンプルどうしが注意を奪い合う。
# endregion
