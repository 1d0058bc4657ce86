def beam_search(step, start, width, n):
    #en: start: a token (int). step(prefix) -> log probabilities of the V next tokens (a list); a prefix is a tuple that begins with start.
    #en: Returns the best tuple of start and n more tokens. Of equal scores the sequence that is smaller as a tuple wins, everywhere.
    #ja: start はトークン (int)。step(prefix) -> 次の V 個のトークンの対数確率のリスト。prefix は start で始まるタプル。
    #ja: start と続く n 個のトークンから成る最良のタプルを返す。得点が等しいときは、どこでもタプルとして小さい方を採る。
    # region answer: body
    beams = [((start,), 0.0)]
    for _ in range(n):
        grown = []
        for prefix, score in beams:
            for token, logp in enumerate(step(prefix)):
                grown.append((prefix + (token,), score + logp))
        grown.sort(key=lambda beam: (-beam[1], beam[0]))
        beams = grown[:width]
    return beams[0][0]
    # endregion


# region after
#en: Each round grows every kept prefix by every token and keeps the width best of all of them. Width 1 is greedy search;
#en: a width of V**n would be exhaustive. step is called once for each kept prefix, never for a discarded one.
#ja: 各回で、残した接頭辞をすべてのトークンで伸ばし、その全体から上位 width 本を残す。幅 1 は貪欲法、
#ja: 幅 V**n なら全探索になる。step は残した接頭辞ごとに 1 回だけ呼ばれ、捨てたものには呼ばれない。
# endregion


# region hidden
def drive(answer, case):
    calls = []

    def step(prefix):
        calls.append(len(prefix))
        row = (sum((i + 1) * token for i, token in enumerate(prefix)) + len(prefix)) % len(case.table)
        return [float(value) for value in case.table[row]]

    best = answer.beam_search(step, case.start % len(case.table[0]), case.width, case.n)
    return {"best": [int(token) for token in best], "calls": len(calls)}


# endregion
