import torch


def embedding_backward(dout, ids, V):
    #en: The same gradient by automatic differentiation of a look-up. dout (N, D), ids (N,). Returns (V, D).
    #ja: 同じ勾配を、表を引く操作の自動微分で求める。dout (N, D)、ids (N,)。(V, D) を返す。
    E = torch.zeros(V, dout.shape[1], dtype=dout.dtype, requires_grad=True)
    return torch.autograd.grad(E[ids], E, dout)[0]
