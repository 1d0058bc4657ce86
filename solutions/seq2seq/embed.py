import numpy as np


def encode(words, E, Wx, Wh, b):
    #en: words (T, V): one one-hot row for each word; E (V, D): one embedding row for each word of the vocabulary.
    #en: Wx (D, H), Wh (H, H), b (H,). Returns the last state (H,), the context for the decoder.
    #ja: words (T, V): 単語ごとに one-hot の行が一つ。E (V, D): 語彙の単語ごとに埋め込みの行が一つ。
    #ja: Wx (D, H)、Wh (H, H)、b (H,)。最後の状態 (H,) を返す。これがデコーダへの文脈になる。
    h = np.zeros(Wh.shape[0])
    for w in words:  # (V,)
        e = w @ E  # <- e
        h = np.tanh(e @ Wx + h @ Wh + b)
    return h


# region after
#en: (V,) @ (V, D) -> (D,): a one-hot row picks exactly one row of E, the same as E[index of the 1]. The look-up is cheaper, the product shows why it has a gradient.
#ja: (V,) @ (V, D) -> (D,)。one-hot の行は E の行を一つだけ選び出す。E[1 の位置] と同じである。添字で引く方が安いが、積の形なら勾配があることが分かる。
# endregion
