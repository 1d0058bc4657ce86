"""What a driver truly hands over, which input a run shows, and whose prints stand beside a counterexample."""

from __future__ import annotations

from judge.small_tasks import SOFTMAX, SOFTMAX_KEY, TRAINING, specs, task

from quizrnn.bank.model import Check
from quizrnn.judge.client import LocalJudge
from quizrnn.verdict import Call

HALVED = task(
    "halved",
    Check(given=specs(x="float[N]", mask="mask[N]"), driver="drive", inputs=30, sizes={"N": (2, 4)}),
    "def reverse(x):\n    return x[::-1]\n",
    driver=(
        "import numpy as np\n\ndef drive(answer, case):\n"
        "    out, length = answer.reverse(np.where(case.mask, case.x, 9.0)), len(case.x)\n"
        "    return {'out': np.array(list(out)), 'length': length}\n"
    ),
)
STEPS = task(
    "steps",
    Check(given=specs(n="int 5..9"), driver="drive", inputs=10),
    "class Sum:\n    def __init__(self, start):\n        self.value = start\n\n"
    "    def add(self, x):\n        self.value += x\n        return self.value\n",
    driver="def drive(answer, case):\n    s = answer.Sum(10)\n    return [s.add(i) for i in range(case.n)]\n",
)


def test_the_call_is_shown_as_it_was_not_the_drawn_case(judge: LocalJudge) -> None:
    verdict = judge.check_task(HALVED, b"def reverse(x):\n    return x\n")
    example = verdict.counterexample
    assert verdict.outcome == "wrong" and example is not None
    (call,) = example.calls
    handed = [
        x if kept else 9.0
        for x, kept in zip(example.given["x"]["array"], example.given["mask"]["array"], strict=True)
    ]
    assert (call.name, call.given["x"]["array"], call.returned["array"]) == ("reverse", handed, handed)


def test_arguments_are_those_of_the_call_though_they_are_changed_later(judge: LocalJudge) -> None:
    ran = judge.run_task(
        HALVED, b"def reverse(x):\n    before = x.copy()\n    x[:] = 7\n    return before[::-1]\n"
    )
    (call,) = ran.calls
    assert call.given["x"]["array"] == call.returned["array"][::-1] != [7.0] * len(call.returned["array"])


def test_of_many_calls_the_first_are_shown_and_the_others_counted(judge: LocalJudge) -> None:
    ran = judge.run_task(STEPS, STEPS.key.encode())
    assert ran.driven and ran.verdict is None
    assert ran.calls[:2] == (Call("Sum", {"start": 10}), Call("Sum.add", {"x": 0}, 10))
    assert len(ran.calls) + ran.calls_more == 1 + ran.given["n"]


def test_what_is_raised_or_yielded_is_told_apart_from_what_is_returned(judge: LocalJudge) -> None:
    raised = judge.run_task(HALVED, b"def reverse(x):\n    raise ValueError('no')\n")
    assert raised.calls[0].ended == "raised" and raised.verdict is not None
    yielded = judge.run_task(HALVED, b"def reverse(x):\n    yield from x[:2].tolist()\n")
    assert (
        yielded.calls[0].ended == "yielded"
        and yielded.calls[0].returned == yielded.calls[0].given["x"]["array"][:2]
    )


def test_a_missing_return_behind_a_driver_is_called_so(judge: LocalJudge) -> None:
    for body in (b"pass", b"x[::-1]"):
        verdict = judge.check_task(HALVED, b"def reverse(x):\n    " + body + b"\n")
        assert verdict.outcome == "error" and verdict.fault is not None
        assert (verdict.fault.rung, verdict.fault.code, verdict.fault.got) == ("kind", "nothing", "None")
        ran = judge.run_task(HALVED, b"def reverse(x):\n    " + body + b"\n")
        assert ran.verdict is not None and ran.verdict.fault == verdict.fault
        assert ran.calls[0].ended == "returned" and ran.calls[0].returned is None


def test_none_is_no_missing_return_where_the_key_gives_none(judge: LocalJudge) -> None:
    quiet = task(
        "quiet",
        Check(given=specs(x="float[N]"), driver="drive", inputs=10),
        "def add(x, into):\n    into.append(x.sum())\n",
        driver="def drive(answer, case):\n    into = []\n    answer.add(case.x, into)\n    return {'sum': into[0]}\n",
    )
    verdict = judge.check_task(quiet, b"def add(x, into):\n    pass\n")
    assert verdict.outcome == "error" and verdict.fault is not None and verdict.fault.code == "driver"


