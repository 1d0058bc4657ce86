import torch


def channels_first(x: torch.Tensor, H, W):
    #en: x (N, H*W*3): each row is a flattened picture in the order row, column, colour. Returns (N, 3, H, W).
    #ja: x (N, H*W*3): 各行は、行、列、色の順に平坦化した画像。(N, 3, H, W) を返す。
    pictures = x.reshape(-1, H, W, 3).permute(0, 3, 1, 2)  # <- pictures
    return pictures


# region after
#en: position in a row = (r * W + c) * 3 + colour, so reshape to (N, H, W, 3) gives back element [n, r, c, colour].
#en: permute(0, 3, 1, 2) then names it [n, colour, r, c].
#ja: 行の中の位置は (r * W + c) * 3 + 色 なので、(N, H, W, 3) に reshape すれば要素 [n, r, c, 色] が得られる。
#ja: permute(0, 3, 1, 2) により、それを [n, 色, r, c] と読むようになる。
# endregion


# region hidden
def drive(answer, case):
    return answer.channels_first(case.x, case.H, case.W)


# endregion
