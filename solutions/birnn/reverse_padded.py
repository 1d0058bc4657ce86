import numpy as np


def reverse_padded(x, lengths):
    #en: x (N, T, D): sequences padded with zeros at the end; lengths (N,), 0 to T. Returns (N, T, D) with each sequence reversed in itself,
    #en: the padding still at the end. x is not changed.
    #ja: x (N, T, D): 末尾をゼロで埋めた系列。lengths (N,) は 0 から T。各系列を自分の長さの中だけで反転した (N, T, D) を返す。
    #ja: パディングは末尾のまま。x は変更しない。
    # region answer: body
    out = x.copy()
    for n, length in enumerate(lengths):
        out[n, :length] = x[n, :length][::-1]
    return out
    # endregion


# region after
#en: A plain flip x[:, ::-1] brings the padding to the front, and the backward network would begin with zeros.
#en: Without a loop: the source index of step t is length - 1 - t inside the sequence and t in the padding.
#ja: 単に x[:, ::-1] と反転するとパディングが先頭に来て、逆方向のネットワークがゼロから読み始めてしまう。
#ja: ループを使わないなら、時刻 t に持ってくる添字は、系列の中では length - 1 - t、パディングでは t である。
# endregion


# region hidden
import numpy as np


def drive(answer, case):
    real = np.arange(case.x.shape[1]) < case.lengths[:, None]  # (N, T)
    x = np.where(real[:, :, None], case.x, 0.0)
    return {"result": answer.reverse_padded(x, case.lengths), "x after the call": x}


# endregion
