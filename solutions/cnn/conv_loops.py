import numpy as np


def conv2d(x, w, b, stride, pad):
    #en: x (N, C, H, W), w (K, C, kh, kw), b (K,). Returns (N, K, OH, OW).
    #ja: x (N, C, H, W)、w (K, C, kh, kw)、b (K,)。(N, K, OH, OW) を返す。
    # region answer: body
    N, C, H, W = x.shape
    K, _, kh, kw = w.shape
    x = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    OH = (H + 2 * pad - kh) // stride + 1
    OW = (W + 2 * pad - kw) // stride + 1
    out = np.zeros((N, K, OH, OW))
    for r in range(OH):
        for c in range(OW):
            i, j = r * stride, c * stride
            patch = x[:, :, i : i + kh, j : j + kw]  # (N, C, kh, kw)
            out[:, :, r, c] = np.einsum("ncij,kcij->nk", patch, w) + b
    return out
    # endregion


# region after
#en: Window number r begins at r * stride of the padded picture and is kh rows high. One place of all maps is a product of the patches
#en: (N, C*kh*kw) with the filters (C*kh*kw, K).
#ja: r 番目の窓は、ゼロを補った画像の r * stride 行から始まり、高さは kh である。出力の 1 点は、窓 (N, C*kh*kw) とフィルタ
#ja: (C*kh*kw, K) の積になる。
# endregion
