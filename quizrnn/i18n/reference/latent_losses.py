"""Losses of models with latent variables, in Japanese."""

ABOUT = """
潜在変数（latent variable）をもつモデルと、単語ベクトルの損失。

    正規分布間の KL     KL(N(μ, σ²) ‖ N(m, s²)) = ½ Σ (log s² - log σ² + (σ² + (μ - m)²) / s² - 1)
                        事前分布が標準正規分布なら ½ Σ (μ² + σ² - 1 - log σ²)
    ELBO                E[log p(x|z)] - β KL、最大化する
    VQ の損失           コードブック ‖sg[z_e] - z_q‖²、コミットメント β ‖z_e - sg[z_q]‖²（sg: 勾配停止）
    負例サンプリング    -log σ(u·v) - Σ_k log σ(-u_k·v)

和は最後の軸（潜在変数または特徴）について、平均はそれより前のすべての軸についてとる。

出典: Kingma & Welling 2014（KL、ELBO）; Higgins et al. 2017 (β); van den Oord, Vinyals & Kavukcuoglu 2017 (VQ); Mikolov et al. 2013（負例サンプリング）
"""

FUNCTIONS = {
    "gaussian_kl": "KL ダイバージェンス KL(N(mu, e^logvar) ‖ 事前分布)。(..., Z) → (...) としてからまとめる。事前分布（prior）は省略すれば標準正規分布である。",
    "gaussian_kl_backward": "両方の平均と、両方の対数分散についての勾配。",
    "elbo": '変分下限（evidence lower bound、ELBO）: log p(x|z) - β KL の、N についての平均。y (N, D) はデコーダのロジット、`likelihood` が `"gaussian"` ならその平均である。\n\n正規分布の分散は 1 で、その対数尤度には特徴 1 つにつき -½ log 2π の定数も含める。',
    "elbo_backward": "y、mu、logvar についての、下限そのものの勾配。登るか、符号を変えて使う。",
    "vq_losses": "(..., D) についてのコードブック損失とコミットメント損失。すべての要素の平均である（著者のコードと同じ）。\n\n値は β を除いて等しい。違うのは勾配の行き先である。",
    "vq_losses_backward": "z_q はコードブック損失だけから、z_e はコミットメント損失だけから学習する。",
    "negative_sampling": "-log σ(u·v) - Σ_k log σ(-u_k·v)。単語 v (N, D)、近くの単語 u (N, D)、抽出された負例 u_negative (N, k, D)。",
    "negative_sampling_backward": "3 組のベクトルそれぞれについての勾配。",
}
