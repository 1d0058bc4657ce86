"""Dropout, in Japanese."""

ABOUT = """
ドロップアウト（dropout）。inverted 型で、2 通りの呼び方のどちらにも対応する。

    kept = noise >= rate            noise は [0, 1) の一様乱数、一度だけ抽出し順伝播と逆伝播の両方に使う
    学習:   out = x * kept / (1 - rate)        テスト: out = x

渡す数は、Keras と PyTorch では**落とす**割合（`rate`）、TensorFlow 1 では**残す**割合（`keep`）である。dropout(rate=0.2) は dropout_keep(keep=0.8) と同じになる。inverted とは、残った値を学習のときに拡大しておき、テストでは何もしなくてよいことをいう。

出典: Srivastava et al., 2014, "Dropout: A Simple Way to Prevent Neural Networks from Overfitting"（元の形では、代わりにテストのときに重みを縮小する）
"""

FUNCTIONS = {
    "draw_noise": "指定の形の、[0, 1) の一様乱数を抽出する。",
    "dropout": "各値を確率 `rate` で 0 にし、残りを 1 / (1 - rate) 倍する。テストでは何もしない。",
    "dropout_backward": "dx を返す。順伝播と同じマスク、同じ倍率を使う。",
    "dropout_keep": "各値を確率 `keep` で残す。rate = 1 - keep のドロップアウトである。逆伝播は dropout_backward。",
}
