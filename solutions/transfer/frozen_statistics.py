def start_epoch(model):
    #en: Called before every training epoch. model.front: frozen, with batch normalisation; model.head: trained, with dropout.
    #ja: 各エポックの学習の前に呼ぶ。model.front: 凍結した前半で、バッチ正規化を含む。model.head: 学習する部分で、ドロップアウトを含む。
    # region answer: modes
    model.train()
    model.front.eval()
    # endregion


# region after
#en:                         training mode               evaluation mode
#en: batch normalisation     batch statistics, and       stored statistics,
#en:                         the stored ones are moved   left alone
#en: dropout                 drops and rescales          does nothing
#ja:                         訓練モード                  評価モード
#ja: バッチ正規化            バッチの統計量を使い、      保存した統計量を使い、
#ja:                         保存した統計量を更新する    変更しない
#ja: ドロップアウト          落として補正する            何もしない
# endregion


# region hidden
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, D):
        super().__init__()
        self.front = nn.Sequential(nn.BatchNorm1d(D), nn.ReLU())
        self.head = nn.Sequential(nn.Dropout(0.5), nn.Linear(D, 2))


def drive(answer, case):
    torch.manual_seed(0)
    model = Net(case.x.shape[1]).train()
    model.front.requires_grad_(False)
    trained_on, dropping = [], []
    for _ in range(case.epochs):
        answer.start_epoch(model)
        trained_on.append(model.front(case.x))  # the step of the head does not matter here
        dropping.append(model.head[0].training)
        model.eval()  # the evaluation after each epoch
    return {"features": model.front(case.probe), "trained_on": trained_on, "dropout": dropping}


# endregion
