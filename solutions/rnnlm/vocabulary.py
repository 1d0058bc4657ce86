from collections import Counter


def vocabulary(files, min_count):
    #en: files: the texts of several files, already cleaned. Returns a dict word -> id for all words that occur
    #en: at least min_count times in ALL files together. Ids are 1, 2, ... in alphabetical order; 0 stays free for unknown words.
    #ja: files: いくつかのファイルのテキスト（前処理済み）。
    #ja: 「全ファイルを通して」min_count 回以上現れる単語の辞書（単語 -> 番号）を返す。番号は辞書順に 1, 2, … とし、0 は未知語のために空けておく。
    words = []
    for text in files:
        words = words + text.split()  # <- words
    counts = Counter(words)
    kept = sorted(word for word in counts if counts[word] >= min_count)  # <- kept
    return {word: number for number, word in enumerate(kept, start=1)}


# region after
#en: The list grows from file to file. An assignment that forgets the old list leaves the words of the last file only.
#en: "Keep at least 4" and "drop 3 or fewer" are the same rule: n >= 4 holds exactly when n <= 3 does not.
#ja: リストはファイルごとに伸びていく。前のリストを忘れて代入すると、最後のファイルの単語しか残らない。
#ja: 「4 回以上を残す」と「3 回以下を捨てる」は同じ規則である。n >= 4 は n <= 3 の否定だからである。
# endregion
