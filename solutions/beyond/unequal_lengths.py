import math


def scores(sentences, alpha):
    #en: sentences: for each sentence the natural log probabilities of its words, all below 0. Returns one score for each sentence.
    #ja: sentences: 文ごとに、単語の対数確率（自然対数、どれも 0 未満）を並べたもの。文ごとに得点を一つ返す。
    result = []
    for words in sentences:
        total = sum(float(logp) for logp in words)  # <- total
        score = total / len(words) ** alpha  # <- score
        result.append(score)
    return result


# region after
#en: log(p_1 p_2 ... p_n) = log p_1 + ... + log p_n, which falls with every word.
#en: alpha = 1: -6 over 6 words and -3 over 3 words are equally good, -1 per word.
#ja: log(p_1 p_2 … p_n) = log p_1 + … + log p_n。単語が増えるたびに小さくなる。
#ja: alpha = 1 なら、6 語で -6 と 3 語で -3 は、どちらも 1 語あたり -1 で等しい。
# endregion
