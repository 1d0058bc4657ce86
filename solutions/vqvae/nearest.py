import numpy as np


def nearest_codes(z, codebook):
    #en: z (N, D): outputs of the encoder; codebook (K, D): one code in each row. Returns the numbers of the codes, (N,).
    #ja: z (N, D): エンコーダの出力。codebook (K, D): 各行が一つのコードベクトル。コードベクトルの番号 (N,) を返す。
    difference = z[:, None] - codebook  # (N, K, D)
    ids = (difference**2).sum(axis=2).argmin(axis=1)  # <- ids
    return ids


# region after
#en: (N, 1, D) - (K, D) -> (N, K, D). The sum over D (axis 2) leaves squared distances (N, K), argmin over K (axis 1) one id for each z.
#en: The square root would change no comparison, so it is left out.
#ja: (N, 1, D) - (K, D) -> (N, K, D)。D の軸（軸 2）で和を取ると 2 乗距離 (N, K) になり、K の軸（軸 1）の argmin で、z ごとに番号が一つ決まる。
#ja: 平方根を取っても大小関係は変わらないので、取らない。
# endregion
