import torch
from torch import nn


def ported_layer(w):
    #en: w (kh, kw, C_in, C_out): filters as TensorFlow stores them. Returns a layer without bias that computes the same maps.
    #ja: w (kh, kw, C_in, C_out): TensorFlow の形で保存されたフィルタ。同じマップを計算する、バイアスの無い層を返す。
    weight = w.permute(3, 2, 0, 1)  # <- weight
    layer = nn.Conv2d(weight.shape[1], weight.shape[0], weight.shape[2:], bias=False)
    layer.weight = nn.Parameter(weight)
    return layer


# region after
#en: target axes:  out  in  height  width
#en: taken from:    3    2    0       1       of (height, width, in, out)
#ja: 移した先の軸:  出力  入力  高さ  幅
#ja: 元の軸:         3     2     0    1       (高さ, 幅, 入力, 出力) のうち
# endregion


# region hidden
def drive(answer, case):
    return answer.ported_layer(case.w)(case.x).detach()


# endregion
