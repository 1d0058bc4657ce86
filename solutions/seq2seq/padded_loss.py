import torch.nn.functional as F


def word_loss(logits, target):
    #en: logits (N, T, V), target (N, T) with 0 for padding. Returns the mean cross-entropy over all real words, a number.
    #ja: logits (N, T, V)、target (N, T)。0 はパディング。実在するすべての単語についての交差エントロピーの平均（数一つ）を返す。
    N, T, V = logits.shape
    loss = F.cross_entropy(logits.transpose(1, 2), target, ignore_index=0)  # <- loss
    return loss


# region after
#en: transpose: (N, T, V) -> (N, V, T), the score of class v at step t moves from [n, t, v] to [n, v, t].
#en: reshape: the same shape, but [n, 0, 1] would then be the SECOND number of the row, which is class 1 of step 0.
#en: loss = sum over real words of -log p(word) / number of real words.
#ja: transpose: (N, T, V) -> (N, V, T)。ステップ t のクラス v のスコアが [n, t, v] から [n, v, t] に移る。
#ja: reshape: 形は同じでも、[n, 0, 1] に来るのは並びの 2 番目の数、すなわちステップ 0 のクラス 1 である。
#ja: loss = 実在する単語についての -log p(単語) の和 / 実在する単語の数。
# endregion


# region hidden
import torch


def drive(answer, case):
    target = case.words * torch.as_tensor(case.real)
    return {"loss": answer.word_loss(case.logits, target)}


# endregion
