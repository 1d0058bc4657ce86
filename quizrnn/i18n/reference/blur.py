"""Gaussian kernel and blur, in Japanese."""

ABOUT = """
ガウスカーネル（Gaussian kernel）とガウスぼかし（Gaussian blur）。ノイズの除去、画像の修整、スケール空間に使われる。

    G(i, j) = exp(-(i^2 + j^2) / (2 sigma^2)) / (2 pi sigma^2)、さらにカーネル全体の和で割る

ぼかしの幅は、sigma とカーネルの**小さい方**で決まる。11x11 のカーネルで sigma が 100 なら、実質は 11x11 の平均である。大きなカーネルで sigma が小さくても、小さなカーネル以上にはぼけない。

出典: Marr & Hildreth, 1980, "Theory of edge detection"
"""

FUNCTIONS = {
    "gaussian_kernel_1d": "位置 arange(size) - (size - 1) / 2 での、正規化した重み (size,) を返す。",
    "gaussian_kernel": "カーネル (size, size) を返す。2 つの行の外積なので、ぼかしは軸ごとに行える。",
    "gaussian_blur": 'x (N, C, H, W) の各チャネルを別々にぼかす。大きさは変わらない。\n\n"zero" は縁を暗くする。真っ白な画像では、11x11 の平均の後、隅に 0.30、辺に 0.55 が残る。偶数の `size` は、画像を半画素ずらすことになるので拒む。',
}

COMMENTS = {
    "an even size lies between the pixels": "偶数の大きさでは画素の間になる",
    "a tiny sigma does not make the sum 0": "sigma がごく小さくても和は 0 にならない",
}
