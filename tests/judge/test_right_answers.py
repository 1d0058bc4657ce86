"""A right answer is never called wrong, however unusual it is."""
# ruff: noqa: E501

from __future__ import annotations

import pytest
from judge.small_tasks import INPLACE, MEAN, PURE, SOFTMAX, STEP, TORCH, WORDS

from quizrnn.judge.client import LocalJudge
from quizrnn.judge.task import Task

NP = "import numpy as np\n"
BODY = "    e = np.exp(x - x.max(axis=-1, keepdims=True))\n    return e / e.sum(axis=-1, keepdims=True)\n"
PLAIN = NP + "def softmax(x):\n" + BODY

SOFTMAX_ANSWERS: dict[str, str | bytes] = {
    "plain": PLAIN,
    "loops over rows": NP + "def softmax(x):\n    out = np.empty_like(x)\n    for i in range(len(x)):\n"
    "        e = np.exp(x[i] - max(x[i]))\n        out[i] = e / sum(e)\n    return out\n",
    "loops over cells": "import math\nimport numpy as np\ndef softmax(x):\n    rows = []\n    for row in x:\n"
    "        e = [math.exp(v - max(row)) for v in row]\n        rows.append([v / sum(e) for v in e])\n"
    "    return np.array(rows)\n",
    "nested lists": "import math\ndef softmax(x):\n    return [[math.exp(v) / sum(math.exp(w) for w in row) for v in row]"
    " for row in x]\n",
    "tuples of arrays": NP + "def softmax(x):\n    return tuple(np.exp(r) / np.exp(r).sum() for r in x)\n",
    "recursion": NP
    + "def softmax(x):\n    if len(x) == 1:\n        e = np.exp(x - x.max())\n        return e / e.sum()\n"
    "    return np.concatenate([softmax(x[:1]), softmax(x[1:])])\n",
    "lambda": NP + "softmax = lambda x: np.exp(x) / np.exp(x).sum(-1, keepdims=True)\n",
    "partial": NP
    + "from functools import partial\ndef f(axis, x):\n    e = np.exp(x)\n    return e / e.sum(axis, "
    "keepdims=True)\nsoftmax = partial(f, -1)\n",
    "decorated": NP
    + "import functools\ndef log(f):\n    @functools.wraps(f)\n    def g(*a, **k):\n        return f(*a, **k)\n"
    "    return g\n@log\ndef softmax(x):\n" + BODY,
    "cached property of a callable class": NP + "class Softmax:\n    axis = -1\n    def __call__(self, x):\n"
    "        e = np.exp(x)\n        return e / e.sum(self.axis, keepdims=True)\nsoftmax = Softmax()\n",
    "static method": NP
    + "class A:\n    @staticmethod\n    def softmax(x):\n        return np.exp(x) / np.exp(x).sum(1)[:, None]\n"
    "softmax = A.softmax\n",
    "numpy function composed": NP
    + "softmax = np.vectorize(lambda r: np.exp(r) / np.exp(r).sum(), signature='(n)->(n)')\n",
    "other argument name": PLAIN.replace("(x)", "(logits)")
    .replace("x.max", "logits.max")
    .replace("exp(x", "exp(logits"),
    "extra optional argument": PLAIN.replace("(x)", "(x, axis=-1, *rest, **more)"),
    "float32 result": PLAIN.replace("keepdims=True)\n", "keepdims=True)\n", 1).rstrip() + "\n"
    "_f = softmax\ndef softmax(x):\n    return _f(x).astype(np.float32)\n",
    "longdouble": NP + "def softmax(x):\n    x = x.astype(np.longdouble)\n" + BODY,
    "complex with no imaginary part": PLAIN
    + "_f = softmax\ndef softmax(x):\n    return _f(x).astype(complex)\n",
    "big-endian": PLAIN + "_f = softmax\ndef softmax(x):\n    return _f(x).astype('>f8')\n",
    "Fortran order": PLAIN + "_f = softmax\ndef softmax(x):\n    return np.asfortranarray(_f(x))\n",
    "strided": PLAIN + "_f = softmax\ndef softmax(x):\n    return np.repeat(_f(x), 2, axis=1)[:, ::2]\n",
    "negative strides": PLAIN + "_f = softmax\ndef softmax(x):\n    return _f(x[::-1])[::-1]\n",
    "read-only": PLAIN
    + "_f = softmax\ndef softmax(x):\n    y = _f(x)\n    y.flags.writeable = False\n    return y\n",
    "broadcast view": PLAIN + "_f = softmax\ndef softmax(x):\n    return np.broadcast_to(_f(x), x.shape)\n",
    "matrix": PLAIN + "_f = softmax\ndef softmax(x):\n    return np.asmatrix(_f(x))\n",
    "subclass": PLAIN
    + "class Mine(np.ndarray):\n    pass\n_f = softmax\ndef softmax(x):\n    return np.asarray(_f(x).view(Mine))\n",
    "one output buffer for all calls": PLAIN + "_f = softmax\nBUFFER = np.zeros((64, 64))\ndef softmax(x):\n"
    "    n, k = x.shape\n    BUFFER[:n, :k] = _f(x)\n    return BUFFER[:n, :k]\n",
    "works in place": NP
    + "def softmax(x):\n    x -= x.max(1, keepdims=True)\n    np.exp(x, out=x)\n    x /= x.sum(1, keepdims=True)\n"
    "    return x\n",
    "remembers results": PLAIN + "MEMO = {}\n_f = softmax\ndef softmax(x):\n    k = x.tobytes(), x.shape\n"
    "    if k not in MEMO:\n        MEMO[k] = _f(x)\n    return MEMO[k]\n",
    "another formula": NP
    + "def softmax(x):\n    d = x[:, None, :] - x[:, :, None]\n    return 1 / np.exp(d).sum(-1)\n",
    "logarithms": NP
    + "def softmax(x):\n    return np.exp(x - np.logaddexp.reduce(x, axis=1, keepdims=True))\n",
    "einsum": NP
    + "def softmax(x):\n    e = np.exp(x)\n    return np.einsum('nk,n->nk', e, 1 / np.einsum('nk->n', e))\n",
    "a BOM": b"\xef\xbb\xbf" + PLAIN.encode(),
    "CRLF": PLAIN.replace("\n", "\r\n"),
    "old Mac line ends": PLAIN.replace("\n", "\r"),
    "tabs": PLAIN.replace("    ", "\t"),
    "form feed": "\f\n" + PLAIN,
    "no newline at the end": PLAIN.rstrip(),
    "PEP 263": "# -*- coding: euc_jp -*-\n# 出力層\n".encode("euc_jp") + PLAIN.encode(),
    "Latin-1 by declaration": "# coding: latin-1\nNAME = 'é'\n".encode("latin-1") + PLAIN.encode(),
    "Japanese names": PLAIN.replace("e = ", "指数 = ").replace("return e / e", "return 指数 / 指数"),
    "from __future__": '"""Doc."""\nfrom __future__ import annotations\n'
    + PLAIN.replace("(x)", "(x: Undefined) -> Array"),
    "dataclass": NP
    + "from dataclasses import dataclass\n@dataclass\nclass S:\n    axis: int = -1\n    def __call__(self, x):\n"
    "        e = np.exp(x)\n        return e / e.sum(self.axis, keepdims=True)\nsoftmax = S()\n",
    "named tuple and enum": "from enum import Enum\nfrom typing import NamedTuple\nclass A(Enum):\n    K = -1\nclass P(NamedTuple):\n"
    "    axis: int\nP(A.K.value)\n" + PLAIN,
    "star import": "from numpy import *\ndef softmax(x):\n    e = exp(x - x.max(-1, keepdims=True))\n    return e / sum(e, -1)[:, None]\n",
    "shadowed builtins": PLAIN + "list = dict = len = print = isinstance = type = range = max = sum = None\n",
    "deleted builtins": "import builtins\n" + PLAIN + "del builtins.print, builtins.sorted\n",
    "__main__ block": PLAIN + "if __name__ == '__main__':\n    raise SystemExit('only as a script')\n",
    "imports itself": PLAIN + "import sys\nassert sys.modules[__name__].softmax is softmax\n",
    "slow import": "import decimal, fractions, statistics, json, unittest, dataclasses, asyncio\n" + PLAIN,
    "a slow start": "import time\ntime.sleep(0.2)\n" + PLAIN,
    "heavy printing": PLAIN.replace(BODY, "    print('x' * 5000)\n" + BODY),
    "terminal escapes": PLAIN.replace(BODY, "    print('\\x1b[2J\\x1b]0;title\\x07\\x1b[31m')\n" + BODY),
    "prints bytes that are no UTF-8": PLAIN + "import sys\nsys.stdout.buffer.write(b'\\xff\\xfe')\n",
    "prints to stderr": PLAIN + "import sys\nprint('note', file=sys.stderr)\n",
    "replaces stdout": PLAIN + "import io, sys\nsys.stdout = io.StringIO()\n",
    "closes stdout": PLAIN + "import sys\nsys.stdout.close()\n",
    "warnings": PLAIN + "import warnings\nwarnings.warn('old')\n",
    "warnings are errors": "import warnings\nwarnings.simplefilter('error')\n" + PLAIN,
    "numpy raises": PLAIN + "np.seterr(all='raise', under='ignore')\n",
    "numpy print options": PLAIN + "np.set_printoptions(precision=1)\n",
    "another recursion limit": PLAIN + "import sys\nsys.setrecursionlimit(5000)\n",
    "seeds the global generator": PLAIN + "import random\nrandom.seed(0)\nnp.random.seed(0)\n",
    "garbage collector off": PLAIN + "import gc\ngc.disable()\n",
    "reads stdin at its end": "import sys\nassert sys.stdin.read() == ''\n" + PLAIN,
    "catches its own error": PLAIN + "try:\n    1 / 0\nexcept ZeroDivisionError:\n    pass\n",
    "swallows everything": PLAIN + "try:\n    open('/nonexistent/file')\nexcept BaseException:\n    pass\n",
    "threads": NP
    + "import threading\ndef softmax(x):\n    out = np.empty_like(x)\n    def work(i):\n        e = np.exp(x[i])\n"
    "        out[i] = e / e.sum()\n    ts = [threading.Thread(target=work, args=(i,)) for i in range(len(x))]\n"
    "    [t.start() for t in ts]\n    [t.join() for t in ts]\n    return out\n",
    "context manager and generator": NP
    + "def rows(x):\n    for r in x:\n        yield np.exp(r) / np.exp(r).sum()\n"
    "def softmax(x):\n    with np.errstate(all='ignore'):\n        return np.stack(list(rows(x)))\n",
    "defines main and exit": PLAIN + "def exit(code=0):\n    return code\nexit(1)\n",
    "exec and eval": NP
    + "exec('def softmax(x):\\n    return eval(\"np.exp(x) / np.exp(x).sum(1, keepdims=True)\")')\n",
}

