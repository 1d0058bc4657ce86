def clean(text):
    # region answer: body
    text = text.lower()
    kept = []
    for letter in text:
        if "a" <= letter <= "z" or letter in "'-":
            kept.append(letter)
        elif letter in " \n":
            kept.append(" ")
    words = "".join(kept).split()
    return [word for word in words if not word.startswith("-")]
    # endregion


# region after
#en: The order matters: lower case first (or capitals would be thrown away), newline to blank before anything is dropped
#en: (or the last word of a line and the first of the next would grow together), and words are judged last.
#ja: 順序に意味がある。まず小文字にする（しないと大文字が捨てられる）。改行は、何かを捨てる前に空白にする
#ja: （しないと行末の語と次の行頭の語がつながる）。語の取捨は最後に行う。
# endregion
