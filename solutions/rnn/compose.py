import numpy as np


def compose(node, W, b, act):
    #en: A leaf is a vector (E,), an inner node {"left": node, "right": node}. W (E, 2E), b (E,). Returns (E,).
    #ja: 葉はベクトル (E,)、内部の節は {"left": 節, "right": 節}。W (E, 2E)、b (E,)。(E,) を返す。
    if not isinstance(node, dict):
        return node
    left = compose(node["left"], W, b, act)
    right = compose(node["right"], W, b, act)
    return act(W @ np.concatenate([left, right]) + b)  # <- parent


# region after
#en: (E, 2E) @ (2E,) + (E,) -> (E,): the parent has the size of a child again, so the same W serves at every node of every tree.
#ja: (E, 2E) @ (2E,) + (E,) -> (E,)。親は子と同じ大きさに戻るので、どの木のどの節でも同じ W が使える。
# endregion


# region hidden
import numpy as np


def build(leaves, way):
    if len(leaves) == 1:
        return leaves[0]
    cut = {0: 1, 1: len(leaves) - 1, 2: len(leaves) // 2}[way % 3]
    return {"left": build(leaves[:cut], way // 3), "right": build(leaves[cut:], way // 3 + 1)}


def drive(answer, case):
    return np.asarray(answer.compose(build(list(case.leaves), case.way), case.W, case.b, np.tanh))


# endregion