OTHERS: list[tuple[str, Task, str]] = [
    ("a sum in another order", STEP, NP + "def step(x, h, Wx, Wh, b):\n    return np.tanh(b + np.dot(h, Wh) + np.dot(x, Wx))\n"),
    ("one joined product", STEP, NP + "def step(x, h, Wx, Wh, b):\n    return np.tanh(np.hstack([x, h]) @ np.vstack([Wx, Wh]) + b)\n"),
    ("tanh by sigmoid", STEP, NP + "def step(x, h, Wx, Wh, b):\n    a = x @ Wx + h @ Wh + b\n    return 2 / (1 + np.exp(-2 * a)) - 1\n"),
    ("keyword-ready names", STEP, NP + "def step(x, h, /, Wx, Wh, b=None):\n    return np.tanh(x @ Wx + h @ Wh + b)\n"),
    ("regular expression", WORDS, "import re\ndef words(text):\n    return re.findall('[a-z]+', text.lower())\n"),
    ("a tuple of words", WORDS, "import re\nwords = lambda text: tuple(re.findall('[a-z]+', text.lower()))\n"),
    ("an array of words", WORDS, "import re, numpy as np\nwords = lambda text: np.array(re.findall('[a-z]+', text.lower()))\n"),
    ("str subclass", WORDS, "import re\nclass W(str): pass\nwords = lambda t: [W(w) for w in re.findall('[a-z]+', t.lower())]\n"),
    ("numpy scalars", MEAN, NP + "class Mean:\n    def __init__(s, rate):\n        s.r, s.v = np.float64(rate), np.float64(0)\n"
     "    def add(s, x):\n        s.v = s.r * s.v + (1 - s.r) * x\n        return s.v\n"),
    ("0-d arrays", MEAN, NP + "class Mean:\n    def __init__(s, rate):\n        s.r, s.v = rate, np.array(0.0)\n"
     "    def add(s, x):\n        s.v = np.array(s.r * s.v + (1 - s.r) * x)\n        return s.v\n"),
    ("a closure for a class", MEAN, "def Mean(rate):\n    class M: pass\n    m, v = M(), [0.0]\n    def add(x):\n"
     "        v[0] += (1 - rate) * (x - v[0])\n        return v[0]\n    m.add = add\n    return m\n"),
    ("slots and properties", MEAN, "class Mean:\n    __slots__ = ('r', 'v')\n    def __init__(self, rate):\n        self.r, self.v = rate, 0\n"
     "    def add(self, x):\n        self.v = x + self.r * (self.v - x)\n        return float(self.v)\n"),
    ("whole numbers of equal value", PURE, "def double(x):\n    y = 2 * x\n    return y.astype(int) if (y == y.astype(int)).all() else y\n"),
    ("a copy changed in place", PURE, "def double(x):\n    x = x.copy()\n    x += x\n    return x\n"),
    ("changed and put back", PURE, "def double(x):\n    x *= 2\n    y = x.copy()\n    x /= 2\n    return y\n"),
    ("in-place by slices", INPLACE, "def double(x):\n    x[:] = [2 * v for v in x]\n"),
]  # fmt: skip

