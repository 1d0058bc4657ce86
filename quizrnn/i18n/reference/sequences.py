"""Preprocessing of arrays, in Japanese."""

ABOUT = """
配列の前処理: 窓、長さ揃え（pad-or-cut）、one-hot、ミニバッチ（minibatch）、二進数の桁。

いつもバッチが先である。N はサンプル、T は時刻、D は特徴、K はクラスの数。ここに微分するものはない。テストでは、各関数を単純な繰り返し、および PyTorch 版（`sequences_torch.py`）と比べている。

出典: 教師強制（shift_right）は Williams & Zipser, 1989
"""

FUNCTIONS = {
    "make_windows": "x (T, ...) をすべての窓 (N, size, ...) に切り分ける。N = floor((T - size) / step) + 1。\n\n100 点から長さ 24 の窓は 76 個ではなく 77 個とれる。最後の開始位置 T - size も数えるからである。",
    "shift_right": "教師強制のためのデコーダの入力を返す。y (N, T, ...) を 1 時刻遅らせ、先頭を `start` にする。",
    "pad_or_cut": '長さの異なる行 (T_i, ...) を (N, length, ...) に揃え、実際の時刻を示すマスク (N, length) とともに返す。\n\n`side` が "post" なら末尾で、"pre" なら先頭で、詰めたり切ったりする。最後の状態だけを読むモデルには、先頭のパディングか、マスクが必要である。',
    "one_hot": "ids (...) を、番号の位置だけが 1 である float64 の行 (..., classes) にして返す。",
    "minibatches": "(x, y) を最初の軸に沿って `size` 個ずつのバッチで順に返す。`rng` を渡すと、両方を同じ順にシャッフルする。\n\nどのサンプルも 1 回ずつ現れる。最後のバッチは小さいことがある。`drop_last` はその余りを捨てるが、満杯のバッチは捨てない（繰り返しの条件は (k+1)*size <= N）。",
    "binary_digits": "数 (...) を、int64 のビット列 (..., digits) にして返す。最下位のビットが先頭である。\n\n下位からの順は、加算で繰り上がりが進む順なので、バイナリ加算のネットワークの時間の順になる。int64 にするのは意図的で、符号なしのバイトでは `bit * 256` がオーバーフローする。",
    "from_binary_digits": "下位から並んだビット列 (..., digits) の表す数 (...) を返す。binary_digits の逆である。",
}
