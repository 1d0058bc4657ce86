import numpy as np


def brighten(img, delta):
    #en: img (H, W): uint8; delta: an int from -255 to 255. Returns (H, W), uint8.
    #ja: img (H, W): uint8。delta: -255 から 255 の整数。uint8 の (H, W) を返す。
    out = np.clip(img.astype(int) + delta, 0, 255).astype(np.uint8)  # <- out
    return out


# region after
#en: widen      250 -> 250 (int)
#en: add        250 + 10 = 260          in a byte it would be 260 - 256 = 4
#en: clip       260 -> 255
#en: narrow     255 -> 255 (uint8)
#ja: 型を広げる  250 -> 250 (int)
#ja: 足す        250 + 10 = 260         バイトのままなら 260 - 256 = 4 になる
#ja: 切り詰める  260 -> 255
#ja: 型を戻す    255 -> 255 (uint8)
# endregion


# region hidden
import numpy as np


def drive(answer, case):
    return answer.brighten(case["values"].astype(np.uint8), case.delta)


# endregion
