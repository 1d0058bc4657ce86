def cbow_examples(sentences, window):
    #en: sentences: list of lists of word ids. Returns a list of pairs (bag of context words, target), in the order of the text.
    #ja: sentences: 単語番号のリストのリスト。(文脈語の袋, 正解) の組を、テキストの順に並べたリストを返す。
    examples = []
    pieces = sentences  # <- pieces
    for piece in pieces:
        for i, target in enumerate(piece):
            bag = piece[max(i - window, 0) : i] + piece[i + 1 : i + window + 1]  # <- bag
            if bag:
                examples.append((bag, target))
    return examples


# region after
#en: left: i - window ... i - 1, cut off at 0; right: i + 1 ... i + window, cut off by the slice itself. Position i is in neither.
#en: A negative start would count from the end and give an empty or a wrong left side, hence max(..., 0).
#ja: 左は i - window ～ i - 1（0 で切る）、右は i + 1 ～ i + window（スライスが自動的に切る）。位置 i はどちらにも入らない。
#ja: 開始が負になると末尾から数えられ、左側が空になったり誤ったりする。そのため max(…, 0) とする。
# endregion
