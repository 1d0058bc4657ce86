import numpy as np


def embedding_backward(dout, ids, V):
    #en: dout (N, D): gradient of the embedded words. ids (N,): their word ids. V: size of the vocabulary. Returns dE (V, D).
    #ja: dout (N, D): 埋め込まれた単語の勾配。ids (N,): その単語番号。V: 語彙数。dE (V, D) を返す。
    dE = np.zeros((V, dout.shape[1]))
    # region answer: add
    np.add.at(dE, ids, dout)
    # endregion
    return dE


# region after
#en: out[n] = E[ids[n]], so dE[v] = sum of dout[n] over all n with ids[n] = v.
#en: np.add.at adds one entry after another; dE[ids] += dout reads dE[ids], adds, writes back: the last of equal ids wins.
#ja: out[n] = E[ids[n]] なので、dE[v] = ids[n] = v であるすべての n についての dout[n] の和。
#ja: np.add.at は一つずつ足す。dE[ids] += dout は dE[ids] を読み、足し、書き戻すので、同じ番号では最後のものが残る。
# endregion
