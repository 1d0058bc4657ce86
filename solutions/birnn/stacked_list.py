import numpy as np


def outputs(F, B, V):
    #en: F and B: lists of T arrays (N, H), the states of both directions, B in the order in which it read. V (2H, O).
    #en: Returns the outputs of all time steps, (T, N, O).
    #ja: F と B は、両方向の状態 (N, H) を T 個並べたリスト。B は読んだ順に並ぶ。V (2H, O)。
    #ja: 全時刻の出力 (T, N, O) を返す。
    joined = [np.concatenate([f, b], axis=1) for f, b in zip(F, B[::-1])]  # T x (N, 2H)
    states = np.stack(joined)  # <- states
    return states.dot(V)


# region after
#en: joined is a Python list; only arrays have dot. np.stack makes a new first axis, the time: (T, N, 2H). The product then acts on the last axis.
#en: np.concatenate has no new axis: it would put the batches of all steps below each other, (T N, 2H).
#ja: joined は Python のリストで、dot を持つのは配列だけである。np.stack は先頭に時間の軸を新しく作り、(T, N, 2H) にする。積は最後の軸に掛かる。
#ja: np.concatenate は軸を作らないので、全時刻のバッチを縦につないだ (T N, 2H) になる。
# endregion
