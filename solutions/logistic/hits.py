import numpy as np


def hits(f, t):
    #en: f (N,): logits; t (N,): labels 0 or 1. The model answers 1 where sigmoid(f) > 0.5, else 0.
    #en: Returns the share of right answers.
    #ja: f (N,): ロジット。t (N,): ラベル 0 か 1。モデルは sigmoid(f) > 0.5 なら 1、それ以外は 0 と答える。
    #ja: 正解の割合を返す。
    share = np.mean((f > 0) == (t == 1))  # <- share
    return share


# region after
#en: sigmoid(f) > 0.5   <=>   1 > 0.5 (1 + e^{-f})   <=>   e^{-f} < 1   <=>   f > 0
#ja: sigmoid(f) > 0.5   <=>   1 > 0.5 (1 + e^{-f})   <=>   e^{-f} < 1   <=>   f > 0
# endregion
