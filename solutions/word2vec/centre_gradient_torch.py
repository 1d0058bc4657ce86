import torch


def centre_gradient(v, U, label):
    #en: The same gradient by automatic differentiation: v (D,), U (M, D), label (M,).
    #ja: 同じ勾配を自動微分で求める。v (D,)、U (M, D)、label (M,)。
    v = v.clone().requires_grad_()
    loss = torch.nn.functional.binary_cross_entropy_with_logits(U @ v, label.to(v.dtype), reduction="sum")
    return torch.autograd.grad(loss, v)[0]
