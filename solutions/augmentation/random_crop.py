import numpy as np


def random_crop(img, h, w, rng):
    #en: img (H, W, C); h <= H, w <= W. rng: a numpy Generator. Returns a window (h, w, C) from a random place.
    #ja: img (H, W, C)、h <= H、w <= W。rng: NumPy の Generator。無作為な位置の窓 (h, w, C) を返す。
    H, W = img.shape[:2]
    top = rng.integers(0, H - h + 1)  # <- top
    left = rng.integers(0, W - w + 1)  # <- left
    return img[top : top + h, left : left + w]


# region after
#en: The last window ends with the picture: top + h = H, so top = H - h is the largest place and must be drawn too.
#en: integers(0, n) draws from 0 ... n - 1, hence n = H - h + 1. With h = H that leaves integers(0, 1), always 0.
#ja: 最後の窓は画像の端で終わる。top + h = H なので、最大の位置は top = H - h で、これも出なければならない。
#ja: integers(0, n) は 0 ... n - 1 から引くので n = H - h + 1 とする。h = H なら integers(0, 1) で、つねに 0 になる。
# endregion


# region hidden
import numpy as np


def drive(answer, case):
    rng = np.random.default_rng(case.seed)
    img = np.arange(case.H * case.W * 3).reshape(case.H, case.W, 3)  # a pixel tells its place
    crops = [answer.random_crop(img, case.h, case.w, rng) for _ in range(300)]
    first = sorted({tuple(crop.shape) + tuple(crop.ravel()[:1].tolist()) for crop in crops})
    return [list(part) for part in first]


# endregion
