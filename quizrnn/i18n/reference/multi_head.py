"""Multi-head attention and positional encoding, in Japanese."""

ABOUT = """
マルチヘッド Attention（multi-head attention）と位置エンコーディング（positional encoding）。

    heads:   q, k, v = x Wq + bq, y Wk + bk, y Wv + bv、それぞれ D/heads 個の特徴ずつ heads 個に分ける
    out  =   [head_1; ...; head_h] Wo + bo,   head_i = i 番目どうしの、スケーリングした Attention

    PE[t, 2i] = sin(t / 10000^(2i/D)),   PE[t, 2i+1] = cos(t / 10000^(2i/D))

y = x とすれば自己注意、y をエンコーダの状態とすれば交差注意（cross-attention）になる。Attention そのものは位置の順序を知らない。入力に足す位置エンコーディングが、それを教える。
バイアスつきの正方行列が 4 つあり、D = 64 ならヘッドの数によらずパラメータは 16,640 個である。

出典: Vaswani et al., 2017, "Attention Is All You Need"
"""

FUNCTIONS = {
    "positional_encoding": "PE (T, D) を返す。特徴は 2 つで一組の時計の針であり、後の組ほどゆっくり回る。",
    "split_heads": "x (N, T, D) を (N*heads, T, D/heads) に分ける。ヘッドはバッチの一部になる。",
    "merge_heads": "(N*heads, T, D/heads) を (N, T, D) にまとめる。split_heads の逆。",
    "multi_head_attention": "複数のヘッドが並んで、それぞれ自分の受け持つ特徴について Attention を行う。(N, T, D) を返す。\n\nx (N, T, D) が問い合わせ、y (N, S, D) が見られる。mask は (N, T, S) にブロードキャストされる。\n\nparams: Wq、Wk、Wv、Wo (D, D) と bq、bk、bv、bo (D,)。重み (N, heads, T, S) は cache に入る。",
    "multi_head_attention_backward": "dout (N, T, D) から dx、dy、dparams を返す。",
    "_outer": "left (N, T, A) と right (N, T, B) の積をバッチと時間について合計する: (A, B)。",
    "check_heads": "N、T、S を返す。合わない系列・重み・ヘッドの数は拒む。",
}

COMMENTS = {
    "(N, T or S, D)": "(N, T または S, D)",
    "(N heads, T or S, D/heads)": "(N heads, T または S, D/heads)",
    "(N heads, T, S), as split_heads": "(N heads, T, S)、split_heads と同じ",
    "(N, T or S, heads, D/heads)": "(N, T または S, heads, D/heads)",
    "(N, 1, T, S): the same for every head": "(N, 1, T, S): どのヘッドにも同じ",
}
