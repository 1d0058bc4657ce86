import numpy as np


def d_relu(x, at0):
    #en: x of any shape; at0: the value chosen for the slope at exactly 0. Returns the slope of ReLU, same shape.
    #ja: x の形は任意。at0 はちょうど 0 での傾きとして選んだ値。ReLU の傾きを同じ形で返す。
    return np.where(x > 0, 1.0, np.where(x < 0, 0.0, at0))  # <- slope


# region after
#en: ReLU is continuous at 0 but has a kink there: slope 0 on the left, 1 on the right. Any value between is a subgradient; a program has to choose one.
#ja: ReLU は 0 で連続だが、そこで折れている。左の傾きは 0、右は 1。その間のどの値も劣勾配であり、プログラムはどれか一つを選ぶことになる。
# endregion
