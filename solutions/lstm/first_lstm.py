import torch


def step(x, h, c, Wx, Wh, b):
    #en: One step of the LSTM of 1997, which had no forget gate. x (N, D), h and c (N, H).
    #en: Wx (D, 3H), Wh (H, 3H), b (3H,): blocks input gate i, candidate g, output gate o. Returns the new h and c.
    #ja: 忘却ゲートの無い、1997 年の LSTM の 1 ステップ。x (N, D)、h と c は (N, H)。
    #ja: Wx (D, 3H)、Wh (H, 3H)、b (3H,) は入力ゲート i、候補 g、出力ゲート o の順。新しい h と c を返す。
    i, g, o = (x @ Wx + h @ Wh + b).chunk(3, dim=1)  # (N, H)
    i, g, o = torch.sigmoid(i), torch.tanh(g), torch.sigmoid(o)
    c = c + i * g  # <- c
    return o * torch.tanh(c), c


# region after
#en: The old cell is added with the factor 1, the constant error carousel; the input gate scales only what is new.
#en: A forget gate f would turn this line into f * c + i * g; with f = 1 it is the same.
#en: The paper squashes with sigmoids stretched to (-2, 2) for g and to (-1, 1) for the output; tanh is the choice of later years.
#ja: 古いセルは係数 1 でそのまま足される。これが CEC（定誤差カルーセル）である。入力ゲートは新しい分だけに掛かる。
#ja: 忘却ゲート f があれば f * c + i * g になる。f = 1 なら同じ式である。
#ja: 論文では g に (-2, 2)、出力に (-1, 1) まで広げたシグモイドを使っている。tanh が使われるのは後の形である。
# endregion


# region hidden
def drive(answer, case):
    leaves = {name: case[name].clone().requires_grad_() for name in ("c", "Wx", "Wh", "b")}
    h, c = answer.step(case.x, case.h, leaves["c"], leaves["Wx"], leaves["Wh"], leaves["b"])
    ((h * case.dh).sum() + (c * case.dc).sum()).backward()
    return {"h": h, "c": c, "gradients": {name: leaf.grad for name, leaf in leaves.items()}}


# endregion
