def windows(H, W, kh, kw, stride):
    #en: stride = (1, dy, dx, 1). Returns the list of (row, column) where a kh x kw filter begins on an H x W picture, without padding.
    #ja: stride = (1, dy, dx, 1)。H x W の画像に kh x kw のフィルタをパディング無しで重ねる始点 (行, 列) のリストを返す。
    rows = range(0, H - kh + 1, stride[1])  # <- rows
    cols = range(0, W - kw + 1, stride[2])  # <- cols
    return [(r, c) for r in rows for c in cols]


# region after
#en: axis     batch  height  width  channel
#en: stride     1      dy      dx      1
#en: The last row at which the filter fits is H - kh, so range must end at H - kh + 1.
#ja: 軸          バッチ  高さ  幅  チャネル
#ja: ストライド     1     dy   dx     1
#ja: フィルタが収まる最後の行は H - kh なので、range の終わりは H - kh + 1 と書く。
# endregion
