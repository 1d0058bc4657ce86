"""HRED, in Japanese."""

ABOUT = """
HRED（hierarchical recurrent encoder-decoder、階層的再帰型エンコーダ・デコーダ）。これまでの発話も見る、対話のモデルである。

    単語の階層:   u_i = 発話 i の単語列に対するエンコーダの最後の状態   (すべての発話で同じ重み)
    発話の階層:   c   = u_1 ... u_U に対する文脈のセルの最後の状態
    応答:         h_0 = tanh(c Wi + bi),   h_t = cell(E[word_t], h_{t-1}),   logits_t = h_t Wo + bo

普通の seq2seq は一つの発話に答えるだけだが、文脈のセルはそれまでに言われたことを運ぶ。エンコーダ、文脈のセル、デコーダは一つずつで、T 語の発話が U 個あれば、エンコーダは U·T 回、文脈のセルは U 回進む。応答は短くありきたりになりがちで、VHRED がそれに対処する。状態が一つのセル（"rnn" か "gru"）だけを使う。

出典: Sordoni et al., 2015, "A Hierarchical Recurrent Encoder-Decoder for Generative Context-Aware Query Suggestion"; Serban et al., 2016
"""

FUNCTIONS = {
    "encode_words": "単語列 words (N, T) に対するセルの最後の状態 (N, H) を返す。",
    "encode_words_backward": "dout (N, H) から dE と dweights を返す。",
    "hred_encode": "単語の番号で表した発話 utterances (N, U, T) の文脈 (N, C) を返す。lengths (N, U) は単語の数である。",
    "hred_encode_backward": "dout (N, C) から dE、dencoder、dcontext を返す。",
    "decode_reply": "ロジット (N, R, V) を返す。デコーダは tanh(features Wi + bi) から始まり、reply_in (N, R) を読む。",
    "decode_reply_backward": "dout (N, R, V) から dfeatures と dparams（E、decoder、Wi、bi、Wo、bo）を返す。",
    "hred": "発話 utterances (N, U, T) に続く応答のロジット (N, R, V) を返す。\n\nreply_in (N, R): 応答の単語列を 1 時刻遅らせ、開始の単語で始めたもの（教師強制）。params: E (V, D)、セル `encoder` (H)、`context` (C)、`decoder` (H')、Wi (C, H')、bi、Wo (H', V)、bo。",
    "hred_backward": "dparams を返す。E は両側で使われるので、その勾配は足し合わされる。",
}

COMMENTS = {"before the tanh": "tanh の前"}
