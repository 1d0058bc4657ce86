import torch


def dialogue_context(dialogue, Wx, Wh, Ux, Uh):
    #en: dialogue: list of utterances, each (words, D). Encoder RNN: Wx (D, H), Wh (H, H). Context RNN: Ux (H, C), Uh (C, C).
    #en: Returns the last state of the context RNN, (C,).
    #ja: dialogue: 発話のリスト。発話は (語数, D)。エンコーダ RNN は Wx (D, H)、Wh (H, H)。文脈 RNN は Ux (H, C)、Uh (C, C)。
    #ja: 文脈 RNN の最後の状態 (C,) を返す。
    h = torch.zeros(Wh.shape[0])
    c = torch.zeros(Uh.shape[0])
    for utterance in dialogue:
        h = torch.zeros(Wh.shape[0])  # <- fresh
        for word in utterance:  # (D,)
            h = torch.tanh(word @ Wx + h @ Wh)
        c = torch.tanh(h @ Ux + c @ Uh)  # <- context
    return c


# region after
#en:   words of u1 -> h1      words of u2 -> h2      words of u3 -> h3      one encoder, reset each time
#en:                 |                      |                      |
#en:           0 -> c1 ------------------> c2 ------------------> c3        one context RNN, never reset
#ja:   u1 の単語 -> h1        u2 の単語 -> h2        u3 の単語 -> h3        エンコーダは一つ、発話ごとにゼロから
#ja:                 |                      |                      |
#ja:           0 -> c1 ------------------> c2 ------------------> c3        文脈 RNN は一つ、途中でゼロに戻さない
# endregion


# region hidden
import torch


def drive(answer, case):
    weights = {name: case[name].clone().requires_grad_() for name in ("Wx", "Wh", "Ux", "Uh")}
    first = case.dialogue[0].clone().requires_grad_()
    c = answer.dialogue_context([first, *case.dialogue[1:]], **weights)
    c.sum().backward()
    gradients = {name: torch.zeros_like(w) if w.grad is None else w.grad for name, w in weights.items()}
    gradients["first utterance"] = torch.zeros_like(first) if first.grad is None else first.grad
    return {"context": c.detach(), "gradients": gradients}


# endregion
