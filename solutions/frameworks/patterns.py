import re


def mark(text):
    #en: Returns the text with each whole word "the" in angle brackets.
    #ja: 単語としての "the" をすべて山括弧で囲んだ文章を返す。
    marked = re.sub(r"\b(the)\b", r"<\1>", text)  # <- marked
    return marked


# region after
#en: len("\b") is 1, a backspace; len(r"\b") is 2, a backslash and a b, which re reads as "word boundary".
#en: len("\1") is 1, the character with the code 1; len(r"\1") is 2, which re reads as "what group 1 has matched".
#en: "\s" stays as it is, two characters, since Python knows no such escape; since 3.12 it draws a SyntaxWarning.
#ja: len("\b") は 1 でバックスペース。len(r"\b") は 2 で、逆スラッシュと b になり、re はこれを「単語の境界」と読む。
#ja: len("\1") は 1 で番号 1 の文字。len(r"\1") は 2 で、re はこれを「グループ 1 に一致した文字列」と読む。
#ja: "\s" は Python の知らないエスケープなので 2 文字のまま残る。3.12 からは SyntaxWarning が出る。
# endregion
