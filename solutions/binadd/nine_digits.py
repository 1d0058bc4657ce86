import numpy as np


def to_numbers(bits):
    #en: bits (N, T), least significant digit first. Returns N whole numbers.
    #ja: bits (N, T) は下位の桁から並ぶ。N 個の整数を返す。
    #en: A bit needs no more than a byte.
    #ja: 1 ビットを持つには 1 バイトあれば足りる。
    bits = bits.astype(np.uint8)
    total = np.zeros(len(bits), dtype=np.int64)  # (N,)
    for t in range(bits.shape[1]):
        term = bits[:, t].astype(np.int64) << t  # <- term
        total += term
    return total


# region after
#en: A bit fits a byte, but bit * 2**t does not: a uint8 ends at 255, so the trouble begins at t = 8, the ninth digit.
#en: The result of an operation on uint8 is uint8 again. Widen first, then shift.
#ja: 1 ビットは 1 バイトに収まるが、ビット × 2**t は収まらない。uint8 の上限は 255 なので、t = 8、つまり 9 桁目から困る。
#ja: uint8 どうしの演算結果はまた uint8 になる。先に型を広げてから、ずらす。
# endregion
