import torch


def peephole_step(x, h, c, Wx, Wh, b, p):
    #en: x (N, D), h and c (N, H). Wx (D, 4H), Wh (H, 4H), b (4H,): blocks i, f, g, o.
    #en: p (3H,): diagonal peephole weights of i, f and o. Returns the new h and c.
    #ja: x (N, D)、h と c は (N, H)。Wx (D, 4H)、Wh (H, 4H)、b (4H,) は i, f, g, o の順。
    #ja: p (3H,): i, f, o の覗き穴結合の重み（対角）。新しい h と c を返す。
    i, f, g, o = (x @ Wx + h @ Wh + b).chunk(4, dim=1)  # (N, H)
    p_i, p_f, p_o = p.chunk(3)  # (H,)
    # region answer: update
    i = torch.sigmoid(i + p_i * c)
    f = torch.sigmoid(f + p_f * c)
    c = f * c + i * torch.tanh(g)
    o = torch.sigmoid(o + p_o * c)
    # endregion
    return o * torch.tanh(c), c


# region after
#en: The name c changes its meaning in the third line: before it the old cell, after it the new one.
#en: i and f help to make the new cell, so they can only look at the old one; o shows the new cell, so it looks at that.
#ja: 変数 c の意味は 3 行目で変わる。それより前では古いセル、後では新しいセルである。
#ja: i と f は新しいセルを作るのに使うので、古いセルしか覗けない。o は新しいセルを見せるゲートなので、新しいセルを覗く。
# endregion


# region hidden
def drive(answer, case):
    leaves = {name: case[name].clone().requires_grad_() for name in ("Wx", "p")}
    h, c = answer.peephole_step(case.x, case.h, case.c, leaves["Wx"], case.Wh, case.b, leaves["p"])
    ((h * case.dh).sum() + (c * case.dc).sum()).backward()
    return {"h": h, "c": c, "gradients": {name: leaf.grad for name, leaf in leaves.items()}}


# endregion
