"""The Transformer's block, in Japanese."""

ABOUT = """
Transformer のエンコーダブロック 1 つ。レイヤー正規化（layer normalisation）を含む。講座の資料の範囲外である。

    post-norm (2017):   x = LN1(x + attention(x)),        out = LN2(x + feed(x))
    pre-norm:           x = x + attention(LN1(x)),        out = x + feed(LN2(x))
    feed(x) = relu(x W1 + b1) W2 + b2

ドロップアウトはない。因果マスク（causal mask）を渡せば、デコーダだけの言語モデルのブロックになる。

出典: Vaswani et al., 2017, "Attention Is All You Need"; Xiong et al., 2020, "On Layer Normalization in the Transformer Architecture"（pre-norm）
"""

FUNCTIONS = {
    "feed_forward": "x (N, T, D) に対する relu(x W1 + b1) W2 + b2 を、位置ごとに独立に求める。W1 (D, F)、W2 (F, D)。",
    "feed_forward_backward": "dout (N, T, D) から dx、dW1、db1、dW2、db2 を返す。ReLU の 0 での微分係数は 0 とする。",
    "transformer_block": "x (N, T, D) から (N, T, D) を返す。\n\nparams: `attention`（multi_head_attention の辞書）、W1 (D, F)、b1、W2 (F, D)、b2 と、2 つのレイヤー正規化の gamma1、beta1、gamma2、beta2 (D,)。",
    "transformer_block_backward": "dx と dparams を返す。残差接続（residual connection）では、勾配が層の脇と層の中の両方を流れる。",
}
