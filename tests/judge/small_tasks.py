"""A few small questions, as tasks, for the tests of the judge."""

from __future__ import annotations

from typing import Any

from quizrnn.bank.model import Check, Given, Law, Text, Threshold
from quizrnn.bank.spec import parse
from quizrnn.judge.task import Task


def specs(**given: str) -> dict[str, Given]:
    return {name: parse(spec) for name, spec in given.items()}


def task(name: str, check: Check, key: str, **more: Any) -> Task:
    return Task(id=f"test.{name}", revision="1", check=check, key=key, **more)


SOFTMAX_KEY = """
import numpy as np

def softmax(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)
"""
SOFTMAX = task(
    "softmax",
    Check(given=specs(x="float[N, K]"), call="softmax", returns=parse("float[N, K]"), inputs=30),
    SOFTMAX_KEY,
    wrong=(
        SOFTMAX_KEY.replace("axis=-1", "axis=0"),
        SOFTMAX_KEY.replace("return e / e.sum(axis=-1, keepdims=True)", "return e"),
    ),
)

STEP_KEY = """
import numpy as np

def step(x, h, Wx, Wh, b):
    return np.tanh(x @ Wx + h @ Wh + b)
"""
STEP = task(
    "step",
    Check(
        given=specs(x="float[N, D]", h="float[N, H]", Wx="float[D, H]", Wh="float[H, H]", b="float[H]"),
        call="step",
        returns=parse("float[N, H]"),
        inputs=30,
    ),
    STEP_KEY,
    wrong=(STEP_KEY.replace(" + b", ""), STEP_KEY.replace("h @ Wh", "h @ Wh.T")),
)

WORDS_KEY = """
def words(text):
    kept = "".join(letter if letter.isalpha() else " " for letter in text.lower())
    return kept.split()
"""
WORDS = task(
    "words",
    Check(
        given={"text": Given(type="text", pieces=("the ", "Cat", "'", "\n", "7", "sat"), length="0..8")},
        call="words",
        inputs=40,
    ),
    WORDS_KEY,
    wrong=(WORDS_KEY.replace("text.lower()", "text"),),
)

MEAN_DRIVER = """
def drive(answer, case):
    mean = answer.Mean(case.rate)
    return [mean.add(x) for x in case.xs]
"""
MEAN_KEY = """
class Mean:
    def __init__(self, rate):
        self.rate, self.value = rate, 0.0

    def add(self, x):
        self.value = self.rate * self.value + (1 - self.rate) * x
        return self.value
"""
MEAN = task(
    "mean",
    Check(given=specs(rate="float 0..1", xs="float[T]"), driver="drive", inputs=30),
    MEAN_KEY,
    driver=MEAN_DRIVER,
)

CONVENTION_KEY = """
def mix(z, h, c):
    return (1 - z) * h + z * c
"""
CONVENTION = task(
    "mix",
    Check(given=specs(z="float[H] 0..1", h="float[H]", c="float[H]"), call="mix", inputs=30),
    CONVENTION_KEY,
    accept=(CONVENTION_KEY.replace("(1 - z) * h + z * c", "z * h + (1 - z) * c"),),
    conventions=(True,),
    wrong=(CONVENTION_KEY.replace("(1 - z) * h + z * c", "z * c"),),
)

PURE = task(
    "pure",
    Check(given=specs(x="float[N]"), call="double", inputs=20, laws=(Law(name="unchanged", of=("x",)),)),
    "def double(x):\n    return 2 * x\n",
)

INPLACE = task(
    "inplace",
    Check(given=specs(x="float[N]"), call="double", inputs=20, laws=(Law(name="changed", of=("x",)),)),
    "def double(x):\n    x *= 2\n",
)

TRAINING = task(
    "training",
    Check(
        given=specs(seed="int 0..9"),
        driver="drive",
        threshold=Threshold(measure="accuracy", seeds=(0, 1, 2), need=2, at_least=0.9),
    ),
    "def train(seed):\n    return [1, 1, 1, 1]\n",
    driver=(
        "def drive(answer, case):\n    return answer.train(case.seed)\n\n"
        "def accuracy(value, case):\n    return sum(value) / len(value) - 0.01 * (case.seed > 5)\n"
    ),
)

TORCH = task(
    "torch_linear",
    Check(given=specs(x="torch float[N, D]", w="torch float[D, H]"), call="linear", inputs=20),
    "import torch\n\ndef linear(x, w):\n    return torch.relu(x @ w)\n",
    torch=True,
)

NOTE = Text(en="note", ja="注")
