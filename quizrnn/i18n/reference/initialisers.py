"""Initial weights, in Japanese."""

ABOUT = """
重みの初期値。

    正規分布           std · n                                        n は標準正規分布に従う
    切断正規分布       std · n, |n| <= bound
    Xavier             分散 2 / (fan_in + fan_out)                    tanh とシグモイドに
      fan_in の形      分散 1 / fan_in                                講座の 1/√n
    He                 分散 2 / fan_in                                ReLU に。出力の半分が 0 になるため
    直交行列           QR 分解の Q、したがって ‖xQ‖ = ‖x‖             再帰の重みに

`rng` は乱数生成器か、指定の形の抽出済みの乱数そのもの（標準正規分布、または関数がそう断っているときは [0, 1) の一様分布）である。重みは (fan_in, fan_out) の形で、畳み込みのカーネルは (出力, 入力, 高さ, 幅) の形で持つ。

出典: Glorot & Bengio 2010 (Xavier); He et al. 2015 (He); Saxe, McClelland & Ganguli 2014（直交行列）
"""

FUNCTIONS = {
    "fans": "1 つのユニットに入る入力の数（fan-in）と、1 つの入力が送られるユニットの数（fan-out）。",
    "normal": "標準偏差 std の正規分布: std · n。",
    "truncated_normal": "標準偏差の ±bound 倍以内にあると決まっている正規分布の値（乱数は [0, 1) の一様分布）。\n\n分布関数 Φ を Φ(-bound) と Φ(bound) の間で逆に解く。結果の標準偏差は `std` より小さくなる（bound が 2 なら 0.88 倍）。",
    "xavier": '活性化関数の 0 での傾きが 1 ならば、層から層へ分散が保たれる。\n\n`fan="average"`: 分散 2 / (fan_in + fan_out)、Glorot の形。`fan="in"`: 1 / fan_in、講座の形。',
    "he": "分散 2 / fan_in。ReLU が信号の半分を捨てるので、Xavier の 2 倍である。",
    "orthogonal": "gain 倍した、行と列のうち少ない方が正規直交になる行列。\n\nR の対角成分の符号を Q に移すと、そのような行列全体から一様に抽出したことになる。",
    "_with_variance": "正規分布、または同じ分散をもつ ±√(3 × 分散) の一様分布。",
}
