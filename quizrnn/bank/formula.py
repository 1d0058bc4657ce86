"""Arithmetic formulas: parsed by ``ast`` against a list of what is allowed, evaluated by walking the tree."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, cast

from quizrnn.bank.names import nearest

MAX_LENGTH = 400
MAX_DEPTH = 40
MAX_BITS = 4096
"""Whole numbers beyond this are refused: no formula may take long or fill the memory."""

Value = float
"""int, float or bool."""


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


def _softplus(x: float) -> float:
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))


def _fact(n: float) -> int:
    if n != int(n) or not 0 <= n <= 170:
        raise ValueError("fact() needs a whole number from 0 to 170")
    return math.factorial(int(n))


def _comb(n: float, k: float) -> int:
    if n != int(n) or k != int(k) or not 0 <= k <= n <= 1000:
        raise ValueError("comb(n, k) needs whole numbers with 0 <= k <= n <= 1000")
    return math.comb(int(n), int(k))


def _round(x: float, digits: float = 0) -> float:
    if digits != int(digits) or abs(digits) > 15:
        raise ValueError("round() takes at most 15 digits")
    return round(x, int(digits)) if digits else round(x)


def _sign(x: float) -> int:
    return (x > 0) - (x < 0)


def _sum(*terms: float) -> float:
    return sum(terms)


FUNCTIONS: dict[str, tuple[Callable[..., Any], int, int]] = {
    "abs": (abs, 1, 1),
    "min": (min, 2, 50),
    "max": (max, 2, 50),
    "floor": (math.floor, 1, 1),
    "ceil": (math.ceil, 1, 1),
    "round": (_round, 1, 2),
    "sqrt": (math.sqrt, 1, 1),
    "exp": (math.exp, 1, 1),
    "log": (math.log, 1, 2),
    "log2": (math.log2, 1, 1),
    "log10": (math.log10, 1, 1),
    "sin": (math.sin, 1, 1),
    "cos": (math.cos, 1, 1),
    "tan": (math.tan, 1, 1),
    "tanh": (math.tanh, 1, 1),
    "sinh": (math.sinh, 1, 1),
    "cosh": (math.cosh, 1, 1),
    "atan": (math.atan, 1, 1),
    "sigmoid": (_sigmoid, 1, 1),
    "softplus": (_softplus, 1, 1),
    "sign": (_sign, 1, 1),
    "fact": (_fact, 1, 1),
    "comb": (_comb, 2, 2),
    "sum": (_sum, 1, 50),
}
"""Name → function, fewest and most arguments."""

CONSTANTS = {"pi": math.pi, "e": math.e}

_BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
}
_COMPARE: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


class Formula:
    """A checked formula: its text, the names it needs (constants apart), and its tree."""

    __slots__ = ("names", "text", "tree")

    def __init__(self, text: str, tree: ast.expr, names: frozenset[str]) -> None:
        self.text = text
        self.tree = tree
        self.names = names


@lru_cache(maxsize=4096)
def parse(text: str) -> Formula:
    """The formula of a text; raises ValueError that says what is not allowed."""
    if len(text) > MAX_LENGTH:
        raise ValueError(f"the formula is longer than {MAX_LENGTH} characters")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ValueError(f"'{text}' is not a formula") from None
    names: set[str] = set()
    _check(tree, names, 0)
    return Formula(text, tree, frozenset(names - CONSTANTS.keys()))


def _check(node: ast.expr, names: set[str], depth: int) -> None:
    """Refuse everything but arithmetic; collect the names."""
    if depth > MAX_DEPTH:
        raise ValueError(f"the formula is nested deeper than {MAX_DEPTH} levels")
    match node:
        case ast.Constant(value=value):
            if not isinstance(value, int | float):
                raise ValueError(f"{value!r} is not a number")
            if (isinstance(value, int) and value.bit_length() > MAX_BITS) or not math.isfinite(value):
                raise ValueError("the number is too large")
        case ast.Name(id=name):
            names.add(name)
        case ast.BinOp(left=left, op=op, right=right):
            if type(op) not in _BINARY and not isinstance(op, ast.Pow):
                raise ValueError(_operator_message(op))
            _check(left, names, depth + 1)
            _check(right, names, depth + 1)
        case ast.UnaryOp(op=ast.UAdd() | ast.USub() | ast.Not(), operand=operand):
            _check(operand, names, depth + 1)
        case ast.BoolOp(values=parts):
            for part in parts:
                _check(part, names, depth + 1)
        case ast.Compare(left=first, ops=ops, comparators=rest):
            if any(type(op) not in _COMPARE for op in ops):
                raise ValueError("only == != < <= > >= compare in a formula")
            for part in (first, *rest):
                _check(part, names, depth + 1)
        case ast.IfExp(test=test, body=body, orelse=orelse):
            for part in (test, body, orelse):
                _check(part, names, depth + 1)
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]):
            _check_call(name, args)
            for part in args:
                _check(part, names, depth + 1)
        case _:
            raise ValueError(f"'{ast.unparse(node)[:40]}' is not arithmetic")


def _operator_message(op: ast.operator) -> str:
    if isinstance(op, ast.BitXor):
        return "^ is not a power here; write **"
    if isinstance(op, ast.MatMult):
        return "@ does not work on numbers; write *"
    return "only + - * / // % ** are allowed"


def _check_call(name: str, args: list[ast.expr]) -> None:
    if name not in FUNCTIONS:
        raise ValueError(f"there is no function '{name}' in formulas. {nearest(name, FUNCTIONS)}".strip())
    _, fewest, most = FUNCTIONS[name]
    if not fewest <= len(args) <= most:
        wanted = str(fewest) if fewest == most else f"{fewest} to {most}"
        raise ValueError(f"{name}() takes {wanted} arguments, got {len(args)}")


def evaluate(formula: Formula | str, values: Mapping[str, Value]) -> Value:
    """The formula's value, a finite number or a bool; raises ValueError with the reason otherwise."""
    if isinstance(formula, str):
        formula = parse(formula)
    try:
        result = _value(formula.tree, values)
    except ZeroDivisionError:
        raise ValueError(f"'{formula.text}' divides by zero") from None
    except OverflowError:
        raise ValueError(f"'{formula.text}' grows too large") from None
    except TypeError:
        raise ValueError(f"'{formula.text}' does not work on these values") from None
    except ValueError as error:
        raise ValueError(f"'{formula.text}': {error}") from None
    if isinstance(result, complex) or not math.isfinite(result):
        raise ValueError(f"'{formula.text}' is not a finite number")
    return cast(Value, result)


