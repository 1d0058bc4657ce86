def window_ids(text, ids, k):
    #en: text: cleaned words, separated by spaces. ids: dict from word to id (1, 2, ...); 0 stands for unknown words.
    #en: Returns the ids of the last k words, oldest first, as in training; of a shorter text all words.
    #ja: text は前処理済みの単語を空白で区切ったもの。ids は単語から番号 (1, 2, …) への辞書で、0 は未知語を表す。
    #ja: 最後の k 語の番号を、学習時と同じく古い順に返す。k 語に満たない場合は全部の語を返す。
    words = text.split()
    window = words[-k:]  # <- window
    return [ids.get(word, 0) for word in window]


# region after
#en: A string is a sequence too, of letters: text[-k:] runs without an error and gives k letters, which the dictionary does not know.
#en: All of them become 0 (but for one-letter words such as a), so that nearly every text gives the same prediction.
#ja: 文字列も「文字の」列なので、text[-k:] はエラーにならず、k 個の文字が返る。文字は辞書に無い。
#ja: （a のような 1 文字の語を除いて）どれも 0 になるので、どんなテキストを与えても、予測はほとんど同じになる。
# endregion
