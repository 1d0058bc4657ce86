import torch
import torch.nn.functional as F


def blur(x: torch.Tensor, kernel):
    #en: x (N, C, H, W), kernel (k, k) with k odd. Returns (N, C, H, W): every channel blurred by itself.
    #ja: x (N, C, H, W)、kernel (k, k) で k は奇数。チャネルごとにぼかした (N, C, H, W) を返す。
    C, k = x.shape[1], len(kernel)
    weight = kernel.expand(C, 1, k, k)  # <- weight
    out = F.conv2d(x, weight, padding=k // 2, groups=C)  # <- out
    return out


# region after
#en: groups = 1:  filters (C, C, k, k), out[c] = sum over c' of x[c'] * w[c, c']
#en: groups = C:  filters (C, 1, k, k), out[c] = x[c] * w[c, 0]
#ja: groups = 1:  フィルタは (C, C, k, k)、out[c] は x[c'] * w[c, c'] の c' についての和
#ja: groups = C:  フィルタは (C, 1, k, k)、out[c] = x[c] * w[c, 0]
# endregion


# region hidden
def drive(answer, case):
    kernel = case.g.outer(case.g.flip(0).cumsum(0))  # positive, and not symmetric
    return answer.blur(case.x, kernel / kernel.sum())


# endregion
