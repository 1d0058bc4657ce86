import numpy as np


def prepare(clip, L):
    #en: clip (S,): 16-bit PCM samples, integers from -32768 to 32767. Returns L floats between -1 and 1: the first L samples of a
    #en: longer clip; a shorter one is filled with zeros so that its last sample is the last number of the result.
    #ja: clip (S,): 16 ビット PCM のサンプルで、-32768 から 32767 までの整数。-1 から 1 までの実数を L 個返す。
    #ja: 長いクリップからは先頭の L 個を取り、短いクリップにはゼロを補って、最後のサンプルが結果の最後に来るようにする。
    x = clip[:L] / 32768  # <- x
    out = np.concatenate([np.zeros(L - len(x)), x])  # <- out
    return out


# region after
#en: x (min(S, L),): one fixed factor for all clips, 2^15, so that loud clips stay louder than soft ones.
#en: A one-way RNN that hands on its LAST state forgets a signal that is followed by many zeros: in a linear state with the factor 0.9
#en: the share left after 500 steps of silence is 0.9^500 = 1e-23. With the zeros in front the signal is the last thing it has read.
#en: The other way is to pad behind and tell the model the lengths (masking, packed sequences).
#ja: x (min(S, L),): 全クリップに共通の係数 2^15 で割る。音の大きいクリップは大きいまま、小さいクリップは小さいまま残る。
#ja: 「最後」の状態を渡す一方向の RNN は、後ろにゼロが長く続くと信号を忘れる。係数 0.9 の線形な状態なら、
#ja: 無音の 500 ステップの後に残る割合は 0.9^500 = 1e-23 である。ゼロを前に置けば、最後に読むのが信号になる。
#ja: 後ろにゼロを補い、長さをモデルに伝える方法（マスキングや packed sequence）もある。
# endregion
