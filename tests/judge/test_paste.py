"""What is copied from a counterexample does below one's own code what the judge did."""

from __future__ import annotations

import copy
import importlib.util
import sys
import types
from code import InteractiveConsole
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from quizrnn.bank import Bank, solution
from quizrnn.bank.model import Check, Code, Given
from quizrnn.judge.inputs import cases
from quizrnn.judge.inside.runner import Case
from quizrnn.judge.paste import paste, setup

TORCH = importlib.util.find_spec("torch") is not None


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bank]:
    opened = Bank.open(None, tmp_path_factory.mktemp("cache"))
    yield opened
    opened.close()


def native(given: Given, value: Any) -> Any:
    """A drawn value as a learner's function gets it."""
    if given.type == "list" and given.of is not None:
        return [native(given.of, item) for item in value]
    if given.type == "dict":
        return {name: native(given.fields[name], item) for name, item in value.items()}
    if given.torch and isinstance(value, np.ndarray):
        import torch

        return torch.tensor(value)
    return copy.deepcopy(value)


def module(name: str, source: str) -> types.ModuleType:
    made = types.ModuleType(name)
    exec(compile(source, name, "exec"), made.__dict__)
    return made


def directly(check: Check, program: str, driver: str, values: dict[str, Any]) -> Any:
    arguments = {name: native(given, values[name]) for name, given in check.given.items() if name in values}
    answer = module("answer", program)
    if check.call:
        return getattr(answer, check.call)(*arguments.values())
    return getattr(module("driver", driver), check.driver)(answer, Case(arguments))


def typed(program: str, text: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """What is printed when ``text`` is given to Python line by line, as its prompt reads a paste."""
    printed: list[Any] = []
    main = module("__main__", program)
    main.print = printed.append  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "__main__", main)
    console = InteractiveConsole(main.__dict__)
    errors: list[str] = []
    console.write = errors.append  # type: ignore[method-assign]
    for line in text.split("\n"):
        more = console.push(line)
    assert not errors, "".join(errors)
    assert not more and len(printed) == 1
    return printed[0]


def assert_same(one: Any, other: Any) -> None:
    assert type(one) is type(other)
    if isinstance(one, dict):
        assert list(one) == list(other)
        one, other = list(one.values()), list(other.values())
    if isinstance(one, list | tuple):
        assert len(one) == len(other)
        for a, b in zip(one, other, strict=True):
            assert_same(a, b)
    elif hasattr(one, "detach"):
        assert_same(one.detach().numpy(), other.detach().numpy())
    elif hasattr(one, "__next__"):
        assert_same(list(one), list(other))
    elif isinstance(one, np.ndarray | float | int):
        np.testing.assert_equal(np.asarray(other), np.asarray(one))
    else:
        assert one == other


def test_the_counterexample_of_every_question_can_be_pasted(
    bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = 0
    for row in bank.rows():
        code = bank.get(row.id).body
        if not isinstance(code, Code) or code.check.threshold is not None:
            continue
        if "torch" in (*bank.get(row.id).needs, *code.solution.needs) and not TORCH:
            continue
        program, driver = solution.program(code.solution), solution.driver(code.solution)
        drawn = cases(code.check, "paste")
        for case in (drawn[0], drawn[len(drawn) // 2]):
            line = paste(code.check, case.values)
            if not line:
                continue
            text = "\n".join(filter(None, (setup(code.check, line, program, driver), line)))
            expected = directly(code.check, program, driver, case.values)
            assert_same(expected, typed(program, text, monkeypatch))
            seen += bool(code.check.driver)
    assert seen > 20 or not TORCH
