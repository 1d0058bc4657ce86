"""Convolution, in Japanese."""

ABOUT = """
一次元と二次元の畳み込み（convolution）。ストライド（stride）、パディング（padding）、ダイレーション（dilation）つき。

    out[n, f, i, j] = b[f] + Σ_{c,k,l}  W[f, c, k, l] * x[n, c, i s + k d - p, j s + l d - p]

ストライドが s、ダイレーションが d、パディングが p である。画像の外では x を 0 とみなす。

深層学習で畳み込みと呼ぶものは**相互相関**（cross-correlation）であり、カーネルを反転しない。1 つのフィルタは入力チャネルごとに 1 枚のカーネルをもち、それぞれの結果を足し合わせる。PyTorch と同じく、画像は x (N, C, H, W)、フィルタは W (F, C, kh, kw) である。TensorFlow では (N, H, W, C) と (kh, kw, C, F) である。

出典: LeCun et al., 1989, "Backpropagation Applied to Handwritten Zip Code Recognition"

im2col はすべての窓を列として書き並べるので、層全体が 1 つの行列積になる。

    cols (N, C*kh*kw, H'*W'),   out = W (F, C*kh*kw) @ cols + b
    dW = dout @ cols^T の n についての和,   dcols = W^T @ dout,   dx = col2im(dcols),   db = dout の和
"""

FUNCTIONS = {
    "conv_size": "出力の大きさ floor((n + 2 padding - span) / stride) + 1 を返す。span = dilation (k - 1) + 1 である。",
    "same_padding": "出力の大きさを ceil(n / stride) にする（SAME）、前と後ろのパディングを返す。\n\n合計が奇数なら後ろの方を大きくする。",
    "pair": "1 つの数または組から（縦, 横）を返す。",
    "paddings": '数、組、"same"、"valid" から、行と列それぞれのパディング（前, 後ろ）を返す。',
    "im2col": "x (N, C, H, W) の窓を列として並べ、(N, C*kh*kw, H'*W') にする。逆伝播は `col2im` である。",
    "col2im": "各列 (N, C*kh*kw, H'*W') を、読み出した元の画素に足し戻し、(N, C, H, W) を返す。",
    "conv1d": "x (N, C, T) を W (F, C, k) で時間方向に畳み込む。1 行の画像とみなし、(N, F, T') を返す。\n\n再帰型のモデルの系列 (N, T, D) は `x.transpose(0, 2, 1)` として渡す。",
    "conv1d_backward": "dout (N, F, T') から dx、dW と（b があれば）db を返す。",
    "conv2d": 'x (N, C, H, W) を W (F, C, kh, kw) で畳み込み、b (F,) を足す。(N, F, H\', W\') を返す。\n\n`stride` と `dilation` は 1 つの数または（縦, 横）で、`padding` も同様か、"same" または "valid" である。',
    "conv2d_backward": "dout (N, F, H', W') から dx、dW と（b があれば）db を返す。",
    "check_room": "行と列のパディングを返す。パディングした画素 (H, W) に収まらない窓は拒む。",
}

COMMENTS = {
    "the pixels that meet weight (k, j)": "重み (k, j) と出会う画素",
    'the library knows "same" at stride 1 only': 'ライブラリの "same" はストライド 1 でしか使えない',
}
