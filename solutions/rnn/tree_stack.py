import numpy as np


def read(words, actions, W, b):
    #en: words: list of vectors (E,). actions: "shift" puts the next word on the stack, "reduce" replaces the two topmost
    #en: vectors by their parent tanh(W [left; right] + b). W (E, 2E), b (E,). Returns the vector of the whole tree, (E,).
    #ja: words: ベクトル (E,) のリスト。actions: "shift" は次の単語をスタックに積み、"reduce" は上の二つのベクトルを
    #ja: 親 tanh(W [左; 右] + b) に置き換える。W (E, 2E)、b (E,)。木全体のベクトル (E,) を返す。
    stack, rest = [], list(words)
    for action in actions:
        if action == "shift":
            word = rest.pop(0)  # <- word
            stack.append(word)
        else:
            first, second = stack.pop(), stack.pop()
            joined = np.concatenate([second, first])  # <- joined
            stack.append(np.tanh(W @ joined + b))  # <- parent
    return stack.pop()


# region after
#en: The stack gives back last what was put on it first: of two children, the right one comes off before the left one.
#en: A leaf is a word vector as it is. Only joined pairs pass W, b and tanh.
#ja: スタックは、先に積んだものを後に返す。二つの子のうち、先に取り出されるのは右の子である。
#ja: 葉は単語ベクトルそのままである。W、b、tanh を通るのは、結合した対だけである。
# endregion


# region hidden
import numpy as np


def plan(count, way):
    """The actions that read a tree of so many leaves, cut by the digits of `way`."""
    if count == 1:
        return ["shift"]
    cut = {0: 1, 1: count - 1, 2: count // 2}[way % 3]
    return [*plan(cut, way // 3), *plan(count - cut, way // 3 + 1), "reduce"]


def drive(answer, case):
    words = list(case.words)
    return np.asarray(answer.read(words, plan(len(words), case.way), case.W, case.b))


# endregion
