import torch.nn.functional as F


def textbook_loss(y, t):
    #en: y, t (N, K): outputs and targets. Returns 1/2 * squared error, summed over the K outputs, averaged over the N samples.
    #ja: y, t (N, K): 出力と正解。1/2 * 2 乗誤差を、K 個の出力について足し、N 個のサンプルで平均した値を返す。
    loss = 0.5 * F.mse_loss(y, t, reduction="sum") / len(y)  # <- loss
    return loss


# region after
#en: S = sum over all n, k of (y_nk - t_nk)^2
#en:   textbook: S / (2 N)      mse_loss: S / (N K)      reduction="sum": S
#en: The gradients at y are (y - t) / N, 2 (y - t) / (N K) and 2 (y - t).
#ja: S = すべての n, k にわたる (y_nk - t_nk)^2 の和
#ja:   教科書: S / (2 N)      mse_loss: S / (N K)      reduction="sum": S
#ja: y での勾配は順に (y - t) / N、2 (y - t) / (N K)、2 (y - t) である。
# endregion
