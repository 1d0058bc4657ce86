"""Gradient clipping, in Japanese."""

ABOUT = """
勾配クリッピング（gradient clipping）。逆伝播の後、更新の前に行う。勾配の消失ではなく、勾配の爆発への対策である。

    ノルムで       g · min(1, threshold / ‖g‖)         配列ごとに。向きは保たれる
    値で           min(max(g, -threshold), threshold)  要素ごとに。向きは変わる
    全体のノルムで ‖g‖ = √(Σ_i ‖g_i‖²) として最初の式  すべての配列に同じ倍率を掛ける

`eps` はノルムに足される。0 ならちょうどしきい値（threshold）に揃い、1e-6 は `torch.nn.utils` と同じになる。0 の勾配は 0 のままである。

出典: Pascanu, Mikolov & Bengio 2013
"""

FUNCTIONS = {
    "clip_by_norm": "`threshold` より長ければ、その長さに縮める。",
    "clip_by_value": "各要素を ±`threshold` の範囲に切り詰める。",
    "clip_by_global_norm": "すべての勾配に同じ倍率を掛ける。全体のノルムも返す。",
    "clip_factor": "ノルムが threshold を超えれば threshold / ノルム、そうでなければ 1（0 で割ることはない）。",
}
