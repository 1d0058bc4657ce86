import numpy as np


def scaled(kernel):
    #en: kernel (k, m): weights of both signs with the sum 0. Returns the kernel times a constant.
    #ja: kernel (k, m): 正と負の重みから成り、和は 0。定数倍したカーネルを返す。
    out = kernel / kernel[kernel > 0].sum()  # <- out
    return out


# region after
#en: response = sum of w x with 0 <= x <= 1. It is largest with x = 1 where w > 0 and x = 0 elsewhere: the sum P of the positive weights.
#en: The sum of all weights is 0, so the negative ones sum to -P, and dividing by P gives responses from -1 to 1.
#ja: 応答は w x の和で 0 <= x <= 1 である。最大になるのは w > 0 のところで x = 1、ほかで x = 0 のときで、値は正の重みの和 P である。
#ja: 重みの和は 0 なので負の重みの和は -P で、P で割れば応答は -1 から 1 になる。
# endregion


# region hidden
import numpy as np


def drive(answer, case):
    kernel = np.hstack([case.half, -case.half[:, ::-1]])
    return answer.scaled(kernel)


# endregion
