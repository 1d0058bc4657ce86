"""Encoder-decoder for numbers, in Japanese."""

ABOUT = """
数列のエンコーダ・デコーダ（sin から cos へ）: 教師強制（teacher forcing）、自己出力による生成（free running）、scheduled sampling。

    エンコーダ: state = セルを x に適用した最後の状態        デコーダ: state_t = cell(input_t, state_{t-1})
    y_t = h_t Wo + bo,       input_0 = y_in_0,       input_t = y_in_t またはモデル自身の y_{t-1}

エンコーダからデコーダへ渡るのは最終状態だけで、重みは共有しない。**教師強制**では、入力はすべて正しい前の値である（y_in は目標を右へずらしたもの）。**自己出力による生成**では、使うときと同じく、最初を除く入力がすべてモデル自身の出力である。**scheduled sampling** では、どちらにするかを抽出したマスク `use_own` (N, T) で決め、モデル自身の出力をしだいに増やす。教師強制での誤差が小さくても、自分で生成したときのことはほとんどわからない（exposure bias）。出力は数なので、入力に戻した値を通しても勾配が流れる。

出典: Sutskever, Vinyals & Le, 2014; Cho et al., 2014; Williams & Zipser, 1989（教師強制）; Bengio et al., 2015（scheduled sampling）
"""

FUNCTIONS = {
    "seq2seq": "入力系列 x (N, S, D) とデコーダの入力 y_in (N, T, K) から、y (N, T, K) を返す。\n\nuse_own が None なら教師強制、すべて True なら y_in[:, 0] から始まる自己出力による生成（時刻 0 は必ずこれを使う）。params: 2 つのセルの重み `encoder` と `decoder` {Wx, Wh, b}、それに Wo (H, K)、bo (K,)。",
    "seq2seq_backward": "dout (N, T, K) から dx、dy_in、dparams を返す。モデル自身の出力を使った位置では dy_in は 0 である。",
    "free_run": "最初の入力 `start` (N, K) だけから、モデルが自分で生成する T 個の出力 (N, T, K) を返す。",
    "draw_use_own": "scheduled sampling のマスク (N, T) を抽出する。確率 `share` で True、時刻 0 では False。",
    "check_decoder": "N と T を返す。デコーダが先へ進めない入力は拒む。",
}

COMMENTS = {
    "dtaken: what the next step's input asks of this output": "dtaken: 次の時刻の入力がこの出力に求めるもの",
    "only the last state is used": "使うのは最後の状態だけ",
}
