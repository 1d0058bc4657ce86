"""The edge-filter network, in Japanese."""

ABOUT = """
ORENIST のネットワーク: 2 つの固定したエッジ抽出フィルタ（edge filter）で、線 |、-、+ を見分ける。

    maps = |image * filter| (同じ大きさ),   maps = max(maps - cut, 0),   maps = 2x2 の最大プーリング
    h = tanh(maps W_1 + b_1) (2 ユニット),    p = softmax(h W_2 + b_2) (3 クラス)

第一のフィルタは左の列が正、右の列が負なので、縦のエッジに反応する。第二のフィルタはその転置である。正の重みの合計 23 で割ってあるので、0 と 1 の境目への反応は 1 以下に収まる。絶対値をとるのは左のエッジと右のエッジで符号が違うからで、しきい値 0.2 は弱い反応を切り捨てる。**学習する**フィルタ（`fixed=False`）では絶対値をとらない。ゼロパディングのため、背景が 0 でない画像では端に 1 までの偽のエッジができる。

出典: Nakai, 2016（ORENIST の線画）; Prewitt, 1970（エッジ抽出フィルタ）
"""

FUNCTIONS = {
    "edge_filters": "2 つのフィルタ (2, 1, 5, 5) を返す。縦のエッジ用と横のエッジ用。",
    "edge_maps": "画像 x (N, 1, H, W) にフィルタ (F, 1, k, k) を適用し、プーリングした特徴マップ (N, F, H/2, W/2) を返す。",
    "edge_maps_backward": "dx と dfilters を返す。折れ目（|0| としきい値）での微分係数は 0 とする。",
    "stroke_net": "クラスの確率 (N, K) を返す。特徴マップ、tanh の層、ソフトマックスの順に通す。",
    "stroke_net_backward": "確率についての dout (N, K) から、dx、dfilters、dlayers を返す。",
}
