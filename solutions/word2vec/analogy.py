import numpy as np


def analogy_scores(E, a, b, c):
    #en: E (V, D): one row for each word. a, b, c: word ids. Returns the cosines with E[b] - E[a] + E[c], (V,); -inf at a, b and c.
    #ja: E (V, D): 単語ごとに一つの行。a, b, c: 単語番号。E[b] - E[a] + E[c] とのコサイン (V,) を返す。a, b, c では -inf。
    # region answer: body
    query = E[b] - E[a] + E[c]  # (D,)
    norms = np.linalg.norm(E, axis=1) * np.linalg.norm(query)  # (V,)
    scores = E @ query / norms
    scores[[a, b, c]] = -np.inf
    return scores
    # endregion


# region after
#en: cos(x, q) = x . q / (|x| |q|). The norm of the query is the same for all words and changes no order, the norms of the rows do.
#en: argmax of the result is the answer word.
#ja: cos(x, q) = x . q / (|x| |q|)。query のノルムは全単語に共通で順位を変えないが、行のノルムは変える。
#ja: 結果の argmax が答えの単語になる。
# endregion
