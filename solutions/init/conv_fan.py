import torch


def he_weight(z):
    #en: z: standard normal noise in the shape of a weight, (out, in) for Linear or (out, in, kH, kW) for Conv2d.
    #en: Returns the start weights of He et al. for a ReLU layer, in the same shape.
    #ja: z: 重みと同じ形の標準正規乱数。Linear なら (out, in)、Conv2d なら (out, in, kH, kW)。
    #ja: ReLU の層に使う He の初期値を、同じ形で返す。
    fan_in = z[0].numel()  # <- fan_in
    std = (2 / fan_in) ** 0.5  # <- std
    return std * z


# region after
#en: z[0] holds all weights that lead into output 0: in of them for Linear, in * kH * kW for Conv2d. That is the number of terms one unit adds up.
#ja: z[0] は出力 0 に入る重みの全体で、Linear なら in 個、Conv2d なら in * kH * kW 個ある。一つのユニットが足し合わせる項の数である。
# endregion


# region hidden
import torch


def drive(answer, case):
    return {"linear": answer.he_weight(case.dense), "convolution": answer.he_weight(case.kernel)}


# endregion
