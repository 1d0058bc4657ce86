import torch


def additive_attention(s, h, Ws, Wh, w):
    #en: s (N, H): states of the decoder. h (N, T, E): states of the encoder. Ws (H, A), Wh (E, A), w (A,); no bias.
    #en: Returns the contexts (N, E) and the weights (N, T).
    #ja: s (N, H): デコーダの状態。h (N, T, E): エンコーダの状態。Ws (H, A)、Wh (E, A)、w (A,)。バイアスは無い。
    #ja: 文脈 (N, E) と重み (N, T) を返す。
    # region answer: body
    joint = torch.tanh((s @ Ws)[:, None] + h @ Wh)  # (N, 1, A) + (N, T, A) -> (N, T, A)
    scores = joint @ w  # (N, T)
    weights = torch.softmax(scores, dim=1)
    context = (weights[:, :, None] * h).sum(dim=1)  # (N, E)
    return context, weights
    # endregion


# region after
#en: score_j = w . tanh(s Ws + h_j Wh): a small network with one hidden layer compares the decoder's state with each encoder state.
#en: s Ws does not depend on j, so it is computed once and broadcast over the T positions. H and E may differ, unlike in a dot product.
#ja: score_j = w . tanh(s Ws + h_j Wh)。隠れ層が一つの小さなネットワークが、デコーダの状態とエンコーダの各状態とを見比べる。
#ja: s Ws は j によらないので一度だけ計算し、T 個の位置にブロードキャストする。内積と違って、H と E は異なってよい。
# endregion


# region hidden
def drive(answer, case):
    context, weights = answer.additive_attention(case.s, case.h, case.Ws, case.Wh, case.w)
    return {"context": context, "weights": weights}


# endregion
