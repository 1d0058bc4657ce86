"""Drawing a number question: parameters on their grids, kept apart from what the wrong formulas give."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping

from quizrnn.bank import formula
from quizrnn.bank.formula import Value
from quizrnn.bank.model import Number, Param

TRIES = 400
SAFE = 8.0
"""A wrong formula stays at least this many tolerances away from every accepted answer."""
FLOOR = 1e-9
"""Numbers closer than this (relative to the larger, at least 1e-3) count as equal when the tolerance is 0."""

_PLACEHOLDER = re.compile(r"\{=([^{}:]*)(?::([^{}:]*))?\}")
_FORMAT = re.compile(r"[+,]{0,2}(?:\d{1,2})?(?:\.\d{1,2})?[dfgeE%]?(?:\(\))?\Z")
BRACKETS = "()"
"""At the end of a format: round a negative number, for a factor of a product."""


def draw(number: Number, seed: int) -> dict[str, Value]:
    """Parameters and ``let`` values of one draw; the same seed gives the same draw everywhere.

    Raises ValueError when no draw keeps the conditions, with the reason of the last one that failed.
    """
    source = random.Random(seed)
    reason = "there is nothing to draw"
    for _ in range(TRIES):
        values: dict[str, Value] = {
            name: _pick(param, source.random()) for name, param in number.params.items()
        }
        try:
            for name, text in number.let.items():
                values[name] = formula.evaluate(text, values)
            broken = next((text for text in number.where if not formula.evaluate(text, values)), "")
            clash = "" if broken else _clash(number, values)
        except ValueError as error:
            reason = str(error)
            continue
        if not broken and not clash:
            return values
        reason = f"'{broken}' does not hold" if broken else clash
        if not number.params:
            break
    raise ValueError(f"no draw in {TRIES} is usable: {reason}")


def expected(number: Number, values: Mapping[str, Value]) -> dict[str, Value]:
    """The key's number by label ("" when single); raises ValueError, always with ``compute``."""
    if number.compute:
        raise ValueError("this answer is computed by bank code, not by a formula")
    return evaluate_all(number.answer, values)


def evaluate_all(answer: Mapping[str, str], values: Mapping[str, Value]) -> dict[str, Value]:
    """The value of each formula by label; raises ValueError."""
    return {label: formula.evaluate(text, values) for label, text in answer.items()}


def within(got: Value, wanted: Value, tolerance: float) -> bool:
    """True when ``got`` counts as ``wanted``: relative tolerance, 0 asks for the number itself."""
    distance = abs(got - wanted)
    return distance <= max(tolerance * abs(wanted), FLOOR * max(abs(wanted), 1e-3))


def grid(param: Param) -> tuple[Value, ...]:
    """Every value that a parameter can take."""
    if param.values:
        return tuple(_tidy(value) for value in param.values)
    count = steps(param)
    return tuple(_tidy(param.low + i * param.step) for i in range(count))


def steps(param: Param) -> int:
    """How many values a grid has."""
    return int((param.high - param.low) / param.step + 1e-9) + 1


def _pick(param: Param, share: float) -> Value:
    if param.values:
        return _tidy(param.values[int(share * len(param.values))])
    return _tidy(param.low + int(share * steps(param)) * param.step)


def _tidy(value: Value) -> Value:
    """0.30000000000000004 → 0.3, 4.0 → 4."""
    short = round(value, 10)
    return int(short) if short == int(short) else short


def _clash(number: Number, values: Mapping[str, Value]) -> str:
    """Why this draw cannot tell a wrong formula from an accepted one; "" when it can."""
    if number.compute:
        return ""
    right = [expected(number, values), *(evaluate_all(accept.answer, values) for accept in number.accept)]
    for wrong in number.wrong:
        try:
            got = evaluate_all(wrong.answer, values)
        except ValueError:
            continue  # nobody can arrive at a number that this formula does not give
        for answer in right:
            if all(
                _near(got[label], answer[label], number.tolerance) for label in answer.keys() & got.keys()
            ):
                return f"wrong formula '{next(iter(wrong.answer.values()))}' is right there"
    return ""


def _near(got: Value, wanted: Value, tolerance: float) -> bool:
    return abs(got - wanted) <= SAFE * max(tolerance * max(abs(wanted), abs(got)), FLOOR)


# -- placeholders -----------------------------------------------------------------------------------


def placeholders(text: str) -> Iterator[tuple[str, str]]:
    """Formula and format of each ``{=formula:format}`` of a text."""
    for match in _PLACEHOLDER.finditer(text):
        yield match[1].strip(), (match[2] or "").strip()


def check_format(form: str) -> None:
    """Raise ValueError for a format that is not a plain number format such as ``.3f``."""
    if not _FORMAT.match(form):
        raise ValueError(f"'{form}' is no number format; write .3f, .2e, d or leave it out")


def fill(text: str, values: Mapping[str, Value]) -> str:
    """The text with its placeholders replaced by values; raises ValueError."""
    if "{=" not in text:
        return text
    return _PLACEHOLDER.sub(lambda match: _shown(match[1].strip(), (match[2] or "").strip(), values), text)


def _shown(text: str, form: str, values: Mapping[str, Value]) -> str:
    check_format(form)
    value = formula.evaluate(text, values)
    shown = _formatted(value, form.removesuffix(BRACKETS))
    return f"({shown})" if form.endswith(BRACKETS) and shown.startswith("-") else shown


def _formatted(value: Value, form: str) -> str:
    if form.endswith("d"):
        return format(round(value), form)
    return format(value, form) if form else nice(value)


def nice(value: Value) -> str:
    """A number as a person writes it: whole numbers without a point, others to six significant digits."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, int) or (value == int(value) and abs(value) < 1e15):
        return str(int(value))
    return f"{value:.6g}"