TORCH_ANSWERS = {
    "a module": "import torch\nclass L(torch.nn.Module):\n    def forward(self, x, w):\n        return (x @ w).clamp(min=0)\nlinear = L()\n",
    "float64": "import torch\ndef linear(x, w):\n    return torch.relu(x.double() @ w.double())\n",
    "numpy and back": "import torch\nimport numpy as np\ndef linear(x, w):\n    return torch.from_numpy(np.maximum(x.numpy() @ w.numpy(), 0))\n",
    "numpy alone": "import numpy as np\ndef linear(x, w):\n    return np.maximum(x.numpy() @ w.numpy(), 0)\n",
    "needs a gradient": "import torch\ndef linear(x, w):\n    return torch.relu(x @ w.requires_grad_())\n",
    "not contiguous": "import torch\ndef linear(x, w):\n    return torch.relu(w.T @ x.T).T\n",
    "nested lists": "def linear(x, w):\n    return (x @ w).clamp(min=0).tolist()\n",
    "no_grad": "import torch\n@torch.no_grad()\ndef linear(x, w):\n    return torch.nn.functional.relu(torch.einsum('nd,dh->nh', x, w))\n",
    "Parameter": "import torch\ndef linear(x, w):\n    return torch.nn.Parameter(torch.relu(x @ w))\n",
}