def _value(node: ast.expr, values: Mapping[str, Value]) -> Any:
    match node:
        case ast.Constant(value=value):
            return value
        case ast.Name(id=name):
            return _lookup(name, values)
        case ast.BinOp(left=left, op=op, right=right):
            a, b = _value(left, values), _value(right, values)
            result = _power(a, b) if isinstance(op, ast.Pow) else _BINARY[type(op)](a, b)
            return _bounded(result)
        case ast.UnaryOp(op=op, operand=operand):
            value = _value(operand, values)
            return not value if isinstance(op, ast.Not) else -value if isinstance(op, ast.USub) else +value
        case ast.BoolOp(op=op, values=parts):
            wanted = isinstance(op, ast.Or)
            return wanted if any(bool(_value(part, values)) is wanted for part in parts) else not wanted
        case ast.Compare(left=left, ops=ops, comparators=comparators):
            chain = [_value(part, values) for part in (left, *comparators)]
            return all(_COMPARE[type(op)](a, b) for op, a, b in zip(ops, chain, chain[1:], strict=False))
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return _value(body if _value(test, values) else orelse, values)
        case ast.Call(func=ast.Name(id=name), args=args):
            return _bounded(FUNCTIONS[name][0](*(_value(arg, values) for arg in args)))
        case _:
            raise ValueError("is not arithmetic")


def _lookup(name: str, values: Mapping[str, Value]) -> Value:
    if name in values:
        return values[name]
    if name in CONSTANTS:
        return CONSTANTS[name]
    raise ValueError(f"'{name}' has no value. {nearest(name, values)}".strip())


def _power(base: Any, exponent: Any) -> Any:
    if isinstance(base, int) and isinstance(exponent, int) and base.bit_length() * abs(exponent) > MAX_BITS:
        return float(base) ** exponent
    return base**exponent


def _bounded(value: Any) -> Any:
    if isinstance(value, int) and value.bit_length() > MAX_BITS:
        raise ValueError("a number grows too large")
    return value
