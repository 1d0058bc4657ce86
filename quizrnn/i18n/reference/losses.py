"""Losses, in Japanese."""

ABOUT = """
回帰と分類の損失関数（loss function）と、その勾配。

    二乗誤差の半分         ½ (y - t)²                        y について: y - t
    二乗誤差               (y - t)²                          y について: 2 (y - t)
    二値交差エントロピー   -t log p - (1 - t) log(1 - p)     p について: (p - t) / (p (1 - p))
      ロジット x から      max(x, 0) - x t + log(1 + e^-|x|) x について: σ(x) - t
    交差エントロピー       -Σ_k t_k log p_k                  p について: -t / p
      ロジット x から      log Σ_k e^x_k - Σ_k t_k x_k       x について: softmax(x) - t     (Σ t = 1)
      クラス番号で         t がクラス番号であるほかは同じ

`reduction` は `"sum"`（和）、`"mean"`（平均。要素ごとの損失ではすべての要素、K クラスの交差エントロピーではすべてのサンプルについて）、`"none"`（そのまま）のどれかである。和にすると、勾配降下法の一歩はバッチの大きさとともに大きくなる。
クラスは最後の軸に並ぶ。確率から計算するときは、PyTorch と同じく対数の下限を -100、分母の下限を 1e-12 とする。ロジット（logit）から計算すれば下限は要らないので、そちらの形を使うとよい。
"""

FUNCTIONS = {
    "half_squared_error": "½ (y - t)²。講座で 1 桁分の損失として使われるもの（桁について合計する）。",
    "half_squared_error_backward": "y についての勾配。",
    "squared_error": "(y - t)²。平均をとれば平均 2 乗誤差（MSE）。",
    "squared_error_backward": "y についての勾配。損失が平均なら勾配も平均である。",
    "binary_cross_entropy": "確率から計算する -t log p - (1 - t) log(1 - p)。0 log 0 は 0 とする。",
    "binary_cross_entropy_backward": "p についての勾配。",
    "binary_cross_entropy_from_logits": "同じ損失を、p = σ(x) となる x から計算する。どんな x でも有限である。",
    "binary_cross_entropy_from_logits_backward": "x についての勾配 σ(x) - t。シグモイドが飽和していて答えが誤っているところでも消えない。",
    "cross_entropy": "確率から計算する、最後の軸についての -Σ_k t_k log p_k。t は one-hot でも任意の分布でもよい。",
    "cross_entropy_backward": "p についての勾配。",
    "cross_entropy_from_logits": "最後の軸についての -Σ_k t_k log softmax(x)_k。t は one-hot でも任意の分布でもよい。",
    "cross_entropy_from_logits_backward": "x についての勾配。t の合計が 1 なら softmax(x) - t である。",
    "sparse_cross_entropy": "確率から計算する -log p_t。t はクラス番号で、その形は p から最後の軸を除いたもの。",
    "sparse_cross_entropy_backward": "p についての勾配。正解のクラスで -1 / p、ほかでは 0。",
    "sparse_cross_entropy_from_logits": "t をクラス番号とする -log softmax(x)_t。`mask` が 0 の位置（パディング）は数えない。\n\n平均は数えるものについてとり、一つもなければ 0 である。",
    "sparse_cross_entropy_from_logits_backward": "x についての勾配。softmax(x) から、正解のクラスで 1 を引いたもの。数えない位置では 0。",
    "_reduced": "損失そのもの、その和、または平均。",
    "_upstream": "まとめた損失の勾配 `dout` から、一つ一つの損失に届くもの。ただの数は `dtype` の型になる。",
}

COMMENTS = {"over what counts, not over all": "全体ではなく、数えるものについて"}
