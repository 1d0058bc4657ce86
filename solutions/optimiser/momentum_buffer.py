import torch


def momentum_step(params, state, lr, mu):
    #en: params: dict of leaf tensors with gradients in .grad; state: dict of velocities by name, empty before the first step.
    #en: One step: v = mu v + g (v = g at the first one), then w = w - lr v, in place.
    #ja: params: .grad に勾配を持つ葉テンソルの辞書。state: 名前ごとの速度の辞書で、最初のステップの前は空である。
    #ja: 1 ステップで v = mu v + g（最初は v = g）とし、w = w - lr v とその場で更新する。
    with torch.no_grad():
        for name, p in params.items():
            # region answer: velocity
            if name not in state:
                state[name] = p.grad.clone()
            else:
                state[name].mul_(mu).add_(p.grad)
            # endregion
            p -= lr * state[name]


# region after
#en: What happens with state[name] = p.grad, two names for one tensor:
#en:   step 1      v = g1                      right, by luck
#en:   zero_()     g = 0, and v = 0 with it    the memory is gone
#en:   backward()  g = g2, and v = g2 with it
#en:   mul_(mu)    v = mu g2, and g with it
#en:   add_(g)     v = mu g2 + mu g2 = 2 mu g2     instead of mu g1 + g2
#ja: state[name] = p.grad では、一つのテンソルに名前が二つあることになる:
#ja:   1 回目      v = g1                      たまたま正しい
#ja:   zero_()     g = 0、同時に v = 0         記憶が消える
#ja:   backward()  g = g2、同時に v = g2
#ja:   mul_(mu)    v = mu g2、g も同じ
#ja:   add_(g)     v = mu g2 + mu g2 = 2 mu g2     正しくは mu g1 + g2
# endregion


# region hidden
import torch


def drive(answer, case):
    w = case.w.clone().requires_grad_(True)
    state, path = {}, []
    for _ in range(4):
        loss = 0.5 * ((case.X @ w - case.y) ** 2).mean()
        if w.grad is not None:
            w.grad.zero_()
        loss.backward()
        answer.momentum_step({"w": w}, state, 0.05, case.mu)
        path.append(w.detach().clone())
    return path


# endregion
