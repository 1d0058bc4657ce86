"""The fast LSTM layer, in Japanese."""

ABOUT = """
`lstm` の LSTM 層を速さのために書き直したもの。同じ引数から同じ値を返す。

先に `lstm` を読むとよい。違うのは次の 4 点で、数学的な違いはない。

1. すべてをバッチを最後の軸にして (T, 4H, N) で持つので、1 時刻の各ゲートがメモリ上で連続する。
2. x_t、h_{t-1} と 1 だけの行を縦に重ねて一つの配列 z (T + 1, D + H + 1, N) とし、Wx、Wh、b も一つの行列にする。1 時刻の計算は一つの積になり、新しい h は次の時刻が読む場所に書かれる。
3. σ(a) = (1 + tanh(a / 2)) / 2 なので、3 つのゲートの重みを先に半分にしておけば、tanh 1 回で 4 つとも求まる。
4. 結果は一度だけ作った領域に書き（`out=`）、重みの勾配は全時刻をまとめた一つの積になる。

出典: Hochreiter & Schmidhuber 1997
"""

FUNCTIONS = {
    "lstm_forward_fast": "全時刻。`lstm_forward` から覗き穴結合と lengths を除いたもの。",
    "lstm_backward_fast": "すべての状態、最後の状態、最後のセルの勾配から、各勾配を求める。",
}

COMMENTS = {
    "g is a tanh itself": "g はもともと tanh",
    "after the non-linearity": "非線形関数を通した後",
    "(4H, N): faster than broadcasting": "(4H, N): ブロードキャストより速い",
    "i, f, o from tanh to σ; g stays": "i、f、o を tanh から σ へ。g はそのまま",
    "all factors that do not depend on the gradient, for all steps at once: da = slope * (dc or dh)": "勾配によらない因子を全時刻まとめて求める: da = slope *（dc または dh）",
    "how dh enters dc": "dh が dc にどう入るか",
}
