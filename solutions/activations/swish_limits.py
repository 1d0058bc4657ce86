"""What x * sigmoid(beta * x) becomes for four values of beta."""

import torch

X = torch.linspace(-4, 4, 81, dtype=torch.float64)
BETAS = [0.0, 1.0, 1e6, -1e6]
FUNCTIONS = [X / 2, torch.nn.functional.silu(X), torch.relu(X), X.clamp(max=0), X, (X >= 0).double()]


def prove():
    answers = []
    for beta in BETAS:
        y = X * torch.sigmoid(beta * X)
        matches = [i for i, f in enumerate(FUNCTIONS) if torch.allclose(y, f, atol=1e-9)]
        assert len(matches) == 1
        answers.append(matches[0])
    return answers
