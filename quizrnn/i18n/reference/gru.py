"""The GRU, in Japanese."""

ABOUT = """
ゲート付き再帰ユニット（gated recurrent unit、GRU）。2 つの流儀の両方。

    r = σ(x Wx_r + h Wh_r + b_r)                リセットゲート: 0 に近いほど過去が候補に入らない
    z = σ(x Wx_z + h Wh_z + b_z)                更新ゲート
    n = tanh(x Wx_n + (r ⊙ h) Wh_n + b_n)       候補、リセットが行列の積の前 ``reset="before"``
    n = tanh(x Wx_n + r ⊙ (h Wh_n) + b_n)       候補、リセットが積の後 ``reset="after"``
    h' = (1 - z) ⊙ h + z ⊙ n                    ``z_weighs="candidate"``（候補に掛かる）
    h' = z ⊙ h + (1 - z) ⊙ n                    ``z_weighs="old"``（古い状態に掛かる）

既定は講座の流儀で、z は候補に掛かり、リセットは積の前に行う。PyTorch と Keras では z が古い状態に掛かり、リセットは積の後に行う。z のブロックの符号を変えれば、z の一方の流儀から他方に移れる（`convert_z`）。リセットの前後の違いは、重みを変えても移し替えられない。`bh` は再帰側の積につく第二のバイアスで、h Wh + bh となり、リセットが後のときはその内側に入る。PyTorch と Keras にはこれがある。

形状: x (N, T, D)、h (N, H)、Wx (D, 3H)、Wh (H, 3H)、b と bh (3H,)、ブロックは r z n の順。PyTorch も順は同じで重みは転置、Keras は z r n の順である。

出典: Cho et al. 2014（z が古い状態に掛かり、リセットが前）; Chung et al. 2014（候補に掛かる）
"""

FUNCTIONS = {
    "gru_step": "1 時刻: x (N, D)、h (N, H) → 新しい h (N, H)。",
    "gru_step_backward": "新しい h の勾配から、この時刻の計算に入ったすべてのものの勾配を求める。",
    "gru_forward": "全時刻: x (N, T, D)、h0 (N, H) → すべての状態 (N, T, H) と最後の状態 (N, H)。\n\n`lengths` を渡すと、系列の終わりより後ろでは状態が動かず、出力は 0 になる。",
    "gru_backward": "すべての状態と最後の状態の勾配から、各勾配を求める。",
    "convert_z": "z の一方の流儀の重みから、他方の流儀で同じ働きをする重みを作る。z のブロックの符号を変える。",
}

COMMENTS = {
    "(N, 2H), r and z": "(N, 2H)、r と z",
    "(N, H) each": "それぞれ (N, H)",
    "(H, H) each": "それぞれ (H, H)",
    "(N, H), what a reset after the product scales": "(N, H)、積の後のリセットが掛かる相手",
    "gradient of r ⊙ h": "r ⊙ h の勾配",
}
