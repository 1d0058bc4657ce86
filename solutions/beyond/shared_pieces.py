from collections import Counter


def precision(candidate, reference, n):
    #en: candidate, reference: lists of word ids. Returns the modified n-gram precision, a number from 0 to 1.
    #ja: candidate（訳文）と reference（参照訳）は単語番号のリスト。修正 n-gram 適合率（0～1 の数）を返す。
    # region answer: body
    made = Counter(tuple(candidate[i : i + n]) for i in range(len(candidate) - n + 1))
    known = Counter(tuple(reference[i : i + n]) for i in range(len(reference) - n + 1))
    total = sum(made.values())
    if total == 0:
        return 0.0
    return sum(min(count, known[part]) for part, count in made.items()) / total
    # endregion


# region after
#en: A text of T words has T - n + 1 n-grams, none if T < n.
#en: min(count in the candidate, count in the reference) clips each n-gram; a Counter gives 0 for what it does not hold.
#ja: T 語の文には n-gram が T - n + 1 個ある。T < n なら一つも無い。
#ja: min(訳文での回数, 参照訳での回数) が回数の制限になる。Counter は、持っていないものの回数として 0 を返す。
# endregion
