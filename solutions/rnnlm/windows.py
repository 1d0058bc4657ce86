import numpy as np


def windows(ids, k):
    #en: ids (T,): the word ids of a text, T > k.
    #en: Returns x (T - k, k), k words in a row, oldest first, and y (T - k,), the word that follows.
    #ja: ids (T,): テキストの単語番号、T > k。
    #ja: 連続する k 語を古い順に並べた x (T - k, k) と、その次の単語 y (T - k,) を返す。
    # region answer: body
    n = len(ids) - k
    x = np.stack([ids[i : i + k] for i in range(n)])
    y = ids[k:]
    return x, y
    # endregion


# region after
#en: Sample i reads ids[i], ..., ids[i + k - 1] and has to guess ids[i + k]. The last i is T - k - 1, so there are T - k samples.
#en: At prediction time the words must stand in the same order, oldest first: the network has learnt from the order.
#ja: サンプル i は ids[i], …, ids[i + k - 1] を読み、ids[i + k] を当てる。最後の i は T - k - 1 なので、サンプルは T - k 個ある。
#ja: 予測のときも同じ順（古い順）に並べなければならない。ネットワークは順序から学んでいるからである。
# endregion
