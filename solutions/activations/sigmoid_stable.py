import numpy as np


def sigmoid(x):
    #en: x of any shape. Returns 1 / (1 + e^-x) for every size of x, without overflow, same shape.
    #ja: x の形は任意。x がどんな大きさでもオーバーフローを起こさずに 1 / (1 + e^-x) を同じ形で返す。
    e = np.exp(-np.abs(x))  # <- e
    y = np.where(x >= 0, 1.0, e) / (1 + e)  # <- y
    return y


# region after
#en: e = e^-|x| lies in (0, 1], so it never overflows. For x >= 0: 1 / (1 + e^-x) = 1 / (1 + e).
#en: For x < 0 multiply numerator and denominator by e^x: e^x / (e^x + 1) = e / (1 + e). No difference of nearly equal numbers is taken.
#ja: e = e^-|x| は (0, 1] にあるのでオーバーフローしない。x >= 0 では 1 / (1 + e^-x) = 1 / (1 + e)。
#ja: x < 0 では分子と分母に e^x を掛けて e^x / (e^x + 1) = e / (1 + e)。近い数どうしの引き算は現れない。
# endregion


# region hidden
import numpy as np


def drive(answer, case):
    try:
        with np.errstate(over="raise", invalid="raise", divide="raise"):
            return {"y": answer.sigmoid(np.array(case.x)), "overflow": False}
    except FloatingPointError:
        with np.errstate(all="ignore"):
            return {"y": answer.sigmoid(np.array(case.x)), "overflow": True}


# endregion
