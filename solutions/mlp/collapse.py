import torch
from torch import nn


def collapse(first, second):
    #en: first: nn.Linear(D, H); second: nn.Linear(H, K), both with biases, no activation between them.
    #en: Returns one nn.Linear(D, K) with second(first(x)) = layer(x) for every x.
    #ja: first: nn.Linear(D, H)。second: nn.Linear(H, K)。どちらもバイアスがあり、間に活性化関数は無い。
    #ja: すべての x について second(first(x)) = layer(x) となる nn.Linear(D, K) を一つ返す。
    layer = nn.Linear(first.in_features, second.out_features)
    with torch.no_grad():
        weight = second.weight @ first.weight  # <- weight
        bias = second.weight @ first.bias + second.bias  # <- bias
        layer.weight = nn.Parameter(weight)
        layer.bias = nn.Parameter(bias)
    return layer


# region after
#en: second(first(x)) = W2 (W1 x + b1) + b2 = (W2 W1) x + (W2 b1 + b2)
#en:   W2 (K, H) @ W1 (H, D) -> (K, D), the shape that nn.Linear(D, K) wants      W2 (K, H) @ b1 (H,) -> (K,)
#en: Parameters before: D H + H + H K + K. After: D K + K.
#ja: second(first(x)) = W2 (W1 x + b1) + b2 = (W2 W1) x + (W2 b1 + b2)
#ja:   W2 (K, H) @ W1 (H, D) -> (K, D) で、nn.Linear(D, K) の形に合う      W2 (K, H) @ b1 (H,) -> (K,)
#ja: パラメータの数は、まとめる前が D H + H + H K + K、まとめた後が D K + K である。
# endregion


# region hidden
import torch
from torch import nn


def drive(answer, case):
    first = nn.Linear(case.W1.shape[1], case.W1.shape[0])
    second = nn.Linear(case.W2.shape[1], case.W2.shape[0])
    with torch.no_grad():
        for layer, W, b in ((first, case.W1, case.b1), (second, case.W2, case.b2)):
            layer.weight.copy_(W)
            layer.bias.copy_(b)
    layer = answer.collapse(first, second)
    return {"weight": layer.weight.detach(), "bias": layer.bias.detach(), "output": layer(case.X).detach()}


# endregion
