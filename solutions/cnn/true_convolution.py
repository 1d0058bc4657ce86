import torch.nn.functional as F


def convolve(x, w):
    #en: x (N, C, H, W), w (K, C, kh, kw). Returns the mathematical convolution (N, K, H-kh+1, W-kw+1), summed over the input channels.
    #ja: x (N, C, H, W)、w (K, C, kh, kw)。入力チャネルについて和を取った、数学の畳み込み (N, K, H-kh+1, W-kw+1) を返す。
    kernel = w.flip(2, 3)  # <- kernel
    return F.conv2d(x, kernel)


# region after
#en: conv2d:       sum over i, j of x[r + i, c + j] v[i, j]
#en: mathematics:  sum over i, j of x[r' - i, c' - j] w[i, j];   put i -> kh-1-i, j -> kw-1-j and r' = r+kh-1, c' = c+kw-1:
#en:               sum over i, j of x[r + i, c + j] w[kh-1-i, kw-1-j]
#en: So v is w with both picture axes reversed, a turn by 180 degrees.
#ja: conv2d:       x[r + i, c + j] v[i, j] の i, j についての和
#ja: 数学:         x[r' - i, c' - j] w[i, j] の和。i -> kh-1-i, j -> kw-1-j, r' = r+kh-1, c' = c+kw-1 と置くと
#ja:               x[r + i, c + j] w[kh-1-i, kw-1-j] の i, j についての和
#ja: したがって v は、w の画像の 2 軸をともに逆順にしたもの、つまり 180 度回したものである。
# endregion


# region hidden
def drive(answer, case):
    return answer.convolve(case.x, case.w)


# endregion
