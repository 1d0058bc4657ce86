"""The GRU step of the judge's benchmarks, and the floor: the same checks in a bare forked child."""

from __future__ import annotations

import os
import pickle
import struct
from typing import Any

import msgspec

from quizrnn.bank.model import Check
from quizrnn.bank.spec import parse
from quizrnn.judge.task import Task

GATES = "zrc"
KEY = """
import numpy as np

def sigmoid(a):
    return 1 / (1 + np.exp(-a))

def gru_step(x, h, Wxz, Whz, bz, Wxr, Whr, br, Wxc, Whc, bc):
    z = sigmoid(x @ Wxz + h @ Whz + bz)
    r = sigmoid(x @ Wxr + h @ Whr + br)
    c = np.tanh(x @ Wxc + (r * h) @ Whc + bc)
    return (1 - z) * h + z * c
"""
GIVEN = {"x": "float[N, D]", "h": "float[N, H]"} | {
    f"{name}{gate}": shape
    for gate in GATES
    for name, shape in (("Wx", "float[D, H]"), ("Wh", "float[H, H]"), ("b", "float[H]"))
}
WRONG = KEY.replace("(r * h) @ Whc", "r * (h @ Whc)")
TASK = Task(
    id="bench.gru",
    revision="1",
    check=Check(
        given={name: parse(spec) for name, spec in GIVEN.items()},
        call="gru_step",
        returns=parse("float[N, H]"),
        inputs=26,
    ),
    key=KEY,
    wrong=(KEY.replace("(1 - z) * h + z * c", "z * h + (1 - z) * c"), KEY.replace("(1 - z) * h", "h")),
)
TORCH_KEY = (
    KEY.replace("import numpy as np", "import torch")
    .replace("np.exp", "torch.exp")
    .replace("np.tanh", "torch.tanh")
)
TORCH_TASK = msgspec.structs.replace(
    TASK,
    id="bench.gru_torch",
    check=msgspec.structs.replace(
        TASK.check, given={name: parse(f"torch {spec}") for name, spec in GIVEN.items()}
    ),
    key=TORCH_KEY,
    wrong=(),
    torch=True,
)


def fork_and_check(source: str, arguments: list[tuple[Any, ...]], expected: list[Any]) -> bool:
    """The floor: fork, run the file, compare all inputs, pipe the results back."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            import warnings

            import numpy as np

            warnings.simplefilter("ignore")
            space: dict[str, Any] = {}
            exec(compile(source, "answer.py", "exec"), space)
            results = [np.asarray(space["gru_step"](*case)) for case in arguments]
            right = all(
                got.shape == want.shape and np.allclose(got, want, rtol=1e-4, atol=1e-5)
                for got, want in zip(results, expected, strict=True)
            )
            data = pickle.dumps((right, results))
            os.write(writing, struct.pack("I", len(data)) + data)
        finally:
            os._exit(0)
    os.close(writing)
    data = b""
    while part := os.read(reading, 1 << 16):
        data += part
    os.close(reading)
    os.waitpid(child, 0)
    return bool(pickle.loads(data[4:])[0])
