import torch
import torch.nn.functional as F


def evaluate(model, batches):
    #en: model: nn.Module with dropout layers, perhaps still in training mode; it gives logits (B, K) for X (B, D).
    #en: batches: pairs (X, y); the last batch may be shorter. Returns the cross-entropy averaged over all SAMPLES, a Python float.
    #ja: model: dropout 層を含む nn.Module で、訓練モードのままのこともある。X (B, D) に対してロジット (B, K) を返す。
    #ja: batches: 組 (X, y) の並びで、最後のバッチは短いことがある。交差エントロピーの全「サンプル」平均を Python の float で返す。
    # region answer: setup
    model.eval()
    total, count = 0.0, 0
    # endregion
    with torch.no_grad():
        for X, y in batches:
            loss = F.cross_entropy(model(X), y)
            # region answer: gather
            total += loss.item() * len(y)
            count += len(y)
            # endregion
    return total / count


# region after
#en: eval() switches dropout off and lets batch normalisation use its running statistics. no_grad() only stops the recording for backward:
#en: the two are independent, and an evaluation needs both.
#en: loss is the mean over B samples, so loss * B is their sum; sums may be added, and the division by N comes last.
#en:   batches of 4 and 1 with means 1.0 and 3.0:  (4 * 1.0 + 1 * 3.0) / 5 = 1.4, while the mean of the means is 2.0
#ja: eval() は dropout を止め、バッチ正規化には移動平均の統計量を使わせる。no_grad() が止めるのは逆伝播のための記録だけである。
#ja: 二つは互いに独立で、評価には両方が要る。
#ja: loss は B 個のサンプルの平均なので、loss * B がその和になる。和どうしを足し合わせ、最後に N で割る。
#ja:   4 個と 1 個のバッチで平均が 1.0 と 3.0 なら (4 * 1.0 + 1 * 3.0) / 5 = 1.4 だが、平均の平均は 2.0 になる
# endregion


# region hidden
import torch
from torch import nn


def drive(answer, case):
    torch.manual_seed(0)
    H, D = case.W1.shape
    K = case.W2.shape[0]
    model = nn.Sequential(nn.Linear(D, H, bias=False), nn.Tanh(), nn.Dropout(0.5), nn.Linear(H, K, bias=False))
    with torch.no_grad():
        model[0].weight.copy_(case.W1)
        model[3].weight.copy_(case.W2)
    model.train()
    size = case.size
    batches = [(case.X[k : k + size], case.y[k : k + size]) for k in range(0, len(case.X), size)]
    return answer.evaluate(model, batches)


# endregion
