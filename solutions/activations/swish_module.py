import torch


class Swish(torch.nn.Module):
    #en: x * sigmoid(beta * x) with a beta that starts at 1 and is learnt with the rest of the network.
    #ja: x * sigmoid(beta * x)。beta は 1 から始まり、ネットワークの他の重みと一緒に学習される。
    def __init__(self):
        super().__init__()
        self.beta = torch.nn.Parameter(torch.tensor(1.0))  # <- beta

    def forward(self, x):
        #en: x of any shape -> same shape
        #ja: x の形は任意 -> 同じ形
        return x * torch.sigmoid(self.beta * x)  # <- y


# region after
#en: A module registers what is a Parameter (and modules inside it). parameters() lists these, the optimiser moves what it is given.
#en: A plain tensor, even with requires_grad=True, is an attribute like any other: no optimiser ever sees it, no state_dict saves it.
#ja: モジュールが登録するのは Parameter（と内部のモジュール）で、parameters() はそれを並べ、最適化手法は渡されたものだけを動かす。
#ja: ただのテンソルは requires_grad=True でもふつうの属性でしかない。最適化手法の目に触れず、state_dict にも保存されない。
# endregion


# region hidden
import torch


def drive(answer, case):
    net = answer.Swish()
    first = net(case.x).detach()
    optimiser = torch.optim.SGD(net.parameters(), lr=0.1) if list(net.parameters()) else None
    for _ in range(3):
        net.zero_grad()
        loss = ((net(case.x) - case.target) ** 2).mean()
        if loss.requires_grad:
            loss.backward()
        if optimiser is not None:
            optimiser.step()
    return {
        "first output": first,
        "beta receives a gradient": net.beta.grad is not None,
        "beta after training": net.beta.item(),
        "saved": sorted(net.state_dict()),
    }


# endregion
