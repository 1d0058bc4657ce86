"""Proof of number questions: the key exists on every draw and keeps apart from every wrong formula."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from quizrnn.bank import draw
from quizrnn.bank.model import Number, Question
from quizrnn.errors import QuizrnnError
from quizrnn.proof.result import Finding

DRAWS = 300
COMPUTED_DRAWS = 60
"""Fewer where each answer takes a runner."""

Compute = Callable[[str, str, dict[str, Any]], Any]
"""``compute(program, function, case)``: what a bank function returns, run in a runner."""
Values = Mapping[str, Any]
Answer = dict[str, float]


def prove(
    question: Question, number: Number, files: Mapping[str, str], compute: Compute
) -> Iterator[Finding]:
    """Every statement of a number question that does not hold."""
    draws: list[Values] = []
    for seed in range(COMPUTED_DRAWS if number.compute else DRAWS):
        try:
            draws.append(draw.draw(number, seed))
        except ValueError as error:
            yield Finding(
                "params", f"give no draw for seed {seed}: {error}", "Widen the ranges or loosen 'where'."
            )
            return
    try:
        keys = [_key(number, values, files, compute) for values in draws]
    except (ValueError, QuizrnnError) as error:
        field = "compute" if number.compute else "answer"
        yield Finding(field, f"has no value on some draw: {error}", "Exclude that draw by 'where'.")
        return
    yield from _wrong_formulas(number, draws, keys)
    yield from _accepted_formulas(number, draws, keys)
    yield from _placeholders(question, number, draws)


def _key(number: Number, values: Values, files: Mapping[str, str], compute: Compute) -> Answer:
    if not number.compute:
        return dict(draw.expected(number, values))
    case = {name: values[name] for name in number.params}
    found = compute(files[number.compute], "answer", case)
    answer = found if isinstance(found, dict) else {"": found}
    wanted = set(number.labels) or {""}
    if set(answer) != wanted:
        raise ValueError(f"answer() returned {_listed(answer)}, the question asks for {_listed(wanted)}")
    for label, value in answer.items():
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            raise ValueError(
                f"answer() returned {value!r} for {label or 'the answer'}, which is no finite number"
            )
    return answer


def _listed(names: object) -> str:
    return ", ".join(sorted(name or "one number" for name in names)) or "nothing"  # type: ignore[attr-defined]


def _wrong_formulas(number: Number, draws: list[Values], keys: list[Answer]) -> Iterator[Finding]:
    results: list[list[Answer | None]] = []
    for index, wrong in enumerate(number.wrong):
        results.append([_evaluated(wrong.answer, values) for values in draws])
        field = f"wrong[{index}]"
        if all(result is None for result in results[-1]):
            yield Finding(field, "gives no number on any draw", "Correct the formula, or drop it.")
        for values, key, result in zip(draws, keys, results[-1], strict=True):
            if result is not None and _near(result, key, number.tolerance):
                yield Finding(
                    field,
                    f"is right on a draw: it gives {_shown(result)}, the key {_shown(key)}, "
                    f"with {_drawn(number, values)}",
                    "Exclude such draws by 'where', or drop this formula.",
                )
                break
    for second in range(len(results)):
        for first in range(second):
            if results[first] == results[second] and any(results[first]):
                yield Finding(
                    f"wrong[{second}]",
                    f"gives the same number as wrong[{first}] on all {len(draws)} draws",
                    "Nobody could be told which of the two they made: drop one.",
                )


def _accepted_formulas(number: Number, draws: list[Values], keys: list[Answer]) -> Iterator[Finding]:
    for index, accept in enumerate(number.accept):
        results = [_evaluated(accept.answer, values) for values in draws]
        if any(result is None for result in results):
            yield Finding(f"accept[{index}]", "has no value on some draw", "Exclude that draw by 'where'.")
        elif all(
            _within(result, key, number.tolerance)
            for result, key in zip(results, keys, strict=True)
            if result
        ):
            yield Finding(
                f"accept[{index}]",
                f"agrees with the key on all {len(draws)} draws, so it accepts nothing new",
                "Drop it.",
                level="warning",
            )


def _evaluated(answer: Mapping[str, str], values: Values) -> Answer | None:
    try:
        return dict(draw.evaluate_all(answer, values))
    except ValueError:
        return None


def _within(got: Answer, key: Answer, tolerance: float) -> bool:
    return all(draw.within(got[label], key[label], tolerance) for label in got.keys() & key.keys())


def _near(got: Answer, key: Answer, tolerance: float) -> bool:
    return _within(got, key, tolerance * draw.SAFE)


def _placeholders(question: Question, number: Number, draws: list[Values]) -> Iterator[Finding]:
    for field, text in _texts(question, number):
        if "{=" not in text:
            continue
        for values in draws:
            try:
                draw.fill(text, values)
            except ValueError as error:
                yield Finding(
                    field, f"holds a placeholder without a value: {error}", "Correct the formula in {=...}."
                )
                break


def _texts(question: Question, number: Number) -> Iterator[tuple[str, str]]:
    texts = [("ask", question.ask), ("explain", question.explain)]
    texts += [(f"hints[{i}]", hint) for i, hint in enumerate(question.hints)]
    texts += [(f"wrong[{i}].why", wrong.why) for i, wrong in enumerate(number.wrong)]
    texts += [(f"accept[{i}].note", accept.note) for i, accept in enumerate(number.accept)]
    for field, text in texts:
        yield f"{field}.en", text.en
        if text.ja != text.en:
            yield f"{field}.ja", text.ja


def _shown(answer: Answer) -> str:
    return ", ".join(f"{label + ' = ' if label else ''}{draw.nice(value)}" for label, value in answer.items())


def _drawn(number: Number, values: Values) -> str:
    return ", ".join(f"{name} = {draw.nice(values[name])}" for name in number.params) or "no parameters"
