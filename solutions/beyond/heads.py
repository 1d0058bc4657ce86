import torch


def multi_head(x, Wq, Wk, Wv, Wo, heads):
    #en: x (N, T, D), all matrices (D, D), heads divides D. Returns (N, T, D).
    #ja: x (N, T, D)、行列はすべて (D, D)。heads は D の約数。(N, T, D) を返す。
    # region answer: body
    N, T, D = x.shape
    d = D // heads
    q, k, v = ((x @ W).view(N, T, heads, d).transpose(1, 2) for W in (Wq, Wk, Wv))  # (N, heads, T, d)
    weights = torch.softmax(q @ k.transpose(2, 3) / d**0.5, dim=3)  # (N, heads, T, T)
    joined = (weights @ v).transpose(1, 2).reshape(N, T, D)
    return joined @ Wo
    # endregion


# region after
#en: view:      (N, T, D) -> (N, T, heads, d): columns j d ... (j+1) d - 1 become head j
#en: transpose: -> (N, heads, T, d): now @ multiplies positions within each head
#en: back:      (N, heads, T, d) -> (N, T, heads, d) -> (N, T, D): the heads stand side by side again
#ja: view:      (N, T, D) -> (N, T, heads, d)。列 j d … (j+1) d - 1 がヘッド j になる
#ja: transpose: -> (N, heads, T, d)。これで @ が、各ヘッドの中で位置どうしの積になる
#ja: 戻す:      (N, heads, T, d) -> (N, T, heads, d) -> (N, T, D)。ヘッドが再び横に並ぶ
# endregion


# region hidden
def drive(answer, case):
    return {"out": answer.multi_head(case.x, case.Wq, case.Wk, case.Wv, case.Wo, case.heads)}


# endregion
