import numpy as np


def dropout(x, noise, keep):
    #en: x (N, D); noise (N, D), uniform in [0, 1); keep: the share of units that stay. Training mode.
    #ja: x (N, D)。noise (N, D) は [0, 1) の一様乱数。keep は残すユニットの割合。訓練時の動作とする。
    mask = noise < keep  # <- mask
    out = x * mask / keep  # <- out
    return out


# region after
#en: A unit stays with probability keep, so E[x * mask] = keep * x. Dividing by keep gives back E[out] = x:
#en: nothing has to be rescaled at test time. That is why this form is called inverted dropout.
#ja: ユニットは確率 keep で残るので E[x * mask] = keep * x である。keep で割れば E[out] = x に戻り、
#ja: テスト時には何も掛けなくてよい。これが inverted dropout と呼ばれる理由である。
# endregion
