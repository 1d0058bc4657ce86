import numpy as np


def twice(x):
    #en: an array of any shape
    #ja: どんな形の配列でもよい
    return x * 2  # <- out
