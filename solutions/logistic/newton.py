import numpy as np


def sigmoid(f):
    return 1 / (1 + np.exp(-f))


def newton_step(X, t, w):
    #en: X (N, D): one point in each row, a constant feature among them; t (N,): labels 0 or 1; w (D,).
    #en: Returns w - H^{-1} grad, (D,), for the cross-entropy E summed over the points.
    #ja: X (N, D): 1 行が一つの点で、定数の特徴を含む。t (N,): ラベル 0 か 1。w (D,)。
    #ja: 点について和を取った交差エントロピー E に対する w - H^{-1} grad (D,) を返す。
    # region answer: body
    p = sigmoid(X @ w)  # (N,)
    grad = X.T @ (p - t)  # (D,)
    H = (X * (p * (1 - p))[:, None]).T @ X  # (D, D)
    return w - np.linalg.solve(H, grad)
    # endregion


# region after
#en: dE/dw_i = sum_n (p_n - t_n) x_ni
#en: d2E/dw_i dw_j = sum_n dp_n/dw_j x_ni = sum_n p_n (1 - p_n) x_nj x_ni      t_n does not depend on w
#en: As a matrix: H = X.T diag(p (1 - p)) X. For any v: v.T H v = sum_n p_n (1 - p_n) (x_n . v)^2 >= 0, so E is convex.
#en: Near the minimum E is almost a paraboloid, and the step jumps to the bottom of that paraboloid.
#ja: dE/dw_i = sum_n (p_n - t_n) x_ni
#ja: d2E/dw_i dw_j = sum_n dp_n/dw_j x_ni = sum_n p_n (1 - p_n) x_nj x_ni      t_n は w によらない
#ja: 行列で書くと H = X.T diag(p (1 - p)) X。どの v についても v.T H v = sum_n p_n (1 - p_n) (x_n . v)^2 >= 0 なので E は凸である。
#ja: 最小点の近くでは E はほぼ放物面で、ニュートン法の 1 ステップはその放物面の底へ跳ぶ。
# endregion


# region hidden
import numpy as np


def drive(answer, case):
    rng = np.random.default_rng(case.seed)
    X = np.c_[np.ones(case.n), rng.normal(size=(case.n, case.d))]
    t = np.arange(case.n) % 2
    w = rng.normal(size=case.d + 1)
    return answer.newton_step(X, t, w)


# endregion
