"""Encoder-decoder for words, in Japanese."""

ABOUT = """
単語列のエンコーダ・デコーダ。Attention つき、またはなし。ニューラル機械翻訳（neural machine translation）のモデルである。

    エンコーダ: e_s = cell(E_source[source_s], e_{s-1}),   最後の状態からデコーダが始まる
    デコーダ:   h_t = cell(E_target[input_t], h_{t-1}),    input_t = 正しい単語、または直前のロジットの argmax
    logits_t = h_t Wo + bo                    Attention なし、Wo (H, V)
    logits_t = [h_t; context_t] Wo + bo       Attention つき、Wo (2H, V)
    context_t = Σ_s softmax_s(h_t · e_s) e_s  e_s: エンコーダの状態。入力文のパディングはマスクする
                                              スケーリング: h_t · e_s / sqrt(H)

Attention がなければ、どんなに長い入力文も一つの状態に収めなければならない。Attention は、入力文とともに**数**の増えるすべての状態を見る。ロジットから単語を選ぶ段階には勾配がないので、モデル自身の単語を通しては何も逆伝播しない。

出典: Sutskever, Vinyals & Le, 2014; Luong, Pham & Manning, 2015（セルの後の Attention）
"""

FUNCTIONS = {
    "encode": "単語列 source (N, S) に対するエンコーダのすべての状態 (N, S, H) と最後の状態を返す。",
    "encode_backward": "dE_source と dencoder を返す。",
    "decode_step": "各サンプルの単語 1 つ (N,) に対するロジット (N, V) と新しい状態を返す。\n\n`memory` は注意を向ける相手のエンコーダの状態 (N, S, H) で、None なら Attention を使わない。`mask` (N, 1, S) は、入力文の単語がある位置で True である。Attention の重み (N, S) は cache に入る。",
    "decode_step_backward": "dstate、dmemory（Attention がなければ None）と、デコーダ側の dparams を返す。",
    "translation": "source (N, S) とデコーダの単語列 target_in (N, T) から、ロジット (N, T, V) を返す。T は 1 以上である。\n\ntarget_in は開始の単語で始まる。use_own (N, T) が True の位置では、直前の時刻の argmax を単語とする（すべて True なら、自己出力による貪欲な生成）。lengths (N,) は入力文の長さである。",
    "translation_backward": "dout (N, T, V) から dparams を返す。デコーダのどの時刻も、エンコーダのすべての状態に勾配を送る。",
    "check_target": "N と T を返す。入力文に合わないデコーダの入力は拒む。",
}

COMMENTS = {"memory is key and value": "memory がキーでありバリューでもある"}
