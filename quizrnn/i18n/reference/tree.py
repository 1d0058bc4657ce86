"""Composition over a tree, in Japanese."""

ABOUT = """
木に沿った合成。再帰型（recurrent）ではなく再帰的（recursive）なニューラルネットワークで、すべての節点が一つの行列を共有する。

    葉           自身のベクトルそのまま
    内部の節点   f([l ; r] W + b)、l と r は子のベクトル

2 つの子はつなげて並べるので、順序に意味がある。左と右は W の中に別々の重みをもつ。

形状: 葉 (E,)、W (2E, E)、b (E,)。木は葉であるか、`left` と `right` をもつ辞書である。

出典: Socher, Lin, Ng & Manning 2011
"""

FUNCTIONS = {
    "tree_forward": "木全体のベクトル (E,)。",
    "tree_backward": "葉（同じ形の木）、W、b についての勾配。",
    "_compose": "1 つの節点と、その逆伝播に必要なもの。",
}

COMMENTS = {"(E,) each": "それぞれ (E,)"}
