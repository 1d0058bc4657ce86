"""word2vec, in Japanese."""

ABOUT = """
word2vec: CBOW と skip-gram。どちらも、語彙全体のソフトマックスによるものと、負例サンプリング（negative sampling）によるもの。

    CBOW:       h = 文脈の単語にわたる E の平均,        score = U h,   loss = -log softmax(score)[中心語]
    skip-gram:  h = E[中心語],                          score = U h,   loss = -log softmax(score)[文脈語]
    負例サンプリング:   loss = -log σ(h·u_right) - Σ_k log σ(-h·u_k),   単語 k は counts^(3/4) に従って抽出

E (V, D) は入力としての、U (V, D) は出力としての単語のベクトルである。CBOW は文脈（context）から中心語（centre）を問い、速い。skip-gram は中心語から文脈の単語を 1 つずつ問い、まれな単語に強い。負例サンプリングは語彙全体のソフトマックスを避ける。

出典: Mikolov et al., 2013, "Efficient Estimation of Word Representations in Vector Space"; "Distributed Representations of Words and Phrases"
"""

FUNCTIONS = {
    "skipgram_pairs": "1 つの文の（中心語, 文脈語）の組 (P, 2) をすべて返す。n > w 語なら P = 2wn - w(w+1)。\n\n窓が文の終わりを越えないよう、文は 1 つずつ渡す。",
    "cbow_samples": "1 つの文の文脈 (P, 2w)、マスク (P, 2w)、中心語 (P,) を返す。中心語は自分の文脈に含まれない。\n\n文の端では文脈が短くなり、足りない位置は 0、マスクは False となる。1 語だけの文には文脈がないので、サンプルもできない。",
    "noise_distribution": "各単語を負例として抽出する確率 (V,) を返す。counts^(3/4) を正規化したもの。",
    "cbow": "文脈 (N, C) とそのマスク (N, C) から、中心語 (N,) を予測する。語彙全体のソフトマックスによる平均損失を返す。",
    "cbow_backward": "dE と dU を返す。",
    "context_mean": "マスクが残す文脈の単語の平均ベクトル (N, D) を返す。一つも残らなければ 0。",
    "context_mean_backward": "dE を返す。文脈の各単語が dout (N, D) の分け前を受け取る。",
    "cbow_negative": "文脈 (N, C) に対する中心語 (N,) の平均損失を、抽出された負例 (N, k) を使って返す。",
    "cbow_negative_backward": "dE と dU を返す。",
    "skipgram": "中心語 (N,) から、文脈語 (N,) を予測する。語彙全体のソフトマックスによる平均損失を返す。",
    "skipgram_backward": "dE と dU を返す。",
    "skipgram_negative": "中心語 (N,)、文脈語 (N,)、抽出された負例 (N, k) から平均損失を返す。",
    "skipgram_negative_backward": "dE と dU を返す。0 でないのは、見られた単語の行だけである。",
    "_full_softmax": "h (N, D) と単語 (N,) に対する -log softmax(U h)[word] の平均。",
}

COMMENTS = {"(N, C), rows sum to 1": "(N, C)、各行の和は 1"}
