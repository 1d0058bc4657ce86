"""The recurrent language model, in Japanese."""

ABOUT = """
RNN 言語モデル（language model）: 次に来る単語は何か。

    e_t = E[word_t],   h_t = cell(e_t, h_{t-1}),   logits_t = h_t Wo + bo,   P(次の単語) = softmax(logits_t)
    perplexity = exp(-log P(正しい単語) の平均)

2 つの形がある。単語ごとに次を予測するものと、数語の窓（window）の後に一度だけ、最後の状態から予測するものである。one-hot の行と E の積は、参照 E[word] と同じで、参照ならそのためのメモリが要らない。パープレキシティ（perplexity）が V なら、当てずっぽうと変わらない。

出典: Bengio et al., 2003; Mikolov et al., 2010, "Recurrent neural network based language model"
"""

FUNCTIONS = {
    "language_model": "words (N, T) の各単語の後のロジット (N, T, V) と、続きに使う最後の状態を返す。\n\nparams: E (V, D)、`cell` の重み {Wx, Wh, b}、Wo (H, V)、bo (V,)。状態は 0 から始まる。",
    "language_model_backward": "ロジット (N, T, V) と最後の状態の勾配から、dstate と dparams を返す。",
    "next_word_model": "単語の窓 words (N, T) それぞれの次に来る単語のロジット (N, V) を返す。窓は古い単語から順に並べ、T は 1 以上である。",
    "next_word_model_backward": "dout (N, V) から dparams を返す。問われたのは最後の時刻だけである。",
    "language_model_loss": "-log P(targets (N, T)) の平均を、マスク (N, T) が数える位置について返す。",
    "language_model_loss_backward": "dparams を返す。",
    "perplexity": "平均損失（単位は nat）の exp を返す。その数だけの、等しく起こりやすい単語から選ぶのと同じ不確かさである。",
}
