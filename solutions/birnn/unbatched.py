import torch


def backward_states(x, Wx, Wh):
    #en: x (N, T, D), or a single sequence (T, D). Wx (D, H), Wh (H, H). The states of an RNN that reads from the end,
    #en: put back into the order of the input: (N, T, H) or (T, H).
    #ja: x は (N, T, D)、または一つだけの系列 (T, D)。Wx (D, H)、Wh (H, H)。末尾から読む RNN の状態を、
    #ja: 入力の順に並べ直して返す: (N, T, H) または (T, H)。
    turned = x.flip(-2)  # <- turned
    h, states = torch.zeros(*x.shape[:-2], Wh.shape[0]), []
    for t in range(x.shape[-2]):
        h = torch.tanh(turned[..., t, :] @ Wx + h @ Wh)
        states.append(h)
    return torch.stack(states[::-1], dim=-2)


# region after
#en: Time is axis 1 of (N, T, D) but axis 0 of (T, D). Counted from the end it is axis -2 in both.
#ja: 時間の軸は (N, T, D) では軸 1、(T, D) では軸 0 である。後ろから数えれば、どちらでも軸 -2 になる。
# endregion


# region hidden
def drive(answer, case):
    return {
        "batch": answer.backward_states(case.batch, case.Wx, case.Wh),
        "single": answer.backward_states(case.single, case.Wx, case.Wh),
    }


# endregion
