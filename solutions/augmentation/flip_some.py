import torch


def flip_some(x, flip):
    #en: x (N, C, H, W), flip (N,) of booleans. Returns (N, C, H, W): the marked pictures mirrored left to right.
    #ja: x (N, C, H, W)、flip (N,) は真偽値。印の付いた画像を左右に反転した (N, C, H, W) を返す。
    out = torch.where(flip[:, None, None, None], x.flip(3), x)  # <- out
    return out


# region after
#en: x[n, c, r, j] -> x[n, c, r, W - 1 - j] where flip[n]. flip as (N, 1, 1, 1) has one entry for each picture.
#ja: flip[n] が真なら x[n, c, r, j] -> x[n, c, r, W - 1 - j]。flip を (N, 1, 1, 1) にすると、画像ごとに一つの値になる。
# endregion


# region hidden
import torch


def drive(answer, case):
    return answer.flip_some(case.x, torch.as_tensor(case.flip))


# endregion
