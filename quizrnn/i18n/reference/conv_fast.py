"""The fast convolution, in Japanese."""

ABOUT = """
`conv.py` の畳み込みをもう一度、より速く。バッチを最も内側の軸にする。

読んで学ぶなら `conv.py` である。ここでは画像をまず (C, H, W, N) の順に並べ替える。すると窓の 1 行がメモリ上の長い連続（W' 個ではなく W'·N 個の数）になるので、窓の切り出し（im2col）も足し戻し（col2im）も安く済み、out、dW、dcols はそれぞれバッチ全体に対する 1 つの行列積になる。

    cols (C*kh*kw, H'*W'*N),   out = W cols,   dW = dout colsᵀ,   dcols = Wᵀ dout

残るのはこの 3 つの積の時間で、NumPy で書くどんな形でもこれが限界である。

出典: Chellapilla, Puri & Simard 2006, High Performance Convolutional Neural Networks (im2col)
"""

FUNCTIONS = {
    "conv2d_fast": "x (N, C, H, W) を W (F, C, kh, kw) で畳み込み、b (F,) を足す。`conv.conv2d` と同じ。",
    "conv2d_backward_fast": "dout (N, F, H', W') から dx、dW と（b があれば）db を返す。",
}

COMMENTS = {"the pixels that meet weight (k, j)": "重み (k, j) と出会う画素"}
