import torch


def rnn(x, W_ih, W_hh, b_ih, b_hh):
    #en: x (N, T, D), W_ih (H, D), W_hh (H, H), b_ih and b_hh (H,). Returns all states (N, T, H), starting from zeros.
    #ja: x (N, T, D)、W_ih (H, D)、W_hh (H, H)、b_ih と b_hh は (H,)。ゼロから始まる全状態 (N, T, H) を返す。
    h, out = x.new_zeros(x.shape[0], W_hh.shape[0]), []
    for t in range(x.shape[1]):
        h = torch.tanh(x[:, t] @ W_ih.T + b_ih + h @ W_hh.T + b_hh)  # <- h
        out.append(h)
    return torch.stack(out, dim=1)


# region after
#en: (N, D) @ (D, H) + (H,) + (N, H) @ (H, H) + (H,) -> (N, H)
#ja: (N, D) @ (D, H) + (H,) + (N, H) @ (H, H) + (H,) -> (N, H)
# endregion
