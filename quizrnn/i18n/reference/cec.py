"""The constant error carousel, in Japanese."""

ABOUT = """
CEC（constant error carousel、定誤差カルーセル）だけの姿と、それに足していける各ゲート。

    c_t = f_t ⊙ c_{t-1} + i_t ⊙ a_t
    h_t = o_t ⊙ c_t

ゲートが一つもなければ（すべて None、それぞれ 1 とみなす）、これが CEC で、c_t = c_{t-1} + a_t となる。c に沿った傾きはちょうど 1 なので、何時刻を経ても勾配は消失も爆発もしない。ただし、ひたすら蓄えるだけである。

    入力ゲート i    入力重み衝突を解消する: 同じ重みが、入れることも締め出すこともしなければならない
    出力ゲート o   出力重み衝突を解消する: 蓄えたものが、それを読むすべてのものを乱す
    忘却ゲート f   セルを空にできる。k 時刻を経て残る割合は k 個のゲートの積になる (0.9^50 = 0.005)

`sign=-1` は広まっている誤植 a_t - c_{t-1} で、傾きが -1 になり、勾配の符号が時刻ごとに反転する。見破るために置いてある。

形状: すべて (N, T, H)、c0 は (N, H)。ゲートは計算せずに与える。計算するのは `lstm` である。

出典: Hochreiter & Schmidhuber 1997; Gers, Schmidhuber & Cummins 2000（忘却ゲート）
"""

FUNCTIONS = {
    "cec_forward": "セルから読まれるものと、セルそのもの。どちらも (N, T, H)。",
    "cec_backward": "入力、最初のセル、各ゲートについての勾配。",
}

COMMENTS = {
    "all that reaches c_t": "c_t に届くものすべて",
    "the carousel: 1 without a forget gate": "カルーセル: 忘却ゲートがなければ 1",
}
