"""Softmax regression, in Japanese."""

ABOUT = """
ソフトマックス回帰（softmax regression、線形多項分類器）: 一つの線形層による、K クラスそれぞれの確率。

    f = x W + b,   p = softmax(f),   E = -Σ_n Σ_k t_nk log p_nk
    dE/df = p - t (目標の合計が 1 のとき),   dE/dW = xᵀ (p - t),   dE/db = Σ (p - t)
    ニュートン法: H[(i,k),(j,l)] = Σ_n X_ni X_nj p_nk (δ_kl - p_nl),   X = x に 1 の列を加えたもの

E は凸関数なので、W は 0 から始めてもよい。W の K 個の列すべてに同じベクトルを足しても何も変わらないので、H は特異行列である。ニュートン法の一歩は、最も短い解をとる。

出典: Bridle, 1990, "Probabilistic Interpretation of Feedforward Classification Network Outputs"
"""

FUNCTIONS = {
    "softmax_regression": "x (N, D)、W (D, K)、b (K,) に対する確率 p (N, K) を返す。",
    "softmax_regression_backward": "確率についての dout (N, K) から dx、dW、db を返す。",
    "softmax_regression_loss": "目標の行 t (N, K)（one-hot、または確率の割り当て）の交差エントロピーを、ロジットから計算して返す。",
    "softmax_regression_loss_backward": "dx、dW、db を返す。t の行の合計が 1 なら、誤差は p - t である。",
    "softmax_newton_step": "和の損失について、ニュートン法で一歩進んだ W と b を返す（目標 t (N, K) の各行の合計は 1）。",
    "_linear_backward": "df (N, K) から、f = x W + b の各勾配。",
}
