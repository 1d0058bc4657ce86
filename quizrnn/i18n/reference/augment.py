"""Random erasing and mixup, in Japanese."""

ABOUT = """
画像を隠す、または混ぜるデータ拡張: Random Erasing と Mixup。

どちらも、乱数生成器を受け取って抽出する部分と、抽出した値から計算するだけの部分に分かれている。

出典: Random Erasing は Zhong et al., 2017, "Random Erasing Data Augmentation"、Mixup は Zhang et al., 2017, "mixup: Beyond Empirical Risk Minimization"
"""

FUNCTIONS = {
    "draw_boxes": "画像ごとに長方形（top, left, height, width）を 1 つ抽出し、(N, 4) を返す。そのままにする画像では height が 0 である。\n\n確率 `share` で、面積 `area`（画像に対する割合）と縦横比 height/width（`aspect` から 1/`aspect` まで）を、長方形が収まるまで抽出し直す。",
    "random_erasing": "画像ごとに 1 つの長方形を `fill` で上書きする。`fill` は 1 つの数か、x (N, C, H, W) と同じ形の乱数である。",
    "draw_mixup": "重み lam ~ Beta(alpha, alpha) (N,) と、各画像の相手を表す順列 (N,) を抽出する。",
    "mixup": "各サンプルを相手と混ぜる。入力 x (N, ...) も目標 y (N, K) も同じ重みで混ぜる。\n\n    x' = lam x + (1 - lam) x[partner],   y' = lam y + (1 - lam) y[partner]",
}

COMMENTS = {"each (N, 1, 1)": "それぞれ (N, 1, 1)"}
