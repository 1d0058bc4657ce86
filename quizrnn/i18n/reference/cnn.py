"""Convolutional networks, in Japanese."""

ABOUT = """
畳み込みニューラルネットワーク（convolutional neural network、CNN）: 数字の画像のための単層と 2 層、音声のための一次元。

    単層:        畳み込み (バイアスも ReLU もなし) - 最大プーリング - 全結合 - ReLU - 全結合
    二層:        畳み込み - ReLU - プーリング - 畳み込み - ReLU - プーリング - 全結合 - ReLU - ドロップアウト - 全結合
    1-D:         畳み込み - ReLU - プーリング - 時間についての平均 - 全結合

出力は各クラスのロジットである。どの関数も重みを辞書で受け取り、`dparams` も同じキーをもつ。28x28 の画像、5x5 のフィルタ 16 枚、1024 ユニットなら、単層のネットワークのパラメータは 3,222,938 個、フィルタが 32 枚と 64 枚の 2 層なら 3,274,634 個である。ReLU の後のプーリングと、プーリングの後の ReLU は等しい。どちらも大小の順を保つからである。

出典: LeCun et al., 1998, "Gradient-Based Learning Applied to Document Recognition"
"""

FUNCTIONS = {
    "one_layer_cnn": "x (N, C, H, W) のロジット (N, K) を返す。\n\nparams: conv_W (F, C, k, k)、W1 (F H/2 W/2, U)、b1 (U,)、W2 (U, K)、b2 (K,)。",
    "one_layer_cnn_backward": "dout (N, K) から dx と dparams を返す。",
    "two_layer_cnn": "x (N, C, H, W) のロジット (N, K) を返す。`noise` (N, U) は、割合 `rate` のドロップアウトのために抽出した一様乱数である。\n\nparams: conv1_W、conv1_b、conv2_W、conv2_b、W1 (F2 H/4 W/4, U)、b1、W2 (U, K)、b2。",
    "two_layer_cnn_backward": "dout (N, K) から dx と dparams を返す。マスクは順伝播のものを使う。",
    "sound_cnn": "x (N, C, T) のロジット (N, K) を返す。params: conv_W (F, C, k)、conv_b (F,)、W (F, K)、b (K,)。\n\n1 チャネルに幅 4 のフィルタ 32 枚、10 クラスなら、パラメータは 160 + 330 = 490 個である。",
    "sound_cnn_backward": "dout (N, K) から dx と dparams を返す。",
}

COMMENTS = {
    "(N, F2 H/4 W/4): 7*7, not 14*14, after two pools of 28x28": "(N, F2 H/4 W/4): 28x28 を 2 回プーリングして 7*7、14*14 ではない",
}
