"""The LSTM, in Japanese."""

ABOUT = """
長短期記憶（long short-term memory、LSTM）: 1 時刻の計算と系列全体の計算。覗き穴結合（peephole）をつけることもできる。

    a   = x Wx + h Wh + b                      (N, 4H)、ブロックは i f g o の順
    i   = σ(a_i + p_i ⊙ c)                     入力ゲート: 候補をどれだけ入れるか
    f   = σ(a_f + p_f ⊙ c + forget_bias)       忘却ゲート: セルを 1 で保ち 0 で消す
    g   = tanh(a_g)                            候補
    c'  = f ⊙ c + i ⊙ g                        新しいセル
    o   = σ(a_o + p_o ⊙ c')                    出力ゲート: 新しいセルを見る
    h'  = o ⊙ tanh(c')                         新しい隠れ状態

p のつく項が覗き穴結合で、対角行列にあたり、`p` が None なら省かれる。セルの勾配には c' から直接来る部分と h' を通って来る部分の 2 つがある。c に沿っては f が掛かるだけなので、勾配の消失が遅い。

形状: x (N, T, D)、h と c (N, H)、Wx (D, 4H)、Wh (H, 4H)、b (4H,)、p (3H,) は i f o の順。PyTorch もゲートの順は同じだが、重みは転置 (4H, D) で、バイアスは 2 つあり、その和がこの b にあたる。f g i o の順を使うものもある。

出典: Hochreiter & Schmidhuber 1997; Gers, Schmidhuber & Cummins 2000（忘却ゲート）; Gers & Schmidhuber 2000（覗き穴結合）; Jozefowicz, Zaremba & Sutskever 2015（忘却ゲートのバイアス 1）
"""

FUNCTIONS = {
    "lstm_step": "1 時刻: x (N, D)、h と c (N, H) → 新しい h と c。",
    "lstm_step_backward": "新しい h と c の勾配から、この時刻の計算に入ったすべてのものの勾配を求める。",
    "lstm_forward": "全時刻: x (N, T, D) → すべての状態 (N, T, H)、最後の状態と最後のセル (N, H)。\n\n`lengths` を渡すと、系列の終わりより後ろでは状態もセルも動かず、出力は 0 になる。",
    "lstm_backward": "すべての状態、最後の状態、最後のセルの勾配から、各勾配を求める。\n\n1 時刻の計算は何も蓄えない。返された値を時間について足し合わせる。",
}

COMMENTS = {
    "(N, H) each": "それぞれ (N, H)",
    "one part from c' itself, one through h'": "c' から直接来る部分と h' を通って来る部分",
    "tanh, not a sigmoid": "シグモイドではなく tanh",
    "where the state stood still, its gradient passes unchanged": "状態が動かなかった時刻では勾配がそのまま通る",
}
