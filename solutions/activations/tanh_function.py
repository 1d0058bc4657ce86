import torch


class Tanh(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        #en: x of any shape. One tensor is kept for the backward pass.
        #ja: x の形は任意。逆伝播のためにテンソルを一つ保存する。
        y = torch.tanh(x)
        kept = y  # <- kept
        ctx.save_for_backward(kept)
        return y

    @staticmethod
    def backward(ctx, dout):
        #en: dout: gradient of the loss with respect to the output. Returns that with respect to x.
        #ja: dout: 出力に対する損失の勾配。x に対する勾配を返す。
        (kept,) = ctx.saved_tensors
        dx = dout * (1 - kept**2)  # <- dx
        return dx


# region after
#en: d tanh(x)/dx = 1 - tanh(x)^2. The square is that of the OUTPUT: with y kept, nothing has to be computed again.
#en: Near 0, x and tanh(x) almost agree, so a test with small inputs does not see the difference.
#ja: d tanh(x)/dx = 1 - tanh(x)^2。2 乗するのは「出力」である。y を保存しておけば、計算し直すものは無い。
#ja: 0 の近くでは x と tanh(x) がほぼ等しいので、小さな入力でのテストでは違いが見えない。
# endregion


# region hidden
import torch


def drive(answer, case):
    x = case.x.detach().clone().requires_grad_()
    y = answer.Tanh.apply(x)
    (y * case.weight).sum().backward()
    return {"y": y.detach(), "gradients": x.grad}


# endregion
