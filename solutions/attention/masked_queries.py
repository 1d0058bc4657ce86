import torch
import torch.nn.functional as F


def attend(Q, K, V, mask):
    #en: Q (N, T, D), K (N, S, D), V (N, S, C), mask (N, S): True for words. Returns (N, T, C).
    #ja: Q (N, T, D)、K (N, S, D)、V (N, S, C)、mask (N, S): 単語なら True。(N, T, C) を返す。
    # region answer: body
    scores = Q @ K.transpose(1, 2) / Q.shape[2] ** 0.5  # (N, T, S)
    scores = scores.masked_fill(~mask[:, None], -torch.inf)
    weights = torch.softmax(scores, dim=2)  # (N, T, S)
    return weights @ V  # (N, T, S) @ (N, S, C) -> (N, T, C)
    # endregion


# region after
#en: scores[n, t, s] = q_t . k_s / sqrt(D). Each query t shares out its own weights over the S positions, so the softmax runs over s.
#en: The mask depends on the source position only: (N, S) -> (N, 1, S), broadcast over the T queries.
#ja: scores[n, t, s] = q_t . k_s / sqrt(D)。クエリ t ごとに S 個の位置へ重みを配るので、ソフトマックスは s に沿って取る。
#ja: マスクは入力側の位置だけで決まる: (N, S) -> (N, 1, S) とし、T 個のクエリにブロードキャストする。
# endregion


# region hidden
import torch


def drive(answer, case):
    out = answer.attend(case.Q, case.K, case.V, torch.as_tensor(case.mask))
    return {"out": out}


# endregion
