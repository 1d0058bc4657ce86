"""Word embedding, in Japanese."""

ABOUT = """
単語埋め込み（word embedding）: 単語の番号からベクトルへ。one-hot との積による方法と、参照（lookup）による方法。

    one-hot:  out = onehot E      (..., V) と (V, D) の積       参照:    out = E[ids]
    逆伝播:   dE[v] = 単語 v の現れたすべての位置の dout の和

結果はどちらも同じである。参照なら (N, T, V) の配列を作らずに済む。この配列は、100,000 語、5 時刻、語彙 10,000 で、float64 なら 40 GB になる。E の 1 行が 1 つの単語である。one-hot ベクトルどうしの距離はどれも同じで、2 の平方根である。

出典: Bengio et al., 2003, "A Neural Probabilistic Language Model"
"""

FUNCTIONS = {
    "embed": "ids (...) に対応する E (V, D) の行を取り出し、(..., D) を返す。",
    "embed_backward": "dE (V, D) を返す。何度も現れる単語には、そのすべての勾配が集まる。",
    "embed_one_hot": "one-hot の行 (..., V) に E (V, D) を掛け、(..., D) を返す。",
    "embed_one_hot_backward": "donehot（役に立つのは one-hot でない「柔らかい」単語だけ）と dE を返す。",
    "cosine_similarity": "`word` のベクトルと E (V, D) の各行とのコサイン類似度（cosine similarity）(V,) を返す。ゼロベクトルとの値は 0 とする。\n\n単語の類似度とはこれであり、次の単語を予測するソフトマックスの確率ではない。",
    "analogy": "b - a + c に近い順に単語 (V - 3,) を返す。その 3 語は除く。男に対する王は、女に対する何か。",
}

COMMENTS = {
    "dE[ids] += dout would keep only one of equal ids": "dE[ids] += dout では同じ番号のうち 1 つしか残らない"
}
