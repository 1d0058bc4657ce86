"""VHRED, in Japanese."""

ABOUT = """
VHRED: 短くありきたりな応答への対策として、応答ごとに潜在変数をもたせた HRED。

    c = 発話の文脈 (HRED と同じ),   r = 正しい応答に対するエンコーダの最後の状態
    事前分布  p(z|c)    = N(mu_p, σ_p²),   [mu_p; log σ_p²] = c Wp + bp
    事後分布  q(z|c, r) = N(mu_q, σ_q²),   [mu_q; log σ_q²] = [c; r] Wq + bq
    z = mu + σ * eps  学習では事後分布から、応答を作るときは事前分布から
    デコーダの始まりは tanh([c; z] Wi + bi)
    loss = Σ_t -log P(word_t) + beta * KL(q || p),  バッチについての平均

z は応答ごとに一つ抽出されるので、応答の全体を方向づけることができる。単語ごとに選ぶデコーダにできるのは局所的な選択だけである。デコーダが強いと KL は 0 に近づき、z は無視される。そのときは beta を 0 から始めて大きくしていく。

出典: Serban et al., 2017, "A Hierarchical Latent Variable Encoder-Decoder Model for Generating Dialogues"
"""

FUNCTIONS = {
    "vhred": "ロジット (N, R, V) と、乱数 noise (N, Z) に対する mu、logvar、prior_mu、prior_logvar (N, Z) を返す。\n\nutterances (N, U, T)、応答を 1 時刻遅らせた reply_in (N, R)、応答そのものの reply (N, R)。params は HRED のもので、Wi は (C + Z, H')、それに Wp (C, 2Z)、bp、Wq (C + H, 2Z)、bq が加わる。",
    "vhred_backward": "5 つの出力の勾配から dparams を返す。",
    "vhred_loss": "-ELBO を返す。応答の単語について合計した交差エントロピーに beta KL を足したもので、N について平均する。",
    "vhred_loss_backward": "dparams を返す。KL の項は事前分布と事後分布を互いに近づける。",
}

COMMENTS = {
    "(N, Z) each": "それぞれ (N, Z)",
    "shared by utterances and reply": "発話と応答で共有される",
}
