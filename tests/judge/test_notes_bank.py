"""Notes that are told beside a right answer: versions that the check accepts and that fail beyond its inputs."""

from __future__ import annotations

import pytest

from quizrnn.bank import Bank, solution
from quizrnn.bank.model import Code, Question
from quizrnn.judge.client import LocalJudge

# Question, the note that applies, and the version: the texts of its regions.
VERSIONS: tuple[tuple[str, int, dict[str, str]], ...] = (
    (
        "attention.additive",
        0,
        {
            "body": (
                "joint = torch.tanh((s @ Ws)[:, None] + h @ Wh)\n"
                "e = torch.exp(joint @ w)\n"
                "weights = e / e.sum(dim=1, keepdim=True)\n"
                "return (weights[:, :, None] * h).sum(dim=1), weights"
            ),
        },
    ),
    (
        "attention.masked-queries",
        0,
        {
            "body": (
                "scores = Q @ K.transpose(1, 2) / Q.shape[2] ** 0.5\n"
                "e = torch.exp(scores) * mask[:, None]\n"
                "return e / e.sum(dim=2, keepdim=True) @ V"
            ),
        },
    ),
    (
        "attention.masked-queries",
        1,
        {
            "body": (
                "scores = Q @ K.transpose(1, 2) / Q.shape[2] ** 0.5\n"
                "scores = scores.masked_fill(~mask[:, None], -1e9)\n"
                "return torch.softmax(scores, dim=2) @ V"
            ),
        },
    ),
    (
        "attention.masked",
        0,
        {
            "masked": "np.where(mask, scores, -1e9)",
        },
    ),
    (
        "attention.decoder-step",
        0,
        {
            "body": (
                "e = torch.exp((h @ s[:, :, None])[:, :, 0])\n"
                "weights = e / e.sum(dim=1, keepdim=True)\n"
                "context = (weights[:, :, None] * h).sum(dim=1)\n"
                "return torch.tanh(x @ Wx + s @ Ws + context @ Wc), weights"
            ),
        },
    ),
    (
        "beyond.heads",
        0,
        {
            "body": (
                "N, T, D = x.shape\n"
                "d = D // heads\n"
                "q, k, v = ((x @ W).view(N, T, heads, d).transpose(1, 2) for W in (Wq, Wk, Wv))\n"
                "e = torch.exp(q @ k.transpose(2, 3) / d**0.5)\n"
                "weights = e / e.sum(dim=3, keepdim=True)\n"
                "return (weights @ v).transpose(1, 2).reshape(N, T, D) @ Wo"
            ),
        },
    ),
    (
        "beyond.later-words",
        0,
        {
            "weights": "(scores.exp() * allowed) / (scores.exp() * allowed).sum(dim=2, keepdim=True)",
        },
    ),
    (
        "beyond.later-words",
        1,
        {
            "weights": "torch.softmax(scores.masked_fill(~allowed, -1e9), dim=2)",
        },
    ),
    (
        "loss.mean-cells",
        0,
        {
            "df": "(np.exp(f) / np.exp(f).sum(axis=1, keepdims=True) - t) / N",
        },
    ),
    (
        "lstm.layer.torch-cell",
        0,
        {
            "forward": (
                "a = x @ self.Wx + h @ self.Wh + self.b\n"
                "i, f, g, o = a.chunk(4, dim=1)\n"
                "i, f, o = (1 / (1 + torch.exp(-gate)) for gate in (i, f, o))\n"
                "c = f * c + i * torch.tanh(g)\n"
                "return o * torch.tanh(c), c"
            ),
        },
    ),
    (
        "rnnlm.batch-perplexity",
        0,
        {
            "mean": "math.prod(math.exp(loss * size) for loss, size in zip(losses, sizes))",
            "result": "mean ** (1 / sum(sizes))",
        },
    ),
    (
        "vae.two-normals",
        0,
        {
            "body": (
                "var_q, var_p = logvar_q.exp(), logvar_p.exp()\n"
                "terms = torch.log(var_p / var_q) + (var_q + (mu_q - mu_p) ** 2) / var_p - 1\n"
                "return 0.5 * terms.sum(dim=1)"
            ),
        },
    ),
    (
        "vae.loss-bugs",
        0,
        {
            "z": "mu + torch.sqrt(torch.exp(logvar)) * noise",
        },
    ),
    (
        "word2vec.batch-loss",
        0,
        {
            "pushed": "torch.log(torch.sigmoid(-no)).sum(dim=1)",
        },
    ),
    (
        "activations.swish.learnt-beta",
        0,
        {
            "y": "x / (1 + torch.exp(-self.beta * x))",
        },
    ),
    (
        "vqvae.nearest",
        0,
        {
            "ids": "((z**2).sum(1, keepdims=True) - 2 * z @ codebook.T + (codebook**2).sum(1)).argmin(1)",
        },
    ),
)


@pytest.fixture(scope="module")
def bank() -> Bank:
    return Bank.open()


def code_of(question: Question) -> Code:
    assert isinstance(question.body, Code)
    return question.body


@pytest.mark.parametrize(
    ("name", "note", "regions"), VERSIONS, ids=[f"{name}-{note}" for name, note, _ in VERSIONS]
)
def test_a_version_is_right_and_its_note_is_told(
    judge: LocalJudge, bank: Bank, name: str, note: int, regions: dict[str, str]
) -> None:
    question = bank.get(name)
    if question.needs:
        pytest.importorskip("torch")
    verdict = judge.check(question, solution.program(code_of(question).solution, regions).encode())
    assert verdict.outcome == "right", verdict
    assert note in verdict.stress
    assert judge.check(question, solution.program(code_of(question).solution, {}).encode()).stress == ()


def test_every_note_of_a_plain_check_has_a_version_here(bank: Bank) -> None:
    found = {
        (row.id, number)
        for row in bank.rows()
        if row.kind == "code" and code_of(bank.get(row.id)).check.threshold is None
        for number in range(len(code_of(bank.get(row.id)).check.stress))
    }
    assert found == {(name, note) for name, note, _ in VERSIONS}