def test_a_training_without_a_return_is_called_so(judge: LocalJudge) -> None:
    verdict = judge.check_task(TRAINING, b"def train(seed):\n    pass\n")
    assert verdict.outcome == "wrong"  # the driver hands None on, and the measure finds no number
    unpacked = TRAINING.driver.replace(
        "return answer.train(case.seed)", "a, b = answer.train(case.seed)\n    return a"
    )
    source = b"def train(seed):\n    pass\n"
    verdict = judge.check_task(task("unpacked", TRAINING.check, "", driver=unpacked), source)
    assert verdict.outcome == "error" and verdict.fault is not None and verdict.fault.code == "nothing"


def test_a_run_takes_an_input_on_which_the_known_mistakes_show(judge: LocalJudge) -> None:
    judge.check_task(SOFTMAX, SOFTMAX_KEY.encode())  # nothing is left of another test's wrong answer
    ran = judge.run_task(SOFTMAX, SOFTMAX_KEY.encode())
    rows = ran.given["x"]["array"]
    assert len(rows) > 1 and len(rows[0]) > 1 and len({cell for row in rows for cell in row}) > 1
    for wrong in SOFTMAX.wrong:
        assert judge.run_task(SOFTMAX, wrong.encode()).given == ran.given
        assert judge.run_task(SOFTMAX, wrong.encode()).value != ran.value


def test_after_a_wrong_verdict_a_run_takes_its_counterexample_until_all_is_right(judge: LocalJudge) -> None:
    judge.check_task(HALVED, HALVED.key.encode())
    usual = judge.run_task(HALVED, HALVED.key.encode())
    verdict = judge.check_task(HALVED, b"def reverse(x):\n    return x\n")
    assert verdict.counterexample is not None
    again = judge.run_task(HALVED, HALVED.key.encode())
    assert again.again and again.given == verdict.counterexample.given and not usual.again
    judge.check_each_task(HALVED, [HALVED.key.encode()])
    assert judge.run_task(HALVED, HALVED.key.encode()).again, "a region that is right by itself ends nothing"
    assert judge.check_task(HALVED, HALVED.key.encode()).outcome == "right"
    assert judge.run_task(HALVED, HALVED.key.encode()).given == usual.given


def test_a_run_takes_the_counterexample_of_another_kind_too_but_none_where_nothing_came_back(
    judge: LocalJudge,
) -> None:
    listed = judge.check_task(HALVED, b"def reverse(x):\n    return [[one] for one in x]\n")
    assert listed.outcome == "wrong" and judge.run_task(HALVED, HALVED.key.encode()).again
    nothing = judge.check_task(HALVED, b"def reverse(x):\n    x[::-1]\n")
    assert nothing.fault is not None and nothing.fault.code == "nothing"
    assert not judge.run_task(HALVED, HALVED.key.encode()).again


def test_a_constructor_is_no_function_that_forgot_its_return(judge: LocalJudge) -> None:
    holding = task(
        "holding",
        Check(given=specs(n="int 5..9"), driver="drive", inputs=5),
        "class Sum:\n    def __init__(self, start):\n        self.value = [start]\n",
        driver="def drive(answer, case):\n    return answer.Sum(case.n).value[0]\n",
    )
    answer = b"class Sum:\n    def __init__(self, start):\n        self.value = None\n"
    verdict = judge.check_task(holding, answer)
    assert verdict.fault is not None and verdict.fault.code == "driver"
    ran = judge.run_task(holding, answer).verdict
    assert ran is not None and ran.fault is not None and ran.fault.code == "driver"


def test_the_prints_beside_a_counterexample_are_those_on_it(judge: LocalJudge) -> None:
    source = SOFTMAX.wrong[1].replace("return e", "print('shape', x.shape)\n    return e").encode()
    verdict = judge.check_task(SOFTMAX, source)
    assert verdict.counterexample is not None and verdict.output_here
    assert verdict.output == f"shape {tuple(verdict.counterexample.given['x']['shape'])}\n"
    right = judge.check_task(SOFTMAX, SOFTMAX_KEY.replace("return", "print('x')\n    return").encode())
    assert not right.output_here and right.output.count("x\n") > 1


def test_where_the_form_differs_the_smallest_input_still_shows_something(judge: LocalJudge) -> None:
    sides = task(
        "sides",
        Check(given=specs(x="float[N, D]"), call="turn", returns=None, inputs=30),
        "def turn(x):\n    return x.T\n",
    )
    for body in ("return x.T[None]", "return None"):
        verdict = judge.check_task(sides, f"def turn(x):\n    {body}\n".encode())
        assert verdict.fault is not None and verdict.fault.rung in ("shape", "kind")
        assert verdict.counterexample is not None
        cells = [cell for row in verdict.counterexample.given["x"]["array"] for cell in row]
        assert sum(cell != 0 for cell in cells) == 1
