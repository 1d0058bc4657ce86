import torch


def step(x, s, h, Wx, Ws, Wc):
    #en: x (N, D): embedded word. s (N, H): old state. h (N, T, H): states of the encoder. Wx (D, H), Ws (H, H), Wc (H, H).
    #en: Returns the new state (N, H) and the weights (N, T).
    #ja: x (N, D): 埋め込まれた単語。s (N, H): 前の状態。h (N, T, H): エンコーダの各状態。Wx (D, H)、Ws (H, H)、Wc (H, H)。
    #ja: 新しい状態 (N, H) と重み (N, T) を返す。
    # region answer: body
    scores = (h @ s[:, :, None])[:, :, 0]  # (N, T, H) @ (N, H, 1) -> (N, T)
    weights = torch.softmax(scores, dim=1)
    context = (weights[:, :, None] * h).sum(dim=1)  # (N, H)
    new = torch.tanh(x @ Wx + s @ Ws + context @ Wc)
    return new, weights
    # endregion


# region after
#en: query s ---> scores s . h_j ---> weights ---> context = sum of weights_j h_j ---> new state
#en: The context is computed anew at each step, because the query is.
#ja: クエリ s ---> スコア s . h_j ---> 重み ---> 文脈 = 重み_j h_j の和 ---> 新しい状態
#ja: クエリが毎回変わるので、文脈もステップごとに計算し直される。
# endregion


# region hidden
def drive(answer, case):
    new, weights = answer.step(case.x, case.s, case.h, case.Wx, case.Ws, case.Wc)
    return {"weights": weights, "state": new}


# endregion