def assert_right(judge: LocalJudge, task: Task, answer: str | bytes) -> None:
    source = answer if isinstance(answer, bytes) else answer.encode()
    verdict = judge.check_task(task, source)
    assert verdict.outcome == "right", verdict
    assert verdict.score == 1.0


@pytest.mark.parametrize("name", SOFTMAX_ANSWERS)
def test_softmax(judge: LocalJudge, name: str) -> None:
    assert_right(judge, SOFTMAX, SOFTMAX_ANSWERS[name])


@pytest.mark.parametrize(("task", "answer"), [pytest.param(t, a, id=n) for n, t, a in OTHERS])
def test_other_questions(judge: LocalJudge, task: Task, answer: str) -> None:
    assert_right(judge, task, answer)


@pytest.mark.torch
@pytest.mark.parametrize("name", TORCH_ANSWERS)
def test_torch(judge: LocalJudge, name: str) -> None:
    pytest.importorskip("torch")
    assert_right(judge, TORCH, TORCH_ANSWERS[name])


@pytest.mark.torch
def test_torch_for_numpy(judge: LocalJudge) -> None:
    pytest.importorskip("torch")
    import msgspec

    task = msgspec.structs.replace(SOFTMAX, torch=True)
    for answer in (
        "import torch\ndef softmax(x):\n    return torch.softmax(torch.from_numpy(x), -1)\n",
        "import torch\ndef softmax(x):\n    return torch.softmax(torch.tensor(x), -1).numpy()\n",
        "import torch\ndef softmax(x):\n    return torch.softmax(torch.Tensor(x), -1)\n",
    ):
        assert_right(judge, task, answer)


def test_same_verdict_twice(judge: LocalJudge) -> None:
    assert len(SOFTMAX_ANSWERS) + len(OTHERS) + len(TORCH_ANSWERS) >= 60
    wrong = PLAIN.replace("axis=-1", "axis=0").encode()
    verdicts = [judge.check_task(SOFTMAX, wrong) for _ in range(2)]
    assert verdicts[0].counterexample == verdicts[1].counterexample
    assert verdicts[0].fault == verdicts[1].fault
