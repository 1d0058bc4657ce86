"""What a wrong answer is told: the lowest failing rung, the smallest input, the named mistake."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import msgspec
import pytest
from judge.small_tasks import (
    CONVENTION,
    CONVENTION_KEY,
    INPLACE,
    MEAN,
    MEAN_KEY,
    NOTE,
    PURE,
    SOFTMAX,
    SOFTMAX_KEY,
    STEP,
    STEP_KEY,
    TRAINING,
    WORDS,
    WORDS_KEY,
    specs,
    task,
)

from quizrnn.bank.model import Check, Law, Stress
from quizrnn.judge.client import LocalJudge
from quizrnn.judge.compare import select
from quizrnn.judge.task import Task
from quizrnn.verdict import Verdict


def verdict_of(judge: LocalJudge, task: Task, source: str) -> Verdict:
    return judge.check_task(task, source.encode())


def rung_of(judge: LocalJudge, task: Task, source: str) -> str:
    verdict = verdict_of(judge, task, source)
    assert verdict.fault is not None, verdict
    return verdict.fault.rung


@pytest.mark.parametrize(
    ("source", "rung", "outcome"),
    [
        ("def softmax(x:\n", "parse", "error"),
        ("def sofmax(x): return x\n", "name", "error"),
        ("def softmax(x): return y\n", "run", "error"),
        ("def softmax(x): pass\n", "kind", "error"),
        ("def softmax(x): return 'text'\n", "kind", "wrong"),
        ("def softmax(x): return {'a': x}\n", "kind", "wrong"),
        (SOFTMAX_KEY.replace("return e", "return e.T"), "run", "error"),
        (SOFTMAX_KEY + "f = softmax\ndef softmax(x): return f(x).T\n", "shape", "wrong"),
        (SOFTMAX_KEY.replace("axis=-1", "axis=0"), "value", "wrong"),
    ],
)
def test_ladder(judge: LocalJudge, source: str, rung: str, outcome: str) -> None:
    verdict = verdict_of(judge, SOFTMAX, source)
    assert verdict.fault is not None
    assert (verdict.fault.rung, verdict.outcome) == (rung, outcome)
    assert verdict.score == 0.0


def test_shape_names_its_axes(judge: LocalJudge) -> None:
    verdict = verdict_of(judge, SOFTMAX, SOFTMAX_KEY + "f = softmax\ndef softmax(x): return f(x).T\n")
    assert verdict.fault is not None
    assert verdict.fault.axes == ("N", "K")
    assert verdict.fault.expected == verdict.fault.got[::-1]
    assert sorted(verdict.fault.expected) == [1, 2] or sorted(verdict.fault.expected) == [0, 1]


def test_mistake_is_named_and_the_input_small(judge: LocalJudge) -> None:
    verdict = verdict_of(judge, SOFTMAX, SOFTMAX_KEY.replace("axis=-1", "axis=0") + "# mine\n")
    assert verdict.mistake == 0
    seen = verdict.counterexample
    assert seen is not None
    assert sorted(seen.given["x"]["shape"]) in ([1, 1], [1, 2])
    assert seen.cell is not None and seen.paste.startswith("print(softmax(np.array([[")


def test_mistake_of_no_variant_or_of_two_is_not_named(judge: LocalJudge) -> None:
    assert verdict_of(judge, SOFTMAX, "def softmax(x): return x * 7\n").mistake is None
    twice = msgspec.structs.replace(
        SOFTMAX, id="test.twice", wrong=(SOFTMAX.wrong[0], SOFTMAX.wrong[0] + "# again\n")
    )
    assert verdict_of(judge, twice, SOFTMAX.wrong[0]).mistake is None


def test_a_mistake_that_raises_is_named_by_what_it_raises(judge: LocalJudge) -> None:
    mistake = "def softmax(x):\n    return x.reshape(-1, 7, 11)\n"
    raises = msgspec.structs.replace(SOFTMAX, id="test.raises", wrong=(mistake,))
    assert verdict_of(judge, raises, mistake + "# mine\n").mistake == 0
    another = verdict_of(judge, raises, "def softmax(x):\n    raise ValueError('mine')\n")
    assert another.fault is not None and another.fault.exception == "ValueError" and another.mistake is None


def test_smallest_step(judge: LocalJudge) -> None:
    verdict = verdict_of(judge, STEP, STEP_KEY.replace(" + b", ""))
    assert verdict.mistake == 0 and verdict.counterexample is not None
    given = verdict.counterexample.given
    cells = [
        cell
        for value in given.values()
        for row in value["array"]
        for cell in (row if isinstance(row, list) else [row])
    ]
    assert sorted(map(abs, cells))[-2:] == [0, 1] or sum(map(abs, cells)) <= 1
    assert all(size == 1 for value in given.values() for size in value["shape"])


def test_text_shows_the_first_character(judge: LocalJudge) -> None:
    key = "def shout(text):\n    return text.upper()\n"
    shout = task("shout", Check(given={"text": WORDS.check.given["text"]}, call="shout"), key)
    verdict = verdict_of(judge, shout, "def shout(text):\n    return text\n")
    seen = verdict.counterexample
    assert seen is not None
    assert len(seen.given["text"]) <= 4
    assert seen.cell == (
        next(i for i, (a, b) in enumerate(zip(seen.expected, seen.got, strict=True)) if a != b),
    )


def test_words_shrink_to_one(judge: LocalJudge) -> None:
    verdict = verdict_of(judge, WORDS, WORDS_KEY.replace("text.lower()", "text"))
    assert verdict.mistake == 0 and verdict.counterexample is not None
    assert len(verdict.counterexample.given["text"]) == 1


def test_driver_case_can_be_pasted(judge: LocalJudge, tmp_path: Path) -> None:
    wrong = MEAN_KEY.replace("(1 - self.rate) * x", "x")
    verdict = verdict_of(judge, MEAN, wrong)
    seen = verdict.counterexample
    assert verdict.fault is not None and verdict.fault.rung == "value"
    assert seen is not None and seen.path == "[0]"
    for program, value in ((wrong, seen.got), (MEAN_KEY, seen.expected)):
        printed: list[Any] = []
        file = tmp_path / "mine.py"
        file.write_text("\n".join([program, seen.setup, seen.paste]), "utf-8")
        runpy.run_path(str(file), {"print": printed.append}, "__main__")
        assert float(select(printed[0], seen.path)) == value["array"]


def test_an_output_of_several_has_its_axes_named(judge: LocalJudge) -> None:
    key = "def both(x, h):\n    return x @ h, x * 2\n"
    driver = (
        "def drive(answer, case):\n    out, gradient = answer.both(case.x, case.h)\n"
        "    return {'out': out, 'gradients': {'x': gradient}}\n"
    )
    check = Check(given=specs(x="float[N, D]", h="float[D, H]"), driver="drive", inputs=30)
    both = task("both", check, key, driver=driver)
    fault = verdict_of(judge, both, key.replace("x @ h", "x @ h + 1")).fault
    assert fault is not None and (fault.rung, fault.path, fault.axes) == ("value", "out", ("N", "H"))
    fault = verdict_of(judge, both, key.replace("x * 2", "x * 3")).fault
    assert fault is not None and (fault.rung, fault.axes) == ("gradient", ("N", "D"))
    fault = verdict_of(judge, both, key.replace("x @ h,", "(x @ h).T,")).fault
    assert fault is not None and (fault.rung, fault.axes) == ("shape", ("N", "H"))


def test_convention_is_recognised(judge: LocalJudge) -> None:
    assert verdict_of(judge, CONVENTION, CONVENTION_KEY).accepted is None
    other = verdict_of(judge, CONVENTION, "def mix(z, h, c):\n    return c + z * (h - c)\n")
    assert (other.outcome, other.accepted) == ("right", 0)
    half = "def mix(z, h, c):\n    z = z if len(z) > 2 else 1 - z\n    return c + z * (h - c)\n"
    assert verdict_of(judge, CONVENTION, half).outcome == "wrong"


def test_laws_about_arguments(judge: LocalJudge) -> None:
    verdict = verdict_of(judge, PURE, "def double(x):\n    x *= 2\n    return x\n")
    assert verdict.fault is not None
    assert (verdict.fault.rung, verdict.fault.code, verdict.fault.path) == ("law", "unchanged", "x")
    verdict = verdict_of(judge, INPLACE, "def double(x):\n    x = 2 * x\n")
    assert verdict.fault is not None and verdict.fault.code == "changed"


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("def order(n):\n    return [0] * n, 0\n", "permutation"),
        ("def order(n):\n    return list(range(n))[::-1], 2 * n\n", "at_most"),
        ("def order(n):\n    return list(range(n))[::-1], n\n", ""),
    ],
)
def test_laws_about_values(judge: LocalJudge, source: str, code: str) -> None:
    laws = (Law(name="permutation", of=("[0]",), to="n"), Law(name="at_most", of=("[1]",), to="n"))
    check = Check(given=specs(n="int 1..9"), call="order", compare=(), laws=laws, inputs=20)
    verdict = verdict_of(judge, task("order", check, "def order(n):\n    return list(range(n)), 0\n"), source)
    assert (verdict.fault.code if verdict.fault is not None else "") == code


def test_stress_informs(judge: LocalJudge) -> None:
    check = msgspec.structs.replace(SOFTMAX.check, stress=(Stress(case={"x": [[1000.0, 0.0]]}, note=NOTE),))
    stressed = msgspec.structs.replace(SOFTMAX, id="test.stress", check=check)
    assert verdict_of(judge, stressed, SOFTMAX_KEY).stress == ()
    naive = "import numpy as np\ndef softmax(x):\n    return np.exp(x) / np.exp(x).sum(1, keepdims=True)\n"
    verdict = verdict_of(judge, stressed, naive)
    assert (verdict.outcome, verdict.stress) == ("right", (0,))


@pytest.mark.parametrize(
    ("source", "outcome"),
    [
        ("def train(seed):\n    return [1, 1]\n", "right"),
        ("def train(seed):\n    return [1, seed == 0 or seed == 2]\n", "right"),
        ("def train(seed):\n    return [1, seed == 0]\n", "wrong"),
        ("def train(seed):\n    return 'nonsense'\n", "wrong"),
        ("def train(seed):\n    raise ValueError\n", "error"),
    ],
)
def test_threshold_over_seeds(judge: LocalJudge, source: str, outcome: str) -> None:
    verdict = verdict_of(judge, TRAINING, source)
    assert verdict.outcome == outcome
    if outcome == "wrong":
        assert verdict.fault is not None and verdict.fault.rung == "threshold"
        assert verdict.fault.expected == {"at_least": 0.9, "need": 2, "seeds": [0, 1, 2]}
        assert len(verdict.fault.got) == 3
    if outcome != "error":
        assert len(verdict.measured) == 3


def test_a_training_that_reaches_its_mark_may_get_a_note(judge: LocalJudge) -> None:
    stress = (Stress(case={"seed": 7}, note=NOTE),)
    noted = msgspec.structs.replace(
        TRAINING, id="test.noted", check=msgspec.structs.replace(TRAINING.check, stress=stress)
    )
    assert verdict_of(judge, noted, TRAINING.key).stress == ()
    other = verdict_of(judge, noted, "def train(seed):\n    return [1, 1]\n")
    assert (other.outcome, other.stress) == ("right", (0,))
    assert verdict_of(judge, noted, "def train(seed):\n    return [0, 1]\n").stress == ()


def test_gradients_come_last(judge: LocalJudge) -> None:
    result = "{'gradients': {'w': answer.f(case.x)}, 'loss': answer.g(case.x)}"
    driver = f"def drive(answer, case):\n    return {result}\n"
    key = "def f(x):\n    return 2 * x\n\ndef g(x):\n    return x.sum()\n"
    graded = task(
        "gradients", Check(given=specs(x="float[N]"), driver="drive", inputs=10), key, driver=driver
    )
    verdict = verdict_of(judge, graded, key.replace("2 * x", "3 * x"))
    assert verdict.fault is not None and (verdict.fault.rung, verdict.fault.path) == (
        "gradient",
        "gradients.w",
    )
    assert rung_of(judge, graded, key.replace("2 * x", "3 * x").replace("x.sum()", "x.max()")) == "value"


def test_first_time_step(judge: LocalJudge) -> None:
    key = "import numpy as np\ndef cum(x):\n    return np.cumsum(x, axis=1)\n"
    check = Check(
        given=specs(x="float[N, T]"), call="cum", returns=specs(x="float[N, T]")["x"], sizes={"T": (3, 5)}
    )
    wrong = "import numpy as np\ndef cum(x):\n    y = np.cumsum(x, axis=1)\n    y[:, 2:] += 1\n    return y\n"
    verdict = verdict_of(judge, task("cum", check, key), wrong)
    assert verdict.counterexample is not None and verdict.counterexample.step == 2


def test_kind_and_dtype_where_asked(judge: LocalJudge) -> None:
    key = "def f(x):\n    return [x, 1.5]\n"
    loose = task("kinds", Check(given=specs(x="float[N]"), call="f", inputs=8), key)
    assert verdict_of(judge, loose, "def f(x):\n    return (x.tolist(), 1.5)\n").outcome == "right"
    strict = msgspec.structs.replace(
        loose, id="test.strict", check=msgspec.structs.replace(loose.check, kind=True)
    )
    assert rung_of(judge, strict, "def f(x):\n    return (x, 1.5)\n") == "kind"
    typed = msgspec.structs.replace(
        loose, id="test.typed", check=msgspec.structs.replace(loose.check, dtype=True)
    )
    assert (
        rung_of(judge, typed, "import numpy as np\ndef f(x):\n    return [x.astype(np.float32), 1.5]\n")
        == "dtype"
    )


def test_inputs_on_which_the_key_raises_are_left_out(judge: LocalJudge) -> None:
    check = Check(given=specs(n="int 0..3"), call="f", inputs=20)
    inverse = task("inverse", check, "def f(n):\n    return 1 / n\n")
    assert verdict_of(judge, inverse, "def f(n):\n    return n**-1 if n else None\n").outcome == "right"


def test_a_key_that_fails_is_ours(judge: LocalJudge) -> None:
    bad = task("bad", Check(given=specs(x="float[N]"), call="f"), "def f(x):\n    raise ValueError('ours')\n")
    verdict = verdict_of(judge, bad, "def f(x): return x\n")
    assert verdict.outcome == "broken" and "ours" in verdict.detail


def test_several_programs_are_judged_briefly(judge: LocalJudge) -> None:
    sources = [
        SOFTMAX_KEY.encode(),
        SOFTMAX_KEY.replace("axis=-1", "axis=0").encode(),
        b"def softmax(x): return 2 * x\n",
        b"def softmax(x): return y\n",
    ]
    right, named, wrong, raised = judge.check_each_task(SOFTMAX, sources)
    assert right.outcome == "right"
    assert (named.outcome, named.mistake, wrong.outcome, wrong.mistake) == ("wrong", 0, "wrong", None)
    assert raised.fault is not None and raised.fault.exception == "NameError"
    assert [one.counterexample for one in (named, wrong, raised)] == [None] * 3, "that takes long"


def test_a_series_of_programs_takes_no_second_time_limit(judge: LocalJudge) -> None:
    check = msgspec.structs.replace(SOFTMAX.check, seconds=0.5)
    brief = msgspec.structs.replace(SOFTMAX, check=check)
    loop = b"def softmax(x):\n    while True: pass\n"
    verdicts = judge.check_each_task(brief, [SOFTMAX_KEY.encode(), loop, loop])
    assert [one.outcome for one in verdicts] == ["right", "timeout"]


def test_output_is_shown(judge: LocalJudge) -> None:
    verdict = verdict_of(judge, PURE, "print('loaded')\ndef double(x):\n    return 2 * x\n")
    assert verdict.output == "loaded\n" and not verdict.output_cut
    loud = verdict_of(judge, PURE, "print('x' * 100_000)\ndef double(x):\n    return 2 * x\n")
    assert loud.output_cut and loud.outcome == "right"


def test_run_shows_the_first_result(judge: LocalJudge) -> None:
    ran = judge.run_task(PURE, b"print('hello')\ndef double(x):\n    return 2 * x\n")
    assert ran.output == "hello\n" and ran.verdict is None and set(ran.given) == {"x"}
    failed = judge.run_task(PURE, b"def double(x):\n    return 1 / 0\n").verdict
    assert isinstance(failed, Verdict) and failed.fault is not None and failed.fault.line == 2
