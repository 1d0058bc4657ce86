import numpy as np


def make_windows(x, y, k):
    #en: x, y (T,): two waves, T >= k. Returns what the encoder reads, what the decoder reads and what it is to write, each (pieces, k).
    #ja: x, y (T,): 二つの波、T >= k。エンコーダの入力、デコーダの入力、デコーダの正解を返す。どれも (断片の数, k)。
    count = len(x) - k + 1  # <- count
    encoder, decoder, targets = [], [], []
    for i in range(count):
        target = y[i : i + k]
        delayed = np.concatenate([[0.0], target[:-1]])  # <- delayed
        encoder.append(x[i : i + k])
        decoder.append(delayed)
        targets.append(target)
    return np.array(encoder), np.array(decoder), np.array(targets)


# region after
#en: The piece that starts at i ends at i + k - 1 <= T - 1, so i <= T - k: T - k + 1 starts.
#en:   decoder reads   0     y_i    y_{i+1} ... y_{i+k-2}
#en:   decoder writes  y_i   y_{i+1}        ... y_{i+k-1}
#ja: i から始まる断片は i + k - 1 <= T - 1 で終わるから i <= T - k。開始位置は T - k + 1 個ある。
#ja:   デコーダの入力  0     y_i    y_{i+1} … y_{i+k-2}
#ja:   デコーダの正解  y_i   y_{i+1}        … y_{i+k-1}
# endregion
