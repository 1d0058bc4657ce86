import torch


def contexts(weights, states):
    #en: weights (N, T), rows that sum to 1. states (N, T, H). Returns the contexts (N, H).
    #ja: weights (N, T): 各行の和は 1。states (N, T, H)。文脈ベクトル (N, H) を返す。
    context = torch.einsum("nt,nth->nh", weights, states)  # <- context
    return context


# region after
#en: context[n, h] = sum over t of weights[n, t] * states[n, t, h]
#en: shared and kept: n      shared and summed: t      kept: h
#ja: context[n, h] = weights[n, t] * states[n, t, h] の t についての和
#ja: 共有して残す: n          共有して和を取る: t          残す: h
# endregion


# region hidden
import torch


def drive(answer, case):
    return {"context": answer.contexts(torch.as_tensor(case.weights), torch.as_tensor(case.states))}


# endregion
