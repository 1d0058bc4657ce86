def window(ids, k):
    #en: ids: list of word ids, oldest first, at least one. Returns a list of exactly k ids; 0 stands for an unknown word.
    #ja: ids: 単語番号のリスト（古い順、1 個以上）。ちょうど k 個の番号のリストを返す。0 は未知語を表す。
    # region answer: body
    recent = list(ids[-k:])
    missing = k - len(recent)
    return [0] * missing + recent
    # endregion


# region after
#en: A slice never fails: ids[-4:] of two words gives these two words. What is missing is put in FRONT,
#en: so that the last thing the network reads is the last word of the text.
#ja: スライスはエラーにならない。2 語のリストの ids[-4:] は、その 2 語を返す。足りない分は「前」に置く。
#ja: そうすれば、ネットワークが最後に読むのはテキストの最後の単語になる。
# endregion
