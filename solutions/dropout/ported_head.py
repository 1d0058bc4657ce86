import torch
import torch.nn.functional as F
from torch import nn


class Head(nn.Module):
    #en: keep_prob: the share of units that stay in training. h (N, D) -> logits (N, K).
    #ja: keep_prob: 訓練時に残すユニットの割合。h (N, D) からロジット (N, K) を求める。
    def __init__(self, D, K, keep_prob):
        super().__init__()
        self.keep_prob = keep_prob
        self.out = nn.Linear(D, K)

    def thin(self, h):
        dropped = F.dropout(h, 1 - self.keep_prob, training=self.training)  # <- dropped
        return dropped

    def forward(self, h):
        return self.out(self.thin(h))


# region after
#en: F.dropout(input, p, training): p is the share set to 0; the rest is divided by 1 - p = keep_prob.
#en: training=True by default: a function knows nothing of model.eval(), so the mode of the module is passed on.
#ja: F.dropout(input, p, training): p は 0 にする割合で、残りは 1 - p = keep_prob で割られる。
#ja: 既定は training=True である。関数は model.eval() を知らないので、モジュールのモードを渡す。
# endregion


# region hidden
import torch


def drive(answer, case):
    torch.manual_seed(case.seed)
    K, D = case.W.shape
    head = answer.Head(D, K, case.keep_prob)
    with torch.no_grad():
        head.out.weight.copy_(case.W)
        head.out.bias.copy_(case.b)
        head.train()
        thin = head.thin(torch.ones(200, 100))  # 20,000 units: the share of zeros is known to about 0.004
        zeros = (thin == 0).float().mean().item()
        kept = thin[thin != 0]
        head.eval()
        return {
            "zeros": round(zeros, 1),
            "kept": kept.mean(),
            "test": head(case.x),
            "test_again": head(case.x),
        }


# endregion
