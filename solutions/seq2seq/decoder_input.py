import numpy as np


def decoder_input(target, start):
    #en: target (N, T): word ids that the decoder is to write. start: the id of the start symbol.
    #en: Returns what the decoder reads during training with teacher forcing, (N, T).
    #ja: target (N, T): デコーダが書くべき単語番号。start: 開始記号の番号。
    #ja: 教師強制で学習するときに、デコーダに入力する番号 (N, T) を返す。
    first = np.full((len(target), 1), start)  # (N, 1)
    read = np.hstack([first, target[:, :-1]])  # <- read
    return read


# region after
#en: step      0      1      2     ...  T-1
#en: reads     start  y_0    y_1   ...  y_{T-2}     one step behind
#en: writes    y_0    y_1    y_2   ...  y_{T-1}     the target
#ja: ステップ   0      1      2     ...  T-1
#ja: 入力      start  y_0    y_1   ...  y_{T-2}     一つ遅れている
#ja: 出力      y_0    y_1    y_2   ...  y_{T-1}     正解
# endregion
