"""Layers of any cell, in Japanese."""

ABOUT = """
任意のセルから作る層: 単方向、双方向（bidirectional）、層の積み重ね（stacked）。

    順方向の状態       F_t = cell(x_t, F_{t-1})
    逆方向の状態       B_t = cell(x_t, B_{t+1}): 逆順の系列で計算し、元の順に戻す
    統合               concat (N, T, 2H)、sum・mean・product (N, T, H)、none（両方を別々のまま）

F_t と B_t は同じ時刻に並ぶ。双方向の層の最終状態は、**両方向**それぞれの最終状態である。逆方向の最終状態は系列全体を読み終えており、最初の時刻に位置する。統合した出力の最後の時刻は別のものである。そこでは逆方向の状態がまだ入力を一つしか見ていない。

層の重みは、セルが使う名前（Wx、Wh、b、場合により p や bh）の辞書である。双方向の層では（順方向, 逆方向）の組になる。積み重ねは層のリストで、各層はそのどちらでもよい。`state` は初期状態 (h0,)、LSTM では (h0, c0) で、省略すれば 0 である。`options` はセルに渡される。

出典: Schuster & Paliwal 1997（双方向）; Graves, Mohamed & Hinton 2013（多層）
"""

FUNCTIONS = {
    "layer_forward": "任意のセルの単方向の層: x (N, T, D) → すべての状態 (N, T, H) と、最後の状態のタプル。",
    "layer_backward": "入力、重み、初期状態の勾配を求める。",
    "bidirectional_forward": "双方向の層: x (N, T, D) → 統合した状態、順方向の最後の状態、逆方向の最後の状態。",
    "bidirectional_backward": "入力、両方向の重み、両方向の初期状態の勾配を求める。",
    "stacked_forward": "層を重ね、各層がすぐ下の層の状態を読む。重みが組なら、その層は双方向になる。\n\n一番上の層の状態と、層ごとの最後の状態（双方向の層では組）を返す。",
    "stacked_backward": "入力、各層の重み、各層の初期状態の勾配を、上の層から順に求める。",
    "_merge_backward": "順方向の状態と逆方向の状態に届く勾配。",
}

COMMENTS = {"(N, T, H), lined up with ``ahead``": "(N, T, H)、`ahead` と時刻が揃う"}
