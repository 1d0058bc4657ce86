"""VQ-VAE, in Japanese."""

ABOUT = """
VQ-VAE: 離散的な潜在表現。学習されるコードブック（codebook）の、最も近いコードベクトルで表す。

    z_e = encoder(x),   ids = argmin_k ‖z_e - e_k‖²,   z_q = e[ids]
    y = decoder(z_e + sg[z_q - z_e])                            sg: 勾配停止 (stop-gradient)
    loss = (y - x)² の平均                                      再構成
         + (sg[z_e] - z_q)² の平均                              コードブック損失: コードベクトルを動かす
         + beta * (z_e - sg[z_q])² の平均                       コミットメント損失: エンコーダを引き留める

最も近いコードベクトルを選ぶ段階には勾配がない。ストレートスルー推定量（straight-through estimator）がデコーダの勾配をそのままエンコーダに渡すので、z_e での勾配は本当の勾配ではない。コードブック損失の代わりに、コードベクトルが、自分の担当するものの移動平均を追うこともできる（EMA）。誰にも選ばれないコードベクトルは死んでいる。EMA だけでは生き返らないが、置き直せば（restart）生き返る。

出典: van den Oord, Vinyals & Kavukcuoglu, 2017, "Neural Discrete Representation Learning" (EMA: appendix A.1)
"""

FUNCTIONS = {
    "nearest_codes": "各 z (..., D) に最も近いコードベクトルの番号 (...) を返す。コードブックは (K, D)。等しければ最初のもの。",
    "quantise": "最も近いコードベクトルそのもの (..., D) を返す。番号は `ids` として cache に入る。",
    "quantise_backward": "dz を返す。dout をそのまま写したものである。コードブックはここからではなく、自身の損失から学習する。",
    "vqvae": 'x (N, D) について、合計すべき 3 つの損失 {"reconstruction", "codebook", "commitment"} を返す。\n\nエンコーダの出力 (N, S*C) は、C 個の数からなるコードベクトルの位置が S 個あるものとして読む。コードブックは (K, C)。',
    "vqvae_backward": "3 つの損失の勾配（学習では 1、1、1）から、dencoder、dcodebook、ddecoder を返す。",
    "ema_update": "z (M, D) がコードベクトル ids (M,) を選んだ後の、新しい counts (K,)、sums (K, D)、コードブック (K, D) を返す。\n\n    counts_k <- decay counts_k + (1 - decay) * k を選んだ数\n    sums_k   <- decay sums_k + (1 - decay) * その z の和,       e_k = sums_k / counts_k\n\n`eps` は、使われないコードベクトルの counts を 0 より大きく保つ（ラプラス平滑化。合計は変わらない）。",
    "code_perplexity": "K 個のコードベクトルが選ばれた頻度のエントロピーの exp を返す。いつも同じなら 1、どれも等しければ K。",
    "restart_dead_codes": "使われなかったコードベクトルを、抽出した z (M, D) の位置に置き直したコードブックと、どれを置き直したか (K,) を返す。",
    "check_places": "C を返す。出力 (N, S*C) が C 個の数からなるコードベクトルに分かれないエンコーダは拒む。",
    "check_update": "K を返す。合わない平均、ベクトル z (M, D)、その番号 (M,) は拒む。",
}

COMMENTS = {
    "(N, S, C), at the decoder's input": "(N, S, C)、デコーダの入力で",
    "(M, K), one-hot": "(M, K)、one-hot",
}
