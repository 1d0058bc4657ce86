import numpy as np


def unit(x, theta):
    #en: x of any shape; theta: the threshold. Returns 1.0 where the unit fires and 0.0 elsewhere, same shape.
    #ja: x の形は任意。theta は閾値。発火するところで 1.0、それ以外で 0.0 を、同じ形で返す。
    y = np.where(x - theta >= 0, 1.0, 0.0)  # <- y
    return y


# region after
#en: "x reaches theta" is x >= theta, that is x - theta >= 0: a threshold theta is a bias of -theta followed by the step at 0.
#ja: 「x が theta に達する」は x >= theta、つまり x - theta >= 0。閾値 theta は、バイアス -theta を足してから 0 で段差を置くのと同じである。
# endregion
