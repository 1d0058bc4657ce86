def skipgram_pairs(sentence, window):
    #en: sentence: word ids, one for each position. Returns all (centre, context) pairs: for every position, each word at most
    #en: window positions away on either side, but not the position itself.
    #ja: sentence は単語番号の並び。(中心語, 文脈語) の組をすべて返す。各位置について、
    #ja: 前後 window 個以内の位置にある単語を文脈とする。その位置自身は含めない。
    pairs = []
    for i, centre in enumerate(sentence):
        first = max(i - window, 0)  # <- first
        last = min(i + window, len(sentence) - 1)  # <- last
        for j in range(first, last + 1):
            if j != i:  # <- keep
                pairs.append((int(centre), int(sentence[j])))
    return pairs


# region after
#en: Near the ends the window is cut off, on both sides: a negative index would count from the end of the sentence.
#en: The centre is left out by its position. Comparing the words would also drop a second "the" two places further on.
#en: For n > w words there are 2wn - w(w+1) pairs: 2w at each position, less those that would lie outside.
#ja: 文の両端では窓を切り詰める。負の添字は文の末尾から数えることになってしまう。
#ja: 中心語は位置で除く。単語どうしを比べると、二つ先にあるもう一つの the まで落としてしまう。
#ja: 語数 n > w なら組は 2wn - w(w+1) 個である。各位置に 2w 個、そこから文の外にはみ出す分を引いた数になる。
# endregion
