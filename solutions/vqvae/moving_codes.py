import numpy as np


def ema_update(counts, sums, z, ids, gamma):
    #en: counts (K,), sums (K, D): moving averages so far. z (N, D): outputs of the encoder, ids (N,): the code of each. 0 < gamma < 1.
    #en: Returns the new counts, the new sums and the new codes (K, D).
    #ja: counts (K,)、sums (K, D): これまでの移動平均。z (N, D): エンコーダの出力、ids (N,): それぞれのコードベクトルの番号。0 < gamma < 1。
    #ja: 新しい counts、新しい sums、新しいコードベクトル (K, D) を返す。
    onehot = np.eye(len(counts))[ids]  # (N, K)
    total = onehot.T @ z  # <- total
    counts_new = gamma * counts + (1 - gamma) * onehot.sum(axis=0)  # <- counts_new
    sums_new = gamma * sums + (1 - gamma) * total  # <- sums_new
    return counts_new, sums_new, sums_new / counts_new[:, None]


# region after
#en: (K, N) @ (N, D) -> (K, D): row k is the sum of the outputs assigned to code k.
#en: Without members: gamma sum / (gamma count) = sum / count, the code stays where it is.
#ja: (K, N) @ (N, D) -> (K, D)。第 k 行は、コードベクトル k に割り当てられた出力の和である。
#ja: 仲間がいなければ gamma sum / (gamma count) = sum / count で、コードベクトルは動かない。
# endregion
