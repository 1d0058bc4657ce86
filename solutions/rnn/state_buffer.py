import numpy as np


def forward(xs, h0, W, U, b):
    #en: xs (N, T, D), h0 (N, H): state before the first step. W (D, H): input weight, U (H, H): recurrent weight, b (H,).
    #en: h_t = tanh(x_t W + h_{t-1} U + b). Returns the states after each step, (N, T, H).
    #ja: xs (N, T, D)、h0 (N, H): 最初のステップの前の状態。W (D, H): 入力の重み、U (H, H): 再帰の重み、b (H,)。
    #ja: h_t = tanh(x_t W + h_{t-1} U + b)。各ステップの後の状態を (N, T, H) で返す。
    N, T, _ = xs.shape
    states = np.zeros((N, T + 1, U.shape[0]))
    states[:, 0] = h0
    for t in range(T):
        before = states[:, t]  # <- before
        states[:, t + 1] = np.tanh(xs[:, t] @ W + before @ U + b)
    return states[:, 1:]  # <- out


# region after
#en: T + 1 places for T + 1 states: h_0 in place 0, the state after step t (counted from 0) in place t + 1.
#en: The state before step t is then in place t, and place t - 1 never has to be named.
#ja: T + 1 個の状態に T + 1 個の場所がある。場所 0 に h_0、ステップ t（0 から数える）の後の状態は場所 t + 1 に入る。
#ja: するとステップ t の前の状態は場所 t にあり、場所 t - 1 を指す必要はない。
# endregion
