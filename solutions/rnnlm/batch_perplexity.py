import math


def perplexity(losses, sizes):
    #en: losses: for each batch the MEAN loss per word, -log p with the natural logarithm. sizes: the number of words in each batch.
    #en: Returns the perplexity of the whole text, a number.
    #ja: losses: バッチごとの、1 語あたりの「平均」損失。損失は -log p（自然対数）。sizes: 各バッチの語数。
    #ja: テキスト全体のパープレキシティ（数一つ）を返す。
    mean = sum(loss * size for loss, size in zip(losses, sizes)) / sum(sizes)  # <- mean
    return math.exp(mean)  # <- result


# region after
#en: loss * size is the sum of the losses in a batch; the sum over all batches, divided by all words, is the mean per word.
#en: The result no longer depends on how the text was cut into batches: mean([a, b, c]) = (2 mean([a, b]) + 1 c) / 3.
#en: perplexity = exp(mean of -log p) = (p_1 p_2 ... p_n) ** (-1 / n), the geometric mean of 1 / p.
#ja: loss * size はバッチ内の損失の和である。全バッチで足して全語数で割れば、1 語あたりの平均になる。
#ja: こうすると、結果はバッチの切り方によらない: mean([a, b, c]) = (2 mean([a, b]) + 1 c) / 3。
#ja: perplexity = exp(-log p の平均) = (p_1 p_2 … p_n) ** (-1 / n)。すなわち 1 / p の幾何平均である。
# endregion
