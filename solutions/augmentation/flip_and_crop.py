import numpy as np


def flip_and_crop(img, top, left, h, w, flip):
    #en: img (H, W, C): rows, columns, colour channels. With flip the picture is mirrored left to right first.
    #en: Returns the h x w window whose upper left pixel is at row top, column left: (h, w, C).
    #ja: img (H, W, C): 行、列、色のチャネル。flip が真なら、まず画像を左右に反転する。
    #ja: 左上の画素が top 行、left 列にある h x w の窓を切り出し、(h, w, C) を返す。
    # region answer: mirror
    if flip:
        img = img[:, ::-1]
    # endregion
    window = img[top : top + h, left : left + w]  # <- window
    return window


# region after
#en: img[:, ::-1] reads the columns (axis 1) backward: a mirror image left to right. It is a new view and changes nothing in img, so the
#en: result has to be kept under a name.
#en: A slice names the first index and the index after the last one: h rows from top on are top : top + h.
#ja: img[:, ::-1] は列（軸 1）を逆順に読み、左右の鏡像になる。これは新しいビューであって img 自体は変わらないので、
#ja: 結果を変数に入れなければならない。
#ja: スライスは「最初の添字」と「最後の次の添字」で書く。top から h 行なら top : top + h である。
# endregion
