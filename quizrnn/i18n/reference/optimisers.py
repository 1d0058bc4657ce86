"""Optimisers, in Japanese."""

ABOUT = """
オプティマイザ（optimiser）: （パラメータ、勾配、状態）から（パラメータ、状態）への一歩。

    SGD        θ ← θ - η g
    モメンタム v ← μ v + g,              θ ← θ - η v            （``form="pytorch"``）
               v ← μ v - η g,            θ ← θ + v              （``form="classical"``、η が一定なら等しい）
    AdaGrad    s ← s + g²,               θ ← θ - η g / (√s + ε)
    RMSProp    s ← ρ s + (1 - ρ) g²,     θ ← θ - η g / (√s + ε)
    AdaDelta   s ← ρ s + (1 - ρ) g²,     Δ = g √(u + ε) / √(s + ε),   u ← ρ u + (1 - ρ) Δ²,   θ ← θ - η Δ
    Adam       m ← β₁ m + (1 - β₁) g,    v ← β₂ v + (1 - β₂) g²
               m̂ = m / (1 - β₁ᵗ),        v̂ = v / (1 - β₂ᵗ),     θ ← θ - η m̂ / (√v̂ + ε)

パラメータと勾配は、名前から配列への辞書である。最初の一歩の状態は None、その後は上の文字ごとの辞書で、`t` は歩数を数える。渡されたものは書き換えない。既定値は PyTorch と同じである。

出典: Robbins & Monro 1951; Polyak 1964, Nesterov 1983（モメンタム）; Duchi, Hazan & Singer 2011 (AdaGrad); Tieleman & Hinton 2012 (RMSProp); Zeiler 2012 (AdaDelta); Kingma & Ba 2015 (Adam)
"""

FUNCTIONS = {
    "sgd": "確率的勾配降下法（SGD）: θ - η g。状態は空のままである。",
    "momentum": "速度を蓄えていく。`nesterov` では、速度で進んだ先から一歩を踏み出す。",
    "adagrad": "これまでのすべての勾配の 2 乗和の平方根で割る。そのため実質の学習率は下がる一方である。",
    "rmsprop": "勾配の 2 乗の移動平均の平方根で割る。",
    "adadelta": "RMSProp に、それ自身の学習率を持たせたもの。すなわち、更新幅の 2 乗の移動平均の平方根を掛ける。",
    "adam": "勾配とその 2 乗の移動平均。どちらも 0 から始まることの偏りを補正する。\n\n最初の一歩は、勾配の大きさによらず、その符号の示す向きに η である。",
    "_slot": "状態のその部分。最初の一歩では 0。",
}
