"""Activation functions, in Japanese."""

ABOUT = """
活性化関数（activation function）と、その導関数。

    step      y = 1 if x >= threshold else 0        y' = 0、跳びの位置では定義されない
    sigmoid   y = 1 / (1 + exp(-x))                 y' = y (1 - y)、最大で 1/4
    tanh      y = (e^x - e^-x) / (e^x + e^-x)       y' = 1 - y²、最大で 1
    ReLU      y = max(0, x)                         y' = 1（x > 0）、0（x < 0）、0 では選べる
    leaky     y = x（x > 0）、それ以外は alpha x   y' = 1（x > 0）、alpha（x < 0）、0 では選べる
    Swish     y = x σ(βx)                           y' = σ(βx) + βx σ(βx) (1 - σ(βx))
    GELU      y = x Φ(x)、Φ は正規分布の分布関数    y' = Φ(x) + x φ(x)
    softplus  y = log(1 + exp(βx)) / β              y' = σ(βx)
    softmax   y_i = exp(x_i) / Σ_k exp(x_k)         ∂y_i/∂x_j = y_i (δ_ij - y_j)

導関数 `d_name` には**活性化前**の値 x を渡す。`d_name_from_output` には y = name(x) を渡す。`d_name` に y を渡してしまうのは、よくある誤りである。
折れ目のある関数では、そこでの微分係数を `at_kink` で決める。省略すれば PyTorch と同じ値になり、ほかの数（0、0.5、1、NaN）も指定できる。

出典: Glorot, Bordes & Bengio 2011 (ReLU); Maas, Hannun & Ng 2013 (leaky ReLU); Ramachandran, Zoph & Le 2017 (Swish); Bridle 1990 (softmax)。資料の範囲外: Hendrycks & Gimpel 2016 (GELU); Dugas et al. 2001 (softplus)。
"""

FUNCTIONS = {
    "step": "しきい値（threshold）より上で 1、下で 0、ちょうどしきい値では `at_threshold`（講座では 1、ヘヴィサイドの階段関数では 0.5）。",
    "d_step": "至るところ 0 なので、これを通しては何も学習されない。跳びの位置に微分係数はなく、値は約束で決めるだけである。",
    "sigmoid": 'σ(x)。値は 0 と 1 の間にある。`form="plain"` は 1 / (1 + e^-x) そのままで、-709 より下で警告が出るが、値は正しい。',
    "d_sigmoid": "σ(x) (1 - σ(x))。最大値は x = 0 での 0.25。",
    "d_sigmoid_from_output": "同じ微分係数を y = σ(x) から求める。",
    "tanh": "tanh(x) を 5 通りの式で計算する。それぞれがどこまで使えるかは `TANH_LIMITS` にある。",
    "d_tanh": '1 - tanh²(x)。`form="cosh"` は 1 / cosh²(x)、`form="exp"` は 4 / (e^x + e^-x)²。\n\n後の 2 つはオーバーフローの警告を出すが（354 を超えると 2 乗が溢れる）、1 / inf = 0 なので値は正しい。',
    "d_tanh_from_output": "1 - y²。y = tanh(x) から求める。",
    "relu": "max(0, x)。至るところ連続だが、0 では微分できない。",
    "d_relu": "x > 0 で 1、x < 0 で 0、0 では `at_kink`（PyTorch と TensorFlow では 0、講座のもう一つの形では 1）。",
    "leaky_relu": 'x > 0 で x、それ以外で αx。`form="max"` は max(αx, x) で、同じになるのは 0 <= α <= 1 のときだけである。',
    "d_leaky_relu": "x > 0 で 1、x < 0 で α。0 では `at_kink`、省略すれば α。",
    "swish": "x σ(βx)。β = 0 では x / 2、β が大きくなるほど ReLU に近づく。単調ではない（β = 1 のとき、x = -1.2785 で最小値 -0.2785）。",
    "d_swish": "積の微分法により σ(βx) + βx σ(βx) (1 - σ(βx))。最大で 1.0998。",
    "identity": "x をそのまま返す。回帰の出力層に使う。",
    "d_identity": "至るところ 1。",
    "gelu": 'x Φ(x)。`form="tanh"` は、よく使われる近似 x/2 (1 + tanh(√(2/π) (x + 0.044715 x³)))。',
    "d_gelu": "Φ(x) + x φ(x)、または近似式の導関数。",
    "_normal_distribution": "Φ(x) = erfc(-x / √2) / 2。1 + erf では桁落ちするところでも、erfc なら桁が保たれる。",
    "softplus": "log(1 + exp(βx)) / β。滑らかな ReLU である。logaddexp を使うので exp はオーバーフローしない。",
    "d_softplus": "σ(βx)。",
    "softmax": "`axis` に沿って合計が 1 になる割合。オーバーフローを防ぐため、先に最大の要素を引いておく。",
    "softmax_jacobian": "ヤコビ行列 ∂y_i/∂x_j = y_i (δ_ij - y_j) を最後の軸について求める。(K,) → (K, K)、(N, K) → (N, K, K)、以下同様。",
    "softmax_backward": "ヤコビ行列を作らずに、それと `dout` の積を求める。y (dout - Σ_k dout_k y_k)、ただし y = softmax(x, axis)。",
    "log_softmax": "x - log Σ_k exp(x_k)。log(softmax(x)) が -inf になるところでも有限である。",
    "log_softmax_backward": "dout_i - exp(y_i) Σ_k dout_k。y = log_softmax(x, axis) から求める。",
}

COMMENTS = {"never above 1": "1 を超えない"}
