import numpy as np


class Dropout:
    #en: keep: the share of units that stay. rng: a numpy Generator. x, dout (N, D).
    #ja: keep: 残すユニットの割合。rng: NumPy の Generator。x, dout (N, D)。
    def __init__(self, keep, rng):
        self.keep = keep
        self.rng = rng

    def forward(self, x, train):
        self.train = train
        self.mask = np.ones(x.shape, dtype=bool)
        if not train:
            return x
        self.mask = self.rng.random(x.shape) < self.keep
        return x * self.mask / self.keep

    def backward(self, dout):
        # region answer: backward
        if not self.train:
            return dout
        return dout * self.mask / self.keep
        # endregion


# region after
#en: out_ij = c_ij x_ij with c_ij = m_ij / keep, a constant once the mask is drawn. So d out_ij / d x_ij = c_ij, and
#en:   dx = dout * m / keep          training, with the mask of the forward pass
#en:   dx = dout                     test: the layer is the identity
#ja: マスクを引いた後の c_ij = m_ij / keep は定数で、out_ij = c_ij x_ij である。したがって d out_ij / d x_ij = c_ij で、
#ja:   dx = dout * m / keep          訓練時。順伝播のマスクを使う
#ja:   dx = dout                     テスト時。層は恒等写像である
# endregion


# region hidden
import numpy as np


def drive(answer, case):
    layer = answer.Dropout(case.keep, np.random.default_rng(case.seed))
    out = layer.forward(case.x, case.train)
    return {"out": out, "gradients": {"x": layer.backward(case.dout)}}


# endregion
