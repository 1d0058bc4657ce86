"""Logistic regression, in Japanese."""

ABOUT = """
ロジスティック回帰（logistic regression）: 2 クラスの一方である確率。最尤推定（maximum likelihood）による。

    f = x · w + b,   p = σ(f),   E = -Σ [ t log p + (1 - t) log(1 - p) ] = Σ [ softplus(f) - t f ]
    dE/df = p - t,   dE/dw = xᵀ (p - t),   dE/db = Σ (p - t)
    ニュートン法: (w, b) <- (w, b) - H⁻¹ g,   H = Xᵀ diag(p (1 - p)) X,   X = x に 1 の列を加えたもの

損失はロジット f から計算するので、p が 0 や 1 に丸められるところでも有限である。尤度は積なので、既定では**和**をとる。そのため勾配降下法の一歩はバッチの大きさとともに大きくなる。"mean" なら N で割る。E は凸関数である。

出典: Cox, 1958, "The regression analysis of binary sequences"
"""

FUNCTIONS = {
    "logistic": "x (N, D)、w (D,)、b () に対する、クラス 1 の確率 p (N,) を返す。",
    "logistic_backward": "確率についての dout (N,) から dx、dw、db を返す。",
    "logistic_loss": "ラベル t (N,) の負の対数尤度 -log 尤度を返す。t は 0 か 1（またはその間の割合）。",
    "logistic_loss_backward": "dx、dw、db を返す。誤差 p - t が入力に掛かる。",
    "logistic_newton_step": "和の損失について、ニュートン法で一歩進んだ w と b を返す。\n\n2 クラスを直線で分けられるときは最適解がない。重みは一歩ごとに大きくなり、やがて曲率が失われて ValueError になる。",
    "_linear_backward": "df (N,) から、f = x · w + b の各勾配。",
}
