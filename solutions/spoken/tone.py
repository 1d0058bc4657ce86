import numpy as np


def tone(f, r, n):
    #en: f: frequency in hertz; r: samples per second; n: number of samples. Returns (n,).
    #ja: f: 周波数（ヘルツ）。r: 毎秒のサンプル数。n: サンプル数。(n,) を返す。
    k = np.arange(n)
    samples = np.sin(2 * np.pi * f * k / r)  # <- samples
    return samples


# region after
#en: time of sample k: t = k / r seconds;  periods until then: f t;  phase: 2 pi f t.
#en: f = 500, r = 2000: a quarter of a period from sample to sample:  0, 1, 0, -1, 0, ...
#ja: k 番目のサンプルの時刻 t = k / r 秒、それまでの周期の数 f t、位相 2 pi f t。
#ja: f = 500, r = 2000 なら、サンプルごとに 1/4 周期進む:  0, 1, 0, -1, 0, ...
# endregion
