def collapse(frames):
    #en: frames: one symbol for each frame, "-" is the blank. Returns the text.
    #ja: frames: フレームごとの記号。"-" がブランク。テキストを返す。
    # region answer: body
    text = ""
    previous = "-"
    for symbol in frames:
        if symbol != previous and symbol != "-":
            text += symbol
        previous = symbol
    return text
    # endregion


# region after
#en: A letter is written when it begins: it differs from the symbol just before, which may be a blank.
#en:   h h - e - l l - l o
#en:   h     e   l     l o
#ja: 文字を書くのは、その文字が始まるとき、すなわち直前の記号（ブランクでもよい）と異なるときである。
#ja:   h h - e - l l - l o
#ja:   h     e   l     l o
# endregion
