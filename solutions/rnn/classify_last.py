import torch


class Classifier(torch.nn.Module):
    #en: Reads sequences x (N, T, D) and gives logits (N, C), from the state after the last step.
    #ja: 系列 x (N, T, D) を読み、最後のステップの後の状態からロジット (N, C) を出す。
    def __init__(self, D, H, C):
        super().__init__()
        self.rnn = torch.nn.RNN(D, H, batch_first=True)  # <- rnn
        self.head = torch.nn.Linear(H, C)

    def forward(self, x):
        states, _ = self.rnn(x)
        last = states[:, -1]  # <- last
        return self.head(last)


# region after
#en: batch_first=True: input (N, T, D), states (N, T, H); states[:, -1] is (N, H). Without it the layer takes axis 0 for time:
#en: the samples of the batch become the steps of one sequence, all shapes still fit, and no error is raised.
#ja: batch_first=True なら入力は (N, T, D)、状態は (N, T, H) で、states[:, -1] は (N, H) になる。付けないと軸 0 が時刻とみなされ、
#ja: バッチのサンプルが一本の系列の各時刻になってしまう。形はすべて合うので、エラーは出ない。
# endregion


# region hidden
import torch


def drive(answer, case):
    net = answer.Classifier(case.x.shape[-1], case.W_hh.shape[0], case.V.shape[0])
    with torch.no_grad():
        net.rnn.weight_ih_l0.copy_(case.W_ih)
        net.rnn.weight_hh_l0.copy_(case.W_hh)
        net.rnn.bias_ih_l0.copy_(case.b)
        net.rnn.bias_hh_l0.zero_()
        net.head.weight.copy_(case.V)
        net.head.bias.zero_()
        return net(case.x)


# endregion
