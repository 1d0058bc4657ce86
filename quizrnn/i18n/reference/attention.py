"""Attention, in Japanese."""

ABOUT = """
Attention（注意機構）: 内積、スケーリングした内積、加法的、そしてヘッドが一つの自己注意（self-attention）。

    スコア:   内積 q·k   スケーリング q·k / sqrt(D)   加法的 w·tanh(q Wq + k Wk)
    weights = softmax(スコア)、入力側の位置 S について,       out = weights v

問い合わせるのがクエリ（query）q (N, T, D)、照合されるのがキー（key）k (N, S, D)、読み出されるのがバリュー（value）v (N, S, C) である。エンコーダ・デコーダでは q がデコーダから、k と v がエンコーダから来る（計算量は T·S）。自己注意では 3 つとも同じ系列から来る（計算量は T·T）。スケーリングはスコアの散らばりを 1 程度に保ち、ソフトマックスの飽和を防ぐ。
`mask`（(N, T, S) にブロードキャストされる）は、見てよい位置で True である。どこも見られないクエリの結果は 0 になる。

出典: Bahdanau, Cho & Bengio, 2015（加法的）; Luong et al., 2015（内積）; Vaswani et al., 2017, "Attention Is All You Need"（スケーリング、自己注意）
"""

FUNCTIONS = {
    "causal_mask": "(T, T) を返す。位置 t から見てよいのは、自分自身とそれより前だけである。",
    "padding_mask": "(N, 1, S) を返す。系列の長さより後ろは、どこからも見てはならない。",
    "masked_softmax": "最後の軸についてのソフトマックスを返す。マスクが False の位置は 0 になり、True が一つもない行はすべて 0 になる。",
    "dot_attention": "各クエリについて、キーがどれだけよく応えるかを重みとしてバリューを混ぜる。それが文脈ベクトル（context）(N, T, C) である。\n\n重み (N, T, S) は cache に入る。",
    "dot_attention_backward": "dout (N, T, C) から dq、dk、dv を返す。",
    "additive_attention": "小さなネットワーク w·tanh(q Wq + k Wk)（バイアスなし）でキーのスコアを求める Attention。文脈ベクトル (N, T, C) を返す。\n\nq (N, T, Dq) と k (N, S, Dk) の大きさは違っていてよい: Wq (Dq, A)、Wk (Dk, A)、w (A,)。",
    "additive_attention_backward": "dout (N, T, C) から dq、dk、dv、dWq、dWk、dw を返す。",
    "self_attention": "系列 x (N, T, D) が自分自身を見る、スケーリングした Attention。(N, T, C) を返す。Wq、Wk (D, A)、Wv (D, C)。",
    "self_attention_backward": "dx、dWq、dWk、dWv を返す。x は 3 回読まれるので、その勾配は 3 つの和になる。",
    "broadcast_mask": "真理値のマスクを (..., T, S) の形に広げて返す。",
}

COMMENTS = {
    "0 where not allowed": "見てはならない位置では 0",
    "masked places have weight 0, so 0": "マスクされた位置は重みが 0 なので 0",
    "finite: a row without a True gives no NaN": "有限の値: True のない行でも NaN にならない",
}
