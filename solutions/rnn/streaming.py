import numpy as np


class StreamingRNN:
    #en: A simple RNN that is fed one time step at a time and keeps its own state.
    #ja: 1 時刻ずつ入力を受け取り、自分で状態を保つ単純な RNN。
    def __init__(self, Wx, Wh, b):
        #en: Wx (D, H), Wh (H, H), b (H,)
        #ja: Wx (D, H)、Wh (H, H)、b (H,)
        self.Wx, self.Wh, self.b = Wx, Wh, b
        self.reset()

    def reset(self):
        # region answer: reset
        self.h = None
        # endregion

    def step(self, x):
        #en: x (N, D) -> new state (N, H). The first step after a reset starts from a state of zeros.
        #ja: x (N, D) -> 新しい状態 (N, H)。リセット後の最初のステップはゼロの状態から始める。
        # region answer: step
        if self.h is None:
            self.h = np.zeros((x.shape[0], self.b.size))
        self.h = np.tanh(x @ self.Wx + self.h @ self.Wh + self.b)
        return self.h
        # endregion


# region after
#en: The state belongs to one batch of sequences. When new sequences begin it must go back to zero, otherwise the end of one
#en: sequence leaks into the beginning of the next; and the batch size is known only when the first input arrives.
#ja: 状態は一組の系列のものである。新しい系列が始まるときにゼロへ戻さないと、前の系列の終わりが次の系列の始まりに混ざる。
#ja: またバッチの大きさは、最初の入力が来て初めて分かる。
# endregion


# region hidden
import numpy as np


def drive(answer, case):
    net = answer.StreamingRNN(case.Wx, case.Wh, case.b)
    first = [np.array(net.step(x)) for x in case.first]
    net.reset()
    second = [np.array(net.step(x)) for x in case.second]
    return {"first": first, "second": second}


# endregion
