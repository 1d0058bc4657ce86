"""The multi-layer perceptron, in Japanese."""

ABOUT = """
任意の層数の多層パーセプトロン（multi-layer perceptron）と、2 つの XOR のネットワーク。

    u_1 = x W_1 + b_1,  h_1 = f(u_1),   u_2 = h_1 W_2 + b_2,  ...   out = h_{L-1} W_L + b_L   (活性化なし)
    逆伝播、最後の層から:  dW = hᵀ du,  db = Σ du,  dh = du Wᵀ,  前の層の du = dh * f'(u)

導関数 f' は活性化前の値 u でとる。活性化関数がなければ、全体が一つの線形写像になってしまう。隠れ層の重みが乱数で出力層の重みが 0 なら、隠れ層の勾配が 0 なのは最初の一歩だけである。

出典: Rumelhart, Hinton & Williams, 1986, "Learning representations by back-propagating errors"
"""

FUNCTIONS = {
    "mlp": "x (N, D) を層 [(W (D, H), b (H,)), ...] に通す。最後の層は線形である。",
    "mlp_backward": "dout (N, K) から dx と dlayers [(dW, db), ...] を返す。",
    "xor_by_steps": "2 ビット x (N, 2) の XOR を、重みを固定したステップ関数のユニットで求める。(a または b) かつ (a かつ b) でない。\n\n    h1 = [a + b >= 0.5]   (OR),   h2 = [a + b >= 1.5]   (AND),   y = [h1 - h2 >= 0.5]\n\n各ユニットが引くのは 1 本の直線である。XOR は対角の頂点が同じクラスなので、1 本の直線では分けられない。",
    "xor_net": "学習できる XOR のネットワークによる P(クラス 1) (N,) を返す。tanh の層と、シグモイドの出力 1 つからなる。\n\n普通の大きさは 2-2-1（パラメータ 9 個）と 2-2-2-1（15 個）で、どの層も自身の重みをもつ。",
    "xor_net_backward": "確率についての dout (N,) から dx と dlayers を返す。",
}

COMMENTS = {"(N, 2): or, and": "(N, 2): OR、AND"}
