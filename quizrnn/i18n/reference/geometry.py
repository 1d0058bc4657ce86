"""Image operations that move pixels, in Japanese."""

ABOUT = """
画素を動かす画像の操作: 2 種類の反転（flip）、切り抜き（crop）、平行移動（shift）、回転（rotation）。データ拡張（data augmentation）に使う。

画像は x (N, C, H, W) で、バッチが先、行は上から下へ並ぶ。操作が学習に役立つのは、ラベルがそのまま通用するときである。左右反転した猫は猫だが、6 を 180 度回すと 9 になる。テストのときにはどれも使わない。乱数を使う操作は乱数生成器を受け取り、PyTorch 版は抽出済みの値を受け取る。

出典: Krizhevsky, Sutskever & Hinton, 2012（切り抜きと反転）; Shorten & Khoshgoftaar, 2019, "A survey on Image Data Augmentation for Deep Learning"
"""

FUNCTIONS = {
    "flip_horizontal": "左右を反転する。最後の軸 (W) を逆順にする。",
    "flip_vertical": "上下を反転する。最後から 2 番目の軸 (H) を逆順にする。",
    "random_flip": "各画像を確率 `share` で左右反転する。",
    "crop": "各画像から窓（height, width）を 1 つ、行 `tops` (N,)、列 `lefts` (N,) の位置で切り抜く。\n\n収まらない窓は拒む。黙って画像全体に切り替えることはない。",
    "random_crop": "画像ごとに抽出した位置で窓を切り抜く。画像 (H, W) には (H-height+1)(W-width+1) 通りの位置がある。",
    "shift": "すべての画像を画素単位で動かす（負なら上へ、左へ）。外から入ってくる部分の値は `fill` である。",
    "rotate90": "反時計回りに 90 度の回転を `turns` 回行う。画素は失われず、H と W が入れ替わる。",
    "rotate": "中心のまわりに反時計回りに `degrees` 度回す。大きさは変わらず、隅は `fill` で埋める。\n\n出力の各画素が、自分がどこから来たかを尋ね（逆回転）、その位置のまわりの 4 画素の双線形補間の値をとる。\n\n    from_row =  cos a * row + sin a * col        row と col は中心 (H-1)/2, (W-1)/2 から測り、\n    from_col = -sin a * row + cos a * col        行は下向きに数える",
    "_bilinear": "x (N, C, H, W) を小数の位置 (H', W') で読む。外側の画素は `fill` とみなす。",
}
