"""One step of any cell, in Japanese."""

ABOUT = """
単純な RNN、LSTM、GRU のどのセルでも、1 時刻の計算を同じ形で呼ぶ方法。

    state = cell(x_t, state)

状態はタプルで、"rnn" と "gru" では (h,)、"lstm" では (h, c) である。重みは各セルの関数が使う名前の辞書で、Wx、Wh、b と、場合により bh（GRU）または p（LSTM）。式・流儀・出典は `rnn`、`lstm`、`gru` のものと同じである。系列全体にセルを適用するのは `layers` である。

出典: 各セルの出典
"""

FUNCTIONS = {
    "zero_state": "最初の時刻の前の状態 (N, H) を 1 つまたは 2 つ返す。すべて 0 である。",
    "cell_step": "x (N, D) による 1 時刻の後の状態を返す。",
    "cell_step_backward": "新しい状態の勾配から dx、dstate、dweights を返す。",
    "add_trees": "辞書・タプル・配列からなる同じ構造の木 2 つの和を返す。共有された重みの勾配に使う。",
}
