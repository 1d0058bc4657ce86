"""Sequences of unequal length, in Japanese."""

ABOUT = """
長さの異なる系列を一つのバッチで扱うためのマスク（mask）と、パディングの位置を保つ反転。

バッチ x (N, T, ...) には `lengths` (N,) が伴い、系列 n で有効なのは 0 から lengths[n] - 1 までの時刻である。それ以外の時刻では、再帰層は状態を保って 0 を出力する。したがって最終状態は、最後の有効な時刻のものになる。

出典: 一般的な方法
"""

FUNCTIONS = {
    "length_mask": "(N, T)。有効な時刻で True。",
    "reverse_padded": "x (N, T, ...) の各系列を逆順にする。パディングは末尾のままである。2 回行えば元に戻る。",
}
