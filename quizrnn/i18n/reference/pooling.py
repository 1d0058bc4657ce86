"""Pooling, in Japanese."""

ABOUT = """
最大プーリング（max pooling）、平均プーリング（average pooling）、大域平均プーリング（global average pooling）。どれもパラメータをもたない。

    最大:     out = 窓の中の最大値               dx: dout は、PyTorch と同じく最初の最大の画素へ
    平均:     out = 窓の和 / (k l)               dx: 窓のすべての画素へ dout / (k l)
    大域平均: out = チャネル全体の平均           dx: チャネルのすべての画素へ dout / (H W)

窓は端を越えない。窓を満たせない行と列は使われない（切り捨て）。

出典: LeCun et al., 1998, "Gradient-Based Learning Applied to Document Recognition"; Lin et al., 2013, "Network In Network"
"""

FUNCTIONS = {
    "max_pool2d": "x (N, C, H, W) の各窓の最大の画素をとり、(N, C, H', W') を返す。`stride` は省略すれば窓の大きさ。",
    "max_pool2d_backward": "dx (N, C, H, W) を返す。dout はそれぞれ、選ばれた画素へ渡る。",
    "avg_pool2d": "x (N, C, H, W) の各窓の平均をとり、(N, C, H', W') を返す。`stride` は省略すれば窓の大きさ。",
    "avg_pool2d_backward": "dx (N, C, H, W) を返す。dout はそれぞれ、窓の画素に等しく分けられる。",
    "max_pool1d": "x (N, C, T) の各窓の最大値をとり、(N, C, T') を返す。",
    "max_pool1d_backward": "dx (N, C, T) を返す。",
    "global_avg_pool": "各チャネルの平均をとる。x (N, C, T) または (N, C, H, W) が (N, C) になる。",
    "global_avg_pool_backward": "x と同じ形の dx を返す。dout (N, C) はそれぞれ、チャネルの画素に等しく分けられる。",
    "_windows": "窓 (N, C, k l, H' W') を、チャネルごとに返す。",
}

COMMENTS = {"(N, C, 1, H' W'), the first of equals": "(N, C, 1, H' W')、等しければ最初のもの"}
