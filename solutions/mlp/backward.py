import numpy as np


def gradients(X, T, W1, b1, W2, b2):
    #en: X (N, D): inputs; T (N, K): targets. Hidden layer tanh with W1 (D, H), b1 (H,); linear output with W2 (H, K), b2 (K,).
    #en: The loss is half the squared error, summed over samples and outputs. Returns the gradients by name.
    #ja: X (N, D): 入力。T (N, K): 正解。隠れ層は tanh で W1 (D, H)、b1 (H,)。出力は線形で W2 (H, K)、b2 (K,)。
    #ja: 損失は 2 乗誤差の半分を、サンプルと出力について足したもの。勾配をパラメータの名前ごとに返す。
    h = np.tanh(X @ W1 + b1)  # (N, H)
    y = h @ W2 + b2  # (N, K)
    dy = y - T  # (N, K)
    dW2 = h.T @ dy
    db2 = dy.sum(axis=0)  # <- db2
    da = (dy @ W2.T) * (1 - h**2)  # <- da
    dW1 = X.T @ da
    db1 = da.sum(axis=0)
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


# region after
#en: Loss 1/2 * sum (y - t)^2  ->  dy = y - t                      (N, K)
#en: y = h W2 + b2             ->  dW2 = h.T dy, (H, K)             each weight: sum over the samples of input times error
#en:                               db2 = sum of the rows of dy, (K,) the same b2 was added to every sample, so all rows act on it
#en:                               dh = dy W2.T, (N, H)
#en: h = tanh(a)               ->  da = dh * (1 - h^2)              the slope of tanh, written in its OUTPUT h
#en: A gradient always has the shape of its parameter. That alone would have shown the first fault, and only finite differences the second.
#ja: 損失 1/2 * sum (y - t)^2  ->  dy = y - t                      (N, K)
#ja: y = h W2 + b2             ->  dW2 = h.T dy, (H, K)             重みごとに「入力×誤差」をサンプルについて足す
#ja:                               db2 = dy の行の和, (K,)           同じ b2 をどのサンプルにも足したので、すべての行が効く
#ja:                               dh = dy W2.T, (N, H)
#ja: h = tanh(a)               ->  da = dh * (1 - h^2)              tanh の傾きを「出力」h で書いたもの
#ja: 勾配の形は必ずパラメータの形と同じになる。一つ目の誤りは形を見れば分かるが、二つ目は数値微分をしないと分からない。
# endregion


# region hidden
def drive(answer, case):
    return {"gradients": answer.gradients(case.X, case.T, case.W1, case.b1, case.W2, case.b2)}


# endregion
