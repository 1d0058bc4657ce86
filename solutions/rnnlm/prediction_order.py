def training_samples(ids, k):
    #en: ids: list of word ids. Returns pairs (window of k ids, next id).
    #ja: ids: 単語番号のリスト。(k 個の番号から成る窓, 次の番号) の組を返す。
    samples = []
    for end in range(k, len(ids)):
        window = [ids[end - 1 - back] for back in range(k)]
        samples.append((window, ids[end]))
    return samples


def prediction_window(ids, k):
    #en: ids: list of at least k ids. Returns the window from which the word AFTER the text is predicted.
    #ja: ids: k 個以上の番号のリスト。テキストの「次」の単語を予測するための窓を返す。
    window = ids[-k:][::-1]  # <- window
    return window


# region after
#en: The sample with the target ids[end] reads ids[end-1], ids[end-2], ..., ids[end-k]: the newest word first.
#en: For the word after the text end = len(ids), so the window is ids[-1], ids[-2], ..., ids[-k].
#ja: 正解が ids[end] のサンプルは ids[end-1], ids[end-2], …, ids[end-k] を読む。最も新しい語が先頭である。
#ja: テキストの次の単語では end = len(ids) だから、窓は ids[-1], ids[-2], …, ids[-k] になる。
# endregion
