import numpy as np


def clip_by_norm(g, threshold):
    #en: g: a gradient of any shape; threshold > 0. Returns g shortened to the norm threshold, if it is longer.
    #ja: g は任意の形の勾配、threshold > 0。g のノルムが threshold を超えるときだけ、threshold まで縮めて返す。
    norm = np.sqrt((g**2).sum())
    if norm <= threshold:
        return g
    return g * (threshold / norm)  # <- clipped


# region after
#en: ||g * threshold / ||g|| || = threshold: the length becomes the threshold, the direction stays.
#en: Asking "norm <= threshold" before dividing keeps a zero gradient from being divided by zero.
#ja: ||g * threshold / ||g|| || = threshold。長さだけが threshold になり、向きは変わらない。
#ja: 割る前に norm <= threshold を調べるので、ゼロの勾配でも 0 で割らずに済む。
# endregion
