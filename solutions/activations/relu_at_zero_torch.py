"""The slope that PyTorch's autograd uses at exactly 0."""

import torch

FUNCTIONS = [
    torch.relu,
    lambda x: torch.nn.functional.leaky_relu(x),
    lambda x: x.clamp(min=0),
    lambda x: torch.maximum(x, torch.zeros_like(x)),
]
SLOPES = [0.0, 0.01, 1.0, 0.5]


def prove():
    found = []
    for f in FUNCTIONS:
        x = torch.zeros((), requires_grad=True)
        f(x).backward()
        found.append(min(range(4), key=lambda i: abs(SLOPES[i] - float(x.grad))))
        assert abs(SLOPES[found[-1]] - float(x.grad)) < 1e-6
    return found
