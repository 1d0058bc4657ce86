"""What a plain scalar means, as YAML 1.2 has it; where YAML 1.1 differs, the author decides."""

from __future__ import annotations

import math
import re
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z")
_BASED = re.compile(r"0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_ZEROS = re.compile(r"[-+]?0[0-9_]+\Z")
_UNDERSCORES = re.compile(r"[-+]?[0-9][0-9_]*_[0-9_]*(?:\.[0-9_]*)?\Z")
_SIXTIES = re.compile(r"[-+]?[0-9]+(?::[0-5]?[0-9])+(?:\.[0-9]*)?\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_TRUE = frozenset(("true", "True", "TRUE"))
_FALSE = frozenset(("false", "False", "FALSE"))
_SWITCHES = frozenset(
    word for base in ("yes", "no", "on", "off", "y", "n") for word in (base, base.capitalize(), base.upper())
)
_NOT_FINITE = {".inf": math.inf, "+.inf": math.inf, "-.inf": -math.inf, ".nan": math.nan}


class ScalarError(ValueError):
    """A scalar that is not what the field needs; the message names it, ``fix`` says how to write it."""

    def __init__(self, message: str, fix: str = "") -> None:
        super().__init__(message)
        self.fix = fix


def plain(node: ScalarNode) -> bool:
    """True when the scalar is written without quotes and not as a block."""
    return not node.style


def is_null(node: Node) -> bool:
    """True for an empty value, ``~`` or ``null``."""
    return isinstance(node, ScalarNode) and not node.style and node.value in _NULLS


def describe(node: Node) -> str:
    """What the node is, in words for a message."""
    if isinstance(node, MappingNode):
        return "a map"
    if isinstance(node, SequenceNode):
        return "a list"
    if is_null(node):
        return "nothing"
    return f"'{_short(node.value)}'"


def _short(value: str) -> str:
    line = value.split("\n", 1)[0]
    return line if len(line) <= 40 and line == value else line[:37] + "..."


def boolean(node: ScalarNode) -> bool:
    """True or false; raises ScalarError."""
    value = node.value
    if not node.style:
        if value in _TRUE:
            return True
        if value in _FALSE:
            return False
    if value in _SWITCHES:
        answer = "true" if value.lower() in ("yes", "y", "on") else "false"
        raise ScalarError(f"'{value}' is text in YAML 1.2, expected true or false", f"Write {answer}.")
    if value in _TRUE or value in _FALSE:
        raise ScalarError(f"'{value}' in quotes is text, expected true or false", "Leave the quotes out.")
    raise ScalarError(f"expected true or false, got {describe(node)}")


def integer(node: ScalarNode) -> int:
    """A whole number; raises ScalarError."""
    value = node.value
    if not node.style:
        if _INT.match(value) and len(value) < 20:
            return int(value)
        if _BASED.match(value) and len(value) < 20:
            return int(value, 0)
    _refuse_numeral(node)
    raise ScalarError(f"expected a whole number, got {describe(node)}")


def number(node: ScalarNode) -> float:
    """A finite number (an int where it is written as one); raises ScalarError."""
    value = node.value
    if not node.style:
        if _INT.match(value) and len(value) < 20:
            return int(value)
        if _FLOAT.match(value) and not _ZEROS.match(value):
            result = float(value)
            if math.isfinite(result):
                return result
    _refuse_numeral(node)
    raise ScalarError(f"expected a number, got {describe(node)}")


def literal(node: ScalarNode) -> Any:
    """None, bool, int, float or str by YAML 1.2; raises ScalarError where YAML 1.1 reads something else."""
    value = node.value
    if node.style:
        return value
    if value in _NULLS:
        return None
    if value in _TRUE:
        return True
    if value in _FALSE:
        return False
    if (_INT.match(value) and len(value) < 20) or _BASED.match(value):
        return int(value, 0)
    if _FLOAT.match(value) and not _ZEROS.match(value):
        return float(value)
    lower = value.lower()
    if lower in _NOT_FINITE:
        return _NOT_FINITE[lower]
    if lower.lstrip("+-") in ("inf", "nan", "infinity"):
        raise ScalarError(
            f"'{value}' is text here", f"Write {'.nan' if 'nan' in lower else '.inf'}, or quotes."
        )
    if value in _SWITCHES:
        raise ScalarError(
            f"'{value}' can be read as text or as a truth value", "Write true or false, or quotes."
        )
    _refuse_numeral(node, or_quotes=True)
    return value


def _refuse_numeral(node: ScalarNode, *, or_quotes: bool = False) -> None:
    """Raise for a text that some YAML reads as a number, saying how to write it."""
    value = node.value
    tail = ", or put it in quotes." if or_quotes else "."
    if node.style:
        if _INT.match(value) or _FLOAT.match(value):
            raise ScalarError(
                f"'{_short(value)}' in quotes is text, expected a number", "Leave the quotes out."
            )
        return
    if _ZEROS.match(value):
        digits = value.lstrip("+-").replace("_", "")
        octal = (
            f" (or 0o{digits.lstrip('0') or '0'} if octal is meant)" if not set(digits) & {"8", "9"} else ""
        )
        raise ScalarError(
            f"'{_short(value)}' starts with a zero: octal in YAML 1.1, decimal in 1.2",
            f"Write {digits.lstrip('0') or '0'}{octal}{tail}",
        )
    if _UNDERSCORES.match(value):
        raise ScalarError(
            f"'{_short(value)}' is no number in YAML 1.2", f"Write {value.replace('_', '')}{tail}"
        )
    if _SIXTIES.match(value):
        raise ScalarError(
            f"'{_short(value)}' is a base-60 number in YAML 1.1, text in 1.2", f"Write the number{tail}"
        )
    if _DATE.match(value):
        raise ScalarError(f"'{_short(value)}' looks like a date", f"Write what is meant{tail}")
