import torch
from torch import nn


class WordModel(nn.Module):
    def __init__(self, V, H):
        super().__init__()
        self.E = nn.Parameter(torch.ones(V, H))
        self.W = nn.Parameter(torch.ones(H, V))

    def forward(self, ids):
        return self.E[ids] @ self.W  # (N,) -> (N, H) -> (N, V)


def resume(model, optimiser, saved):
    #en: optimiser was made with model.parameters(). saved: dict from a parameter's name to its saved value.
    #ja: optimiser は model.parameters() から作ってある。saved: パラメータ名から保存された値への辞書。
    for name, value in saved.items():
        getattr(model, name).data.copy_(value)  # <- load
    return model, optimiser


# region after
#en: copy_ fills the tensor that both the model and the optimiser hold. Assigning a new nn.Parameter changes the model alone:
#en:   model.E ----> new tensor (used, has gradients, never updated)
#en:   optimiser --> old tensor (never used, gradient None, skipped)
#ja: copy_ は、モデルとオプティマイザの両方が持っているテンソルの中身を書き換える。新しい nn.Parameter を代入すると、変わるのはモデルだけである:
#ja:   model.E ----> 新しいテンソル（使われ、勾配も付くが、更新されない）
#ja:   optimiser --> 古いテンソル（使われず、勾配は None で、飛ばされる）
# endregion


# region hidden
import torch


def drive(answer, case):
    V, H = case.E.shape
    model = answer.WordModel(V, H)
    optimiser = torch.optim.SGD(model.parameters(), lr=0.5)
    model, optimiser = answer.resume(model, optimiser, {"E": case.E.clone(), "W": case.W.clone()})
    loaded = {"E": model.E.detach().clone(), "W": model.W.detach().clone()}
    loss = torch.nn.functional.cross_entropy(model(case.ids), case.target)
    optimiser.zero_grad()
    if loss.requires_grad:
        loss.backward()
    optimiser.step()
    return {"loaded": loaded, "after one step": {"E": model.E.detach(), "W": model.W.detach()}}


# endregion
