import numpy as np


def epoch(X, y, w, B, lr):
    #en: X (N, D), y (N,): the training set; w (D,): weights of the model X @ w; B: batch size; lr: learning rate.
    #en: One pass in the given order. For each batch: the gradient of 1/2 * error^2, averaged over THAT batch, and one step. Returns the new w.
    #ja: X (N, D)、y (N,): 訓練データ。w (D,): モデル X @ w の重み。B: バッチの大きさ。lr: 学習率。
    #ja: 並んでいる順に一巡する。バッチごとに、1/2 * 誤差^2 を「そのバッチで」平均した損失の勾配を求め、1 回更新する。新しい w を返す。
    w = w.copy()
    # region answer: passes
    for start in range(0, len(X), B):
        stop = min(start + B, len(X))
        grad = np.zeros_like(w)
        for n in range(start, stop):
            grad += (X[n] @ w - y[n]) * X[n]
        w -= lr * grad / (stop - start)
    # endregion
    return w


# region after
#en: n = 7, B = 3:  starts 0, 3, 6   ->  batches 0-2, 3-5, 6      three steps, the last with one sample
#en: n = 6, B = 3:  starts 0, 3      ->  batches 0-2, 3-5         (step + 1) * B < n would stop after the first: 6 < 6 is false
#en: In matrix form a batch gradient is X_b.T @ (X_b @ w - y_b) / len(X_b), (D,).
#ja: n = 7, B = 3:  開始位置 0, 3, 6   ->  バッチ 0-2, 3-5, 6      3 回更新し、最後は 1 サンプル
#ja: n = 6, B = 3:  開始位置 0, 3      ->  バッチ 0-2, 3-5         (step + 1) * B < n なら、6 < 6 が偽なので 1 回目で終わる
#ja: 行列で書けば、バッチの勾配は X_b.T @ (X_b @ w - y_b) / len(X_b)、形は (D,) である。
# endregion
