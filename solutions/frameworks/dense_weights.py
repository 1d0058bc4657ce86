import torch
from torch import nn


def to_linear(kernel, bias):
    #en: kernel (D, K), bias (K,): of a Keras Dense layer, x @ kernel + bias. Returns an nn.Linear(D, K) with the same outputs.
    #ja: kernel (D, K)、bias (K,): Keras の Dense 層のもので、x @ kernel + bias を計算する。出力の等しい nn.Linear(D, K) を返す。
    layer = nn.Linear(kernel.shape[0], kernel.shape[1])
    weight = kernel.T  # <- weight
    with torch.no_grad():
        layer.weight.copy_(weight)
        layer.bias.copy_(bias)
    return layer


# region after
#en: Keras:    y_k = sum_d x_d kernel[d, k] + bias_k
#en: PyTorch:  y_k = sum_d weight[k, d] x_d + bias_k      so weight[k, d] = kernel[d, k]
#en: kernel = [[1, 2, 3], [4, 5, 6]]:  kernel.T = [[1, 4], [2, 5], [3, 6]]   kernel.reshape(3, 2) = [[1, 2], [3, 4], [5, 6]]
#ja: Keras:    y_k = sum_d x_d kernel[d, k] + bias_k
#ja: PyTorch:  y_k = sum_d weight[k, d] x_d + bias_k      したがって weight[k, d] = kernel[d, k]
#ja: kernel = [[1, 2, 3], [4, 5, 6]]:  kernel.T = [[1, 4], [2, 5], [3, 6]]   kernel.reshape(3, 2) = [[1, 2], [3, 4], [5, 6]]
# endregion


# region hidden
def drive(answer, case):
    layer = answer.to_linear(case.kernel, case.bias)
    return {"weight": layer.weight.detach(), "output": layer(case.X).detach()}


# endregion
