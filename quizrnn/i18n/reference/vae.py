"""The variational autoencoder, in Japanese."""

ABOUT = """
変分オートエンコーダ（variational autoencoder、VAE）: 潜在表現が確率分布になっている。

    encoder(x) = [mu; logvar]  (N, 2Z),     z = mu + exp(logvar / 2) * eps,   eps ~ N(0, I)
    loss = -ELBO = -E[log p(x|z)] + beta * KL(N(mu, σ²) || N(0, I)),   バッチについての平均

eps を外で抽出し、そこから z を計算すること（再パラメータ化、reparametrisation）で、勾配がサンプリングの段階を通り抜ける。エンコーダが出すのは分散の**対数**なので、どんな数でもよい。標準偏差は exp(logvar) ではなく exp(logvar / 2) である。KL の項が勝つと、どの入力も事前分布に写り、出力は一つのぼやけた平均になる（事後崩壊、posterior collapse）。

出典: Kingma & Welling, 2014, "Auto-Encoding Variational Bayes"; Higgins et al., 2017, "beta-VAE"
"""

FUNCTIONS = {
    "reparametrise": "z = mu + exp(logvar / 2) * noise を返す。形はすべて同じで、noise は N(0, 1) から抽出しておく。",
    "reparametrise_backward": "dmu、dlogvar、dnoise を返す。",
    "vae": '乱数 noise (N, Z) を使い、x (N, D) から {"y": (N, D), "mu": (N, Z), "logvar": (N, Z)} を返す。\n\ny は、組み合わせる尤度に応じてロジットまたは平均である。noise を 0 にすると、平均の潜在表現をデコードする。',
    "vae_backward": "y、mu、logvar での勾配から、dx、dencoder、ddecoder を返す。",
    "vae_loss": '学習に使う損失 -ELBO を返す。x は "bernoulli" なら [0, 1] の値、"gaussian" なら任意の数である。',
    "vae_loss_backward": "dencoder と ddecoder を返す。x はデータである。",
}

COMMENTS = {"twice (N, Z)": "(N, Z) が 2 つ"}
