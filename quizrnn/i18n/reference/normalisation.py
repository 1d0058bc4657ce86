"""Batch and layer normalisation, in Japanese."""

ABOUT = """
バッチ正規化（batch normalisation）とレイヤー正規化（layer normalisation）。

    xhat = (x - mean) / sqrt(var + eps),   out = gamma * xhat + beta

バッチ正規化では、mean と var は各チャネルの、バッチ（とすべての画素）についての平均と分散である。テストでは、学習中に更新してきた推定値がそれに代わる。レイヤー正規化では、各サンプルの最後の軸についての平均と分散で、学習でもテストでも同じである。どちらも、個数で割る**偏りのある**分散を使う。それぞれの平均のもとになる値が m 個あるとして、逆伝播はどちらも次の形になる。

    dxhat = dout * gamma
    dx = (dxhat - mean(dxhat) - xhat * mean(dxhat * xhat)) / sqrt(var + eps)

出典: Ioffe & Szegedy, 2015, "Batch Normalization"; Ba, Kiros & Hinton, 2016, "Layer Normalization"
"""

FUNCTIONS = {
    "batch_norm": "x (N, C) または (N, C, ...) の各チャネルを、バッチについて正規化する（学習のとき）。gamma、beta は (C,)。",
    "batch_norm_backward": "dx、dgamma、dbeta を返す。どのサンプルも、ほかのすべてのサンプルの平均と分散を動かす。",
    "batch_norm_test": "更新してきた推定値 mean、var (C,) で x を正規化する。チャネルごとに決まった一次関数である。",
    "batch_norm_test_backward": "dx、dgamma、dbeta を返す。推定値は定数である。",
    "update_running": "バッチ x の後の平均と分散の推定値 (C,) を返す。新しい値の重みが `momentum` である。\n\nこれは PyTorch の流儀であり（Keras では**古い**値に重み 0.99 を与える）、バッチの分散は**不偏**分散を使う。",
    "layer_norm": "x (..., D) の各行を最後の軸について正規化する。gamma、beta は (D,)。",
    "layer_norm_backward": "dx、dgamma、dbeta を返す。gamma は正規化する軸に沿って異なるので、平均の内側に入る。",
    "check_channels": "x (N, C, ...) とベクトル (C,) が合うことを確かめ、1 つのチャネルが広がる軸を返す。",
    "_per_channel": "ベクトル (C,) を、x (N, C, ...) にブロードキャストできる形にする。",
}
