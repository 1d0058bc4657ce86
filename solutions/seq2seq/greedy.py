import numpy as np


def greedy(context, E, Wx, Wh, Wo, start, length):
    #en: context (H,): final state of the encoder, the decoder's first state. E (V, D): embedding rows. Wx (D, H), Wh (H, H), Wo (H, V).
    #en: Returns `length` word ids: at every step the likeliest word, which is read at the next step.
    #ja: context (H,): エンコーダの最後の状態で、デコーダの初期状態になる。E (V, D): 埋め込みの行。Wx (D, H)、Wh (H, H)、Wo (H, V)。
    #ja: 単語番号を length 個返す。各ステップで最も確率の高い単語を選び、それを次のステップの入力にする。
    h, token = context, start
    words = []
    for _ in range(length):
        x = E[token]  # <- x
        h = np.tanh(x @ Wx + h @ Wh)  # <- h
        token = int((h @ Wo).argmax())
        words.append(token)
    return words


# region after
#en: Two things go round the loop: the token that was written (the next input) and the state (the next memory).
#en: The softmax is left out: it keeps the order of the scores, so argmax gives the same word.
#ja: ループを回るものは二つある。書いた単語（次の入力）と、状態（次の記憶）である。
#ja: ソフトマックスは省いてある。スコアの大小は変わらないので、argmax で選ばれる単語は同じである。
# endregion
