import numpy as np


def im2col(x, kh, kw):
    #en: x (N, C, H, W). Returns (N*OH*OW, C*kh*kw): one row for each patch, in the order channel, row, column. Stride 1, no padding.
    #ja: x (N, C, H, W)。窓ごとに 1 行、中の順序はチャネル、行、列の (N*OH*OW, C*kh*kw) を返す。ストライド 1、パディング無し。
    N, C, H, W = x.shape
    patches = np.lib.stride_tricks.sliding_window_view(x, (kh, kw), axis=(2, 3))  # (N, C, OH, OW, kh, kw)
    return patches.transpose(0, 2, 3, 1, 4, 5).reshape(-1, C * kh * kw)


def conv_by_product(x, w):
    #en: x (N, C, H, W), w (K, C, kh, kw). Returns (N, K, OH, OW).
    #ja: x (N, C, H, W)、w (K, C, kh, kw)。(N, K, OH, OW) を返す。
    N, _, H, W = x.shape
    K, _, kh, kw = w.shape
    cols = im2col(x, kh, kw)
    out = cols @ w.reshape(len(w), -1).T  # <- out
    return out.reshape(N, H - kh + 1, W - kw + 1, K).transpose(0, 3, 1, 2)


# region after
#en: (N*OH*OW, C*kh*kw) @ (C*kh*kw, K) = (N*OH*OW, K). Entry (patch, k) is the scalar product of a patch with filter k.
#en: The rows run over n, row, column, so the result is first read as (N, OH, OW, K) and the axes are moved after that.
#ja: (N*OH*OW, C*kh*kw) @ (C*kh*kw, K) = (N*OH*OW, K)。要素 (窓, k) は、窓とフィルタ k の内積である。
#ja: 行は n、行、列の順に並ぶので、まず (N, OH, OW, K) と読み、その後で軸を移す。
# endregion
